import { type Database, insertAll } from '../../platform/database';

/** One message in one person's inbox 消息. */
export interface InboxDocument {
  /** `key:uid`: the same message is never there twice. */
  _id: string;
  uid: string;
  at: number;
  /** When it was opened; 0: not yet. */
  readAt: number;
  /** Its kind, for the picture beside it. */
  kind: string;
  title: string;
  text: string;
  /** Page that it opens, without a leading slash. */
  page: string;
  /** Of an announcement alone, which counts who has read it. */
  announcement?: string;
  /** Of the reader's unit when it came. */
  path?: string;
  /** Without WeChat when it came. */
  paper?: boolean;
  /** 0 not opened, 1 opened, 2 done; and what of it is counted. */
  seen?: 0 | 1 | 2;
  counted?: 0 | 1 | 2;
  /** The announcement again while something is to be counted, else empty: an index finds what is. */
  fold?: string;
  /** Number of the last reminder. */
  reminded?: number;
}

const inbox = (db: Database) => db.collection<InboxDocument>('inbox');

/** Idempotent: what is there already stays as it is. */
export const putIn = (db: Database, documents: InboxDocument[]): Promise<void> => insertAll(inbox(db), documents);

/** Which of these messages have been put in. */
export async function toldAmong(db: Database, ids: readonly string[]): Promise<Set<string>> {
  const told = new Set<string>();
  for (let from = 0; from < ids.length; from += 500) {
    const some = ids.slice(from, from + 500);
    for (const { _id } of (await inbox(db).where({ _id: db.command.in(some) }).field({ _id: true }).limit(500).get()).data) told.add(_id);
  }
  return told;
}

/** One page of an inbox, latest first. */
export async function inboxPage(db: Database, uid: string, before: { at: number; id: string } | undefined, limit: number): Promise<InboxDocument[]> {
  const { and, lt, lte, or } = db.command;
  const mine = before ? and({ uid, at: lte(before.at) }, or({ at: lt(before.at) }, { at: before.at, _id: lt(before.id) })) : { uid };
  return (await inbox(db).where(mine).orderBy('at', 'desc').orderBy('_id', 'desc').limit(limit).get()).data;
}

export async function unreadOf(db: Database, uid: string): Promise<number> {
  return (await inbox(db).where({ uid, readAt: 0 }).count()).total;
}

/** Idempotent: the first reading counts. @returns false: it is not in this inbox */
export async function markRead(db: Database, uid: string, id: string, now: number): Promise<boolean> {
  const { stats } = await inbox(db).where({ _id: id, uid, readAt: 0 }).update({ data: { readAt: now } });
  return stats.updated > 0 || (await inbox(db).where({ _id: id, uid }).count()).total > 0;
}

/** What had come until then. @returns how many were unread */
export async function markAllRead(db: Database, uid: string, until: number, now: number): Promise<number> {
  return (await inbox(db).where({ uid, readAt: 0, at: db.command.lte(until) }).update({ data: { readAt: now } })).stats.updated;
}

export async function dropInbox(db: Database, uid: string): Promise<void> {
  await inbox(db).where({ uid }).remove();
}
