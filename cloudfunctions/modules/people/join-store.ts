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
  nameKey: string;
  /** Sealed. Empty once it is over. */
  openid: string;
  unitId: string;
  unitName: string;
  unitPath: string;
  /** A cadre's answer: the act and its audit record in one. `uid`: the row it gives. */
  answer: null | { k: string; h: string; t: number; by: string; uid: string; reason: string };
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

/** Asks, if this account has no open request. @returns whether it did */
export async function ask(db: Database, request: JoinRequestDocument): Promise<boolean> {
  if (await insertOnce(requests(db), request)) return true;
  const { _id, ...fields } = request;
  const { stats } = await requests(db)
    .where({ _id, state: db.command.in(['refused', 'withdrawn', 'accepted']), k: db.command.neq(request.k) })
    .update({ data: { ...fields, answer: db.command.set(null) } });
  return stats.updated === 1;
}

/** Answers an open request; this write decides. @returns whether it did */
export async function answer(db: Database, request: JoinRequestDocument, state: 'accepted' | 'refused', given: NonNullable<JoinRequestDocument['answer']>): Promise<boolean> {
  const { stats } = await requests(db)
    .where({ _id: request._id, reference: request.reference, state: 'open' })
    .update({ data: { state, answer: db.command.set(given), ...(state === 'refused' ? forgotten : {}) } });
  return stats.updated === 1;
}

const forgotten = { name: '', openid: '', nameKey: '' };

/** What a request that is over no longer needs. */
export async function forget(db: Database, account: string): Promise<void> {
  await requests(db).where({ _id: account, state: 'accepted' }).update({ data: forgotten });
}

/** Takes an open request back. @returns whether it did */
export async function withdraw(db: Database, account: string): Promise<boolean> {
  const { stats } = await requests(db).where({ _id: account, state: 'open' }).update({ data: { state: 'withdrawn', ...forgotten } });
  return stats.updated === 1;
}

/** Removes what was asked and answered. */
export async function dropRequest(db: Database, account: string): Promise<void> {
  await requests(db).where({ _id: account }).remove();
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
