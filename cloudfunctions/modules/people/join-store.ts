import type { AuditRecord } from '../../../miniprogram/domain/audit/chain';
import type { Work } from '../../../miniprogram/domain/people/outside';
import { minute } from '../../../miniprogram/domain/time/shanghai';
import { type Database, insertOnce } from '../../platform/database';
import type { UnionDocument } from './store';
import { within } from './within';

/** Tries of one account or one row in one day. Its conditional update decides whether a try may be made at all. */
export interface TriesDocument {
  _id: string;
  tries: { k: string; h: string }[];
  n: number;
}

/** What an account last asked: one document an account, so one open request. */
export interface JoinRequestDocument {
  /** The account. */
  _id: string;
  /** What cadres call this request by; anew with each. */
  reference: string;
  k: string;
  h: string;
  at: number;
  state: 'open' | 'accepted' | 'refused' | 'withdrawn';
  /** Sealed. Empty once it is over. */
  name: string;
  /** Finds rows of the same or a near name; empty once it is over. */
  wholeName: string;
  /** Sealed. Empty once it is over. */
  openid: string;
  unitId: string;
  unitName: string;
  unitPath: string;
  /** A cadre's answer: the act and its audit record in one. `uid`: the row it gives. */
  answer: null | { k: string; h: string; t: number; by: string; uid: string; reason: string };
  /** Since when it is before this union; absent: since it was asked. */
  since?: number;
  /** Asked without a unit: by when this union must answer. null or absent: asked of a unit. */
  outside?: null | { work: Work; region: string; dueAt: number };
  /** A member's wish to go from that unit to this one; null or absent: not a member. */
  change?: null | { uid: string; fromId: string; fromName: string };
  /** Unions that did not answer in time, first first. */
  passed?: string[];
  /** When the job has something to do: pass it on, or carry an answer out; 0 or absent: never. */
  due?: number;
  /** Audit records of answers that are not in the chain yet. */
  audit?: AuditRecord[];
}

const tries = (db: Database) => db.collection<TriesDocument>('claim_tries');
const requests = (db: Database) => db.collection<JoinRequestDocument>('join_requests');

export const triesADay = 5;

/**
 * Uses up one of the tries of the day before anything is compared, so that tries made at once cannot be more.
 * A repeat of the same act uses none. @returns spent: no try is left; reused: the key came with another body
 */
export async function useTry(db: Database, subject: string, act: { k: string; h: string }): Promise<'ok' | 'spent' | 'reused'> {
  const { lt, neq, inc, push } = db.command;
  if (await insertOnce(tries(db), { _id: subject, n: 1, tries: [act] })) return 'ok';
  const { stats } = await tries(db).where({ _id: subject, n: lt(triesADay), 'tries.k': neq(act.k) }).update({ data: { n: inc(1), tries: push([act]) } });
  if (stats.updated === 1) return 'ok';
  const { data } = await tries(db).doc(subject).get();
  const before = data?.tries.find((one) => one.k === act.k);
  if (!before) return 'spent';
  return before.h === act.h ? 'ok' : 'reused';
}

export async function requestOf(db: Database, account: string): Promise<JoinRequestDocument | null> {
  return (await requests(db).doc(account).get()).data;
}

export async function requestByReference(db: Database, reference: string): Promise<JoinRequestDocument | null> {
  return (await requests(db).where({ reference }).limit(1).get()).data[0] ?? null;
}

/** Asks, if this account has no open request; audit records of earlier answers stay. @returns whether it did */
export async function ask(db: Database, request: Omit<JoinRequestDocument, 'audit'>): Promise<boolean> {
  const { set } = db.command;
  if (await insertOnce(requests(db), { ...request, audit: [] })) return true;
  const { _id, outside = null, change = null, passed = [], ...fields } = request;
  const { stats } = await requests(db)
    .where({ _id, state: db.command.in(['refused', 'withdrawn', 'accepted']), k: db.command.neq(request.k) })
    .update({ data: { ...fields, answer: set(null), outside: set(outside), change: set(change), passed: set(passed) } });
  return stats.updated === 1;
}

