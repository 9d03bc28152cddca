import type { AuditRecord } from '../../../miniprogram/domain/audit/chain';
import { scopeEnd } from '../../../miniprogram/domain/people/scope';
import type { Act } from '../../platform/acts';
import { type Database, insertOnce } from '../../platform/database';
import type { MemberDocument } from '../people/store';
import type { EditionDocument, KeptCheckIn, ReaderDocument } from './documents';
import { readerId } from './store';

/** A challenge of an edition. `_id` comes from edition, team and its number there: 0, 1, … in the order of their setting. */
export interface ChallengeDocument {
  _id: string;
  edition: string;
  /** The team whose common book it is; empty: it is for everybody who reads. */
  unit: string;
  unitName: string;
  /** Of the team; empty: none. */
  path: string;
  rule: Api.Reading.ChallengeRule;
  /** Of a common book; else empty. */
  bookTitle: string;
  addedAt: number;
  /** 0: it may be joined. */
  closedAt: number;
  acts: Act[];
  audit?: AuditRecord[];
}

/** What a member joined in an edition. `_id` = `edition:uid`. How far they are is in their check-ins alone. */
export interface JoinDocument {
  _id: string;
  edition: string;
  uid: string;
  /** Ids of the challenges. */
  joined: string[];
  /** Instants, in the same order. */
  at: number[];
}

const challenges = (db: Database) => db.collection<ChallengeDocument>('reading_challenges');
const joins = (db: Database) => db.collection<JoinDocument>('reading_joins');

/** So many of an edition are for everybody, and so many for one team, at most. */
export const mostChallenges = 12;

export async function challengeById(db: Database, id: string): Promise<ChallengeDocument | null> {
  return (await challenges(db).doc(id).get()).data;
}

/** Challenges of these units in the order of their setting; an empty unit: for everybody. */
export async function challengesOf(db: Database, edition: string, units: readonly string[]): Promise<ChallengeDocument[]> {
  return (await challenges(db).where({ edition, unit: db.command.in([...units]) }).orderBy('addedAt', 'asc').limit(100).get()).data;
}

/** @returns false: it is there, open or closed */
export const insertChallenge = (db: Database, challenge: ChallengeDocument): Promise<boolean> => insertOnce(challenges(db), challenge);

/** Closes one that is open, or opens one that is closed. @returns whether this act did it */
export async function keepClosed(db: Database, { _id, closedAt: before }: ChallengeDocument, closedAt: number, act: Act, record: AuditRecord): Promise<boolean> {
  const { push } = db.command;
  const { stats } = await challenges(db).where({ _id, closedAt: before }).update({ data: { closedAt, acts: push([act]), audit: push([record]) } });
  return stats.updated === 1;
}

/** Notes that somebody joined: one write, and a repeat changes nothing. */
export async function keepJoin(db: Database, edition: string, uid: string, challenge: string, at: number): Promise<void> {
  const { neq, push } = db.command;
  const _id = readerId(edition, uid);
  if (await insertOnce(joins(db), { _id, edition, uid, joined: [challenge], at: [at] })) return;
  await joins(db).where({ _id, joined: neq(challenge) }).update({ data: { joined: push([challenge]), at: push([at]) } });
}

export async function countJoined(db: Database, edition: string, challenge: string): Promise<number> {
  return (await joins(db).where({ edition, joined: challenge }).count()).total;
}

export type EditionWithJoins = EditionDocument & { mine: Pick<ReaderDocument, 'checkIns'> | null; joins: JoinDocument | null };

/** An edition with a member's check-ins and what they joined, in one request. */
export async function editionWithJoins(db: Database, edition: string, uid: string): Promise<EditionWithJoins | null> {
  const { list } = await db
    .collection<EditionDocument>('reading_editions')
    .aggregate()
    .match({ _id: edition })
    .limit(1)
    .addFields({ me: readerId(edition, uid) })
    .lookup({ from: 'readers', localField: 'me', foreignField: '_id', as: 'mine' })
    .lookup({ from: 'reading_joins', localField: 'me', foreignField: '_id', as: 'joins' })
    .end();
  // The pipeline above gives the document with what it looked up.
  const one = list[0] as (EditionDocument & { mine: ReaderDocument[]; joins: JoinDocument[] }) | undefined;
  return one ? { ...one, mine: one.mine[0] ?? null, joins: one.joins[0] ?? null } : null;
}

/** A team's common book is for teams of this size: all its names stand on one page. */
export const mostInTeam = 60;

/** Everybody of a team, at most `mostInTeam`, in the order of their ids, each with their check-ins in an edition; one request. */
export async function teamReaders(db: Database, edition: string, path: string): Promise<(Pick<MemberDocument, '_id' | 'name'> & Pick<ReaderDocument, 'checkIns'>)[]> {
  const { and, gte, lt, aggregate } = db.command;
  const { list } = await db
    .collection<MemberDocument>('members')
    .aggregate()
    .match({ unitPath: and(gte(path), lt(scopeEnd(path))) })
    .sort({ unitPath: 1, _id: 1 })
    .limit(mostInTeam)
    .addFields({ me: aggregate.concat([readerId(edition, ''), '$_id']) })
    .lookup({ from: 'readers', localField: 'me', foreignField: '_id', as: 'read' })
    .project({ name: 1, checkIns: aggregate.arrayElemAt(['$read.checkIns', 0]) })
    .end();
  // The pipeline above gives these fields; who has not checked in has none.
  return (list as (Pick<MemberDocument, '_id' | 'name'> & { checkIns?: KeptCheckIn[] })[]).map(({ _id, name, checkIns = [] }) => ({ _id, name, checkIns }));
}

/** Somebody left. */
export async function dropJoins(db: Database, uid: string): Promise<void> {
  await joins(db).where({ uid }).remove();
}
