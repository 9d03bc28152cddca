import { type Database, insertOnce } from '../../platform/database';

/** A file that somebody uploaded: whose it is, what for, and what WeChat thinks of it. The file itself is in storage. */
export interface MediaDocument {
  /** The unguessable part of the file's path. */
  _id: string;
  /** Key and input hash of the act that kept it. */
  k: string;
  h: string;
  uid: string;
  activityId: string;
  /** Id of a file question, `sealed`, `brief`, `note` or `announcement`; of the last the id above is the union's. */
  what: string;
  fileId: string;
  ending: string;
  state: Api.Media.State;
  /** WeChat's number of the check that is on its way or was answered; empty: none. Never leaves the server. */
  trace: string;
  /** When WeChat was last asked. */
  askedAt: number;
  at: number;
}

const media = (db: Database) => db.collection<MediaDocument>('media');

/** @returns false: this file has been kept before */
export const insertMedia = (db: Database, document: MediaDocument): Promise<boolean> => insertOnce(media(db), document);

export async function mediaById(db: Database, id: string): Promise<MediaDocument | null> {
  return (await media(db).doc(id).get()).data;
}

export async function mediaByIds(db: Database, ids: readonly string[]): Promise<MediaDocument[]> {
  if (ids.length === 0) return [];
  return (await media(db).where({ _id: db.command.in([...ids]) }).limit(ids.length).get()).data;
}

/** How many files somebody kept since then. */
export async function keptSince(db: Database, uid: string, since: number): Promise<number> {
  return (await media(db).where({ uid, at: db.command.gt(since) }).count()).total;
}

/** What became of a question to WeChat, unless another question was asked meanwhile. */
export async function noteAsked(db: Database, { _id, trace }: MediaDocument, asked: Pick<MediaDocument, 'state' | 'trace' | 'askedAt'>): Promise<void> {
  await media(db).where({ _id, trace, state: db.command.in(['checking', 'held']) }).update({ data: asked });
}

/** The verdict on the check with this number; one that is final stays. @returns whether there is such a check */
export async function noteVerdict(db: Database, trace: string, state: 'pass' | 'risky' | 'held'): Promise<boolean> {
  const { stats } = await media(db).where({ trace, state: 'checking' }).update({ data: { state } });
  return stats.updated > 0 || (await media(db).where({ trace }).count()).total > 0;
}

export async function mediaOf(db: Database, uid: string, limit: number): Promise<MediaDocument[]> {
  return (await media(db).where({ uid }).limit(limit).get()).data;
}

export async function removeMedia(db: Database, ids: readonly string[]): Promise<void> {
  await media(db).where({ _id: db.command.in([...ids]) }).remove();
}