/** Answers an open request; this write decides. @returns whether it did */
export async function answer(
  db: Database,
  request: JoinRequestDocument,
  state: 'accepted' | 'refused',
  given: NonNullable<JoinRequestDocument['answer']>,
  record: AuditRecord,
): Promise<boolean> {
  const { set, push } = db.command;
  // Bound to the union that it was read before: the one above may have it by now.
  const { stats } = await requests(db)
    .where({ _id: request._id, reference: request.reference, state: 'open', unitPath: request.unitPath })
    .update({ data: { state, answer: set(given), audit: push([record]), ...(state === 'refused' ? forgotten : { due: given.t + minute }) } });
  return stats.updated === 1;
}

const forgotten = { name: '', openid: '', wholeName: '', due: 0 };

/** What a request that is over no longer needs. */
export async function forget(db: Database, account: string): Promise<void> {
  await requests(db).where({ _id: account, state: 'accepted' }).update({ data: forgotten });
}

/** Takes an open request back. @returns whether it did */
export async function withdraw(db: Database, account: string): Promise<boolean> {
  const { stats } = await requests(db).where({ _id: account, state: 'open' }).update({ data: { state: 'withdrawn', ...forgotten } });
  return stats.updated === 1;
}

/** Removes what was asked and answered; what the chain still needs stays without a name until the next request. */
export async function dropRequest(db: Database, account: string): Promise<void> {
  await requests(db).where({ _id: account, 'audit.0': db.command.exists(false) }).remove();
  await requests(db).where({ _id: account }).update({ data: { state: 'withdrawn', ...forgotten } });
}

/** Requests on which the job has something to do. */
export async function dueRequests(db: Database, now: number, limit: number): Promise<JoinRequestDocument[]> {
  const { and, gt, lte } = db.command;
  return (await requests(db).where({ due: and(gt(0), lte(now)) }).orderBy('due', 'asc').limit(limit).get()).data;
}

/** Puts an open request before the union above, if it still is where it was read. @returns whether it did */
export async function passOn(db: Database, request: JoinRequestDocument, to: Pick<JoinRequestDocument, 'unitId' | 'unitName' | 'unitPath'>, now: number, dueAt: number): Promise<boolean> {
  const { stats } = await requests(db)
    .where({ _id: request._id, reference: request.reference, state: 'open', unitPath: request.unitPath, due: request.due })
    .update({ data: { ...to, since: now, due: dueAt, 'outside.dueAt': dueAt, passed: db.command.push([request.unitName]) } });
  return stats.updated === 1;
}

/** There is nothing more to do on it by the clock. */
export async function rest(db: Database, request: JoinRequestDocument): Promise<void> {
  await requests(db).where({ _id: request._id, reference: request.reference, due: request.due }).update({ data: { due: 0 } });
}

/** Unions that may take in people without a unit: cities, districts, trades, and those whose trade is one of these. */
export async function takers(db: Database, trades: readonly string[]): Promise<UnionDocument[]> {
  const unions = db.collection<UnionDocument>('unions');
  const [upper, ofTrade] = await Promise.all([
    unions.where({ level: db.command.in([0, 1]), mergedInto: null }).limit(300).get(),
    unions.where({ trade: db.command.in([...trades]), mergedInto: null }).orderBy('path', 'asc').limit(500).get(),
  ]);
  return [...new Map([...upper.data, ...ofTrade.data].map((union) => [union._id, union])).values()];
}

/** Open requests at or below these scopes, oldest first. */
export async function openRequests(db: Database, scopes: readonly string[], limit: number): Promise<JoinRequestDocument[]> {
  const { data } = await requests(db)
    .where({ state: 'open', unitPath: within(db, scopes) })
    .orderBy('at', 'asc')
    .limit(limit)
    .get();
  return data;
}

/** Unions whose name holds all these terms. */
export async function unionsFound(db: Database, terms: string[], limit: number): Promise<UnionDocument[]> {
  return (await db.collection<UnionDocument>('unions').where({ terms: db.command.all(terms), mergedInto: null }).limit(limit).get()).data;
}
