import { type AuditLink, type AuditRecord, firstBroken, type Head } from '../../../miniprogram/domain/audit/chain';
import { pathsUpwards } from '../../../miniprogram/domain/people/scope';
import { type Database, insertOnce } from '../../platform/database';

/** A link of the chain. Its id is its number, so that no two can follow the same one; never changed, never removed. */
export interface LinkDocument extends AuditLink {
  /** `seq` in ten digits. */
  _id: string;
  /** The scope and all above: whose lists find it. */
  scopes: string[];
}

/** Is the record about an activity? */
export const ofActivity = (record: AuditRecord) => /^(activity|places|registration|voting|contest|stage|judging|rehearsal|results|reading|awards|meet|delegation|event|export)\./.test(record.act);

/** Collections whose documents hold audit records of the acts that decided there. */
export const sources = [
  'absences',
  'activities',
  'announcements',
  'applications',
  'assessments',
  'contests',
  'meets',
  'delegations',
  'contest_entries',
  'contest_results',
  'contest_rounds',
  'rehearsals',
  'departures',
  'draws',
  'enrolments',
  'exports',
  'imports',
  'join_requests',
  'meet_boards',
  'meet_events',
  'meet_prizes',
  'members',
  'moves',
  'papers',
  'readers',
  'seats',
  'book_rooms',
  'room_titles',
  'reading_books',
  'reading_challenges',
  'reading_editions',
  'reading_notes',
  'rollcalls',
  'selections',
  'score_sheets',
  'series',
  'tallies',
  'unions',
  'vote_voids',
  'votes',
  'work_calls',
  'work_handings',
  'works',
] as const;
export type Source = (typeof sources)[number];

export interface Holding {
  _id: string;
  audit: AuditRecord[];
}

const chain = (db: Database) => db.collection<LinkDocument>('audit');
const holdingsOf = (db: Database, source: Source) => db.collection<Holding>(source);

export const linkId = (seq: number) => String(seq).padStart(10, '0');

/** Documents with records that are not in the chain yet. */
export async function pendingIn(db: Database, source: Source, limit: number): Promise<Holding[]> {
  const { data } = await holdingsOf(db, source).where({ 'audit.id': db.command.gt('') }).field({ _id: true, audit: true }).limit(limit).get();
  return data;
}

/** The record is in the chain: the document need not hold it any more. Idempotent. */
export async function unburden(db: Database, source: Source, documentId: string, recordId: string): Promise<void> {
  await holdingsOf(db, source).where({ _id: documentId }).update({ data: { audit: db.command.pull({ id: recordId }) } });
}

/** The last link; null: the chain has none. */
export async function lastLink(db: Database): Promise<LinkDocument | null> {
  return (await chain(db).where({}).orderBy('_id', 'desc').limit(1).get()).data[0] ?? null;
}

export async function isLinked(db: Database, recordId: string): Promise<boolean> {
  return (await chain(db).where({ id: recordId }).field({ _id: true }).limit(1).get()).data.length > 0;
}

/** Puts a link at the end. @returns false: its number or its record is taken */
export function append(db: Database, link: AuditLink): Promise<boolean> {
  return insertOnce(chain(db), { _id: linkId(link.seq), ...link, scopes: pathsUpwards(link.scope) });
}

/** A link, with the title of the activity that it is about: the chain itself names nothing. */
export type TitledLink = LinkDocument & { title?: string };

/** Links of these scopes, latest first. @param before id of the last one of the page before */
export async function linksOf(db: Database, scopes: string[], before: string | undefined, limit: number): Promise<TitledLink[]> {
  const scope = scopes.length === 1 ? scopes[0] : db.command.in(scopes);
  const condition = before === undefined ? { scopes: scope } : { scopes: scope, _id: db.command.lt(before) };
  const { list } = await chain(db)
    .aggregate()
    .match(condition)
    .sort({ _id: -1 })
    .limit(limit)
    .lookup({ from: 'activities', localField: 'subject', foreignField: '_id', as: 'about' })
    .addFields({ title: db.command.aggregate.arrayElemAt(['$about.title', 0]) })
    .project({ about: 0 })
    .end();
  // The stages above leave the document as it is, but for the title.
  return list as TitledLink[];
}

/** A stretch of the chain from a number on. */
export async function stretch(db: Database, from: number, limit: number): Promise<LinkDocument[]> {
  return (await chain(db).where({ _id: db.command.gte(linkId(from)) }).orderBy('_id', 'asc').limit(limit).get()).data;
}

/** Hashes a stretch again, with what lies outside the hash: the id and the scopes that lists go by. @returns number of the first broken one */
export function brokenIn(links: readonly LinkDocument[], before: Head): number | null {
  const broken = firstBroken(links, before);
  const index = links.findIndex((link) => link._id !== linkId(link.seq) || link.scopes.join() !== pathsUpwards(link.scope).join());
  const displaced = index < 0 ? null : before.seq + index + 1;
  return broken === null || displaced === null ? (broken ?? displaced) : Math.min(broken, displaced);
}
