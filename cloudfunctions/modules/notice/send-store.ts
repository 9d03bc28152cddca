import { type Database, insertAll, insertOnce } from '../../platform/database';
import type { NoticeName } from './templates';

/**
 * One subscribe message to one person about one thing, claimed before it is sent: at most once.
 * due: waits for its hour · claimed: on its way, or nobody knows · sent · spent: WeChat knew of no consent · none: no consent left
 * noAccount · late: not worth it any more · failed: WeChat refused it · recalled
 */
export interface SendDocument {
  /** `key:uid`, as in the inbox. */
  _id: string;
  uid: string;
  template: Api.Notice.Template;
  /** Key of the telling: what WeChat refuses of one of its messages it refuses of all. */
  subject: string;
  /** What it says is made of these when it goes out: a template that was repaired meanwhile counts. */
  name: NoticeName;
  about: Record<string, string>;
  /** When it was put here, and claimed. */
  at: number;
  /** From then on it may go out. */
  due: number;
  /** From then on it is not worth sending. */
  until: number;
  result: 'due' | 'claimed' | 'sent' | 'spent' | 'none' | 'noAccount' | 'late' | 'failed' | 'recalled';
}

/** Nothing goes out for a while: of one template that WeChat does not know, or of all, where it was enough for today. */
export interface StopDocument {
  _id: Api.Notice.Template | 'all';
  at: number;
  until: number;
}

const sends = (db: Database) => db.collection<SendDocument>('sends');
const stops = (db: Database) => db.collection<StopDocument>('send_stops');

/** Idempotent: what was put here before stays as it is. */
export const putDue = (db: Database, documents: SendDocument[]): Promise<void> => insertAll(sends(db), documents);

/** The next messages of a template whose hour has come. */
export async function dueSends(db: Database, template: Api.Notice.Template, now: number, limit: number): Promise<SendDocument[]> {
  return (await sends(db).where({ result: 'due', template, due: db.command.lte(now) }).orderBy('due', 'asc').limit(limit).get()).data;
}

/** @returns false: somebody else has claimed this one, or it was put off since it was read */
export async function claimSend(db: Database, id: string, now: number): Promise<boolean> {
  return (await sends(db).where({ _id: id, result: 'due', due: db.command.lte(now) }).update({ data: { result: 'claimed', at: now } })).stats.updated === 1;
}

export async function closeSend(db: Database, id: string, result: SendDocument['result']): Promise<void> {
  await sends(db).where({ _id: id, result: 'claimed' }).update({ data: { result } });
}

/** Puts a claim back for a message that certainly was not sent. */
export async function putBack(db: Database, id: string, due: number): Promise<void> {
  await sends(db).where({ _id: id, result: 'claimed' }).update({ data: { result: 'due', due } });
}

/** All messages of a telling that have not gone out wait until then. */
export async function postpone(db: Database, subject: string, due: number): Promise<void> {
  await sends(db).where({ subject, result: 'due' }).update({ data: { due } });
}

/** What was taken back goes to nobody: all messages of a telling and of its reminders. */
export async function withhold(db: Database, subject: string): Promise<void> {
  const { and, gte, lt } = db.command;
  await sends(db).where({ subject: and(gte(subject), lt(`${subject};`)), result: 'due' }).update({ data: { result: 'recalled' } });
}

/** How messages of a telling and of its reminders stand. unknown: on their way, or nobody knows. */
export async function sendsOf(db: Database, subject: string): Promise<{ sent: number; due: number; unknown: number }> {
  const { and, gte, lt } = db.command;
  const all = { subject: and(gte(subject), lt(`${subject};`)) };
  const count = async (result: SendDocument['result']) => (await sends(db).where({ ...all, result }).count()).total;
  const [sent, due, unknown] = await Promise.all([count('sent'), count('due'), count('claimed')]);
  return { sent, due, unknown };
}

export async function stopsAt(db: Database, now: number): Promise<StopDocument[]> {
  return (await stops(db).where({ until: db.command.gt(now) }).limit(20).get()).data;
}

/** Stops a template, or all, for a while. Idempotent. */
export async function stop(db: Database, { _id, ...data }: StopDocument): Promise<void> {
  if (!(await insertOnce(stops(db), { _id, ...data }))) await stops(db).doc(_id).set({ data });
}
