import type { AuditRecord } from '../../../miniprogram/domain/audit/chain';
import { scopeEnd } from '../../../miniprogram/domain/people/scope';
import { type Database, insertOnce } from '../../platform/database';
import { seal, unseal } from '../../platform/secrets';
import type { Act, EntryDocument } from './documents';

/** Entries as they are stored: names of performers and the leader's telephone sealed. Nobody else reads or writes the collection. */

const entries = (db: Database) => db.collection<EntryDocument>('contest_entries');

/** The part of an entry that is sealed. */
type Personal = Pick<EntryDocument, 'performers' | 'contact'>;

/** Sealed as it is stored. */
export const sealed = ({ performers, contact }: Personal): Personal => ({ performers: performers.map((one) => ({ ...one, name: seal(one.name) })), contact: seal(contact) });
const opened = <E extends Personal>(entry: E): E => ({ ...entry, performers: entry.performers.map((one) => ({ ...one, name: unseal(one.name) })), contact: unseal(entry.contact) });

export async function entryById(db: Database, id: string): Promise<EntryDocument | null> {
  const found = (await entries(db).doc(id).get()).data;
  return found && opened(found);
}

/** The entries of a contest, first sent first; at most 1,000. */
export async function allEntries(db: Database, contestId: string): Promise<EntryDocument[]> {
  return (await entries(db).where({ contestId }).orderBy('at', 'asc').limit(1000).get()).data.map(opened);
}

/** Entries in which a member performs; at most 50. */
export async function entriesWith(db: Database, contestId: string, uid: string): Promise<EntryDocument[]> {
  return (await entries(db).where({ contestId, 'performers.uid': uid }).limit(50).get()).data.map(opened);
}

/** @returns false: the id is taken */
export const insertEntry = (db: Database, entry: EntryDocument): Promise<boolean> => insertOnce(entries(db), { ...entry, ...sealed(entry) });

/** Entries in a state, first sent first. */
export async function entriesIn(db: Database, contestId: string, state: Api.Contest.EntryState, after: { at: number; id: string } | null, limit: number): Promise<EntryDocument[]> {
  const { and, or, gt, gte } = db.command;
  const conditions: object[] = [{ contestId, state }];
  if (after) conditions.push({ at: gte(after.at) }, or({ at: gt(after.at) }, { at: after.at, _id: gt(after.id) }));
  const { data } = await entries(db).where(and(...conditions)).orderBy('at', 'asc').orderBy('_id', 'asc').limit(limit).get();
  return data.map(opened);
}

/** Entries of a union and below it, first sent first; at most 100. */
export async function entriesOfUnit(db: Database, contestId: string, path: string): Promise<EntryDocument[]> {
  const { and, gte, lt } = db.command;
  const { data } = await entries(db).where({ contestId, unitPath: and(gte(path), lt(scopeEnd(path))) }).limit(100).get();
  return data.map(opened).sort((a, b) => a.at - b.at || (a._id < b._id ? -1 : 1));
}

export async function acceptedCount(db: Database, contestId: string): Promise<number> {
  return (await entries(db).where({ contestId, state: 'accepted' }).count()).total;
}

/** What an act on an entry writes. */
export type EntryChange = Partial<Pick<EntryDocument, 'title' | 'form' | 'songs' | 'performers' | 'accompaniment' | 'photos' | 'video' | 'lyrics' | 'contact' | 'leader' | 'loose' | 'news'>> &
  Pick<EntryDocument, 'state' | 'reason'> & { text?: Api.Contest.TextState | null };

/** Carries an act out if nobody has since `before` was read; with a cadre's act its audit record. @returns whether it did */
export async function changeEntry(db: Database, before: EntryDocument, act: Act, change: EntryChange, record?: AuditRecord): Promise<boolean> {
  const { set, push, inc } = db.command;
  const { performers, contact, loose, text, ...plain } = change;
  const whole = Object.fromEntries(Object.entries(plain).map(([field, value]) => [field, typeof value === 'object' ? set(value) : value]));
  const personal = performers && contact !== undefined ? sealed({ performers, contact }) : null;
  const { stats } = await entries(db)
    .where({ _id: before._id, v: before.v })
    .update({
      data: {
        ...whole,
        ...(personal ? { performers: set(personal.performers), contact: personal.contact } : {}),
        ...(text === undefined ? {} : { text }),
        ...(loose ? { loose: set(loose), unreleased: loose.names.length > 0 } : {}),
        v: inc(1),
        acts: push([act]),
        ...(record ? { audit: push([record]) } : {}),
      },
    });
  return stats.updated === 1;
}

/** Fails every act that read an entry before: called once no act begins any more. Idempotent. */
export async function fenceEntries(db: Database, contestId: string): Promise<void> {
  await entries(db).where({ contestId }).update({ data: { v: db.command.inc(1) } });
}

/** A verdict on the words of an entry that had none, if it stands as it was read. Idempotent. */
export async function keepVerdict(db: Database, { _id, v }: Pick<EntryDocument, '_id' | 'v'>, text: Api.Contest.TextState | null): Promise<void> {
  await entries(db).where({ _id, v, text: 'held' }).update({ data: { text } });
}

/** Entries whose given-up claims may not be let go yet. */
export async function unreleasedEntries(db: Database, limit: number): Promise<EntryDocument[]> {
  const { data } = await entries(db).where({ unreleased: true }).limit(limit).get();
  return data.map(opened);
}

/** Entries whose leader is to be told of the review. */
export async function entriesWithNews(db: Database, limit: number): Promise<EntryDocument[]> {
  return (await entries(db).where({ 'news.t': db.command.gt(0) }).limit(limit).get()).data.map(opened);
}

/** The leader is told. Idempotent. */
export async function noteEntryTold(db: Database, id: string, k: string): Promise<void> {
  await entries(db).where({ _id: id, 'news.k': k }).update({ data: { news: db.command.set(null) } });
}

/** Its claims are let go, if nothing was done to it since. Idempotent. */
export async function noteReleased(db: Database, { _id, v }: Pick<EntryDocument, '_id' | 'v'>): Promise<void> {
  await entries(db).where({ _id, v }).update({ data: { unreleased: false } });
}

/** These entries, in any order; at most 1,000. */
export async function entriesWithIds(db: Database, ids: readonly string[]): Promise<EntryDocument[]> {
  if (ids.length === 0) return [];
  const { data } = await entries(db).where({ _id: db.command.in([...ids]) }).limit(ids.length).get();
  return data.map(opened);
}
