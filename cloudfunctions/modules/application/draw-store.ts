import type { AuditRecord } from '../../../miniprogram/domain/audit/chain';
import type { LotteryEntry, LotteryPlaces } from '../../../miniprogram/domain/draw/lottery';
import { type Database, insertOnce } from '../../platform/database';

/** A lottery's draw from the moment its list is fixed: this document decides what the seed is, and that it is one for ever. */
export interface DrawDocument {
  /** The activity's id. */
  _id: string;
  scope: string;
  scopeName: string;
  /** The public value as it was named beforehand. */
  valueName: string;
  frozenAt: number;
  entries: number;
  /** Number of documents of the list. */
  pages: number;
  /** Hash of the list. */
  list: string;
  commitment: string;
  /** The organiser's share, sealed until the draw. */
  secret: string;
  /** The act that brought the public value; from then on the order is settled. */
  drawn: null | { k: string; h: string; t: number; by: string; value: string; share: string; places: (LotteryPlaces & { name: string })[] };
  /** Everybody has their place, as far as there are places. */
  filled: boolean;
  /** So many pages of the list have been told their result. */
  told: number;
  /** Something is left for the job. */
  open: boolean;
  audit?: AuditRecord[];
}

/** One page of the published list, by entry number; after the draw also what each got, and a page of the order. */
export interface ListDocument {
  /** `activityId:page` with three digits. */
  _id: string;
  activityId: string;
  page: number;
  /** Its last application: the next page goes on behind it. */
  upTo: { at: number; uid: string };
  /** Whose lines these are; never published. */
  uids: string[];
  entries: LotteryEntry[];
  /** Of the entries: 0 a place, 1 … the position in the waitlist, −1 nothing. */
  lots?: number[];
  /** The drawn order, as long as this page is. */
  order?: number[];
}

const draws = (db: Database) => db.collection<DrawDocument>('draws');
const lists = (db: Database) => db.collection<ListDocument>('draw_lists');

/** Lines of one document of the list. */
export const linesOfPage = 200;

export const pageId = (activityId: string, page: number) => `${activityId}:${String(page).padStart(3, '0')}`;

export async function drawOf(db: Database, activityId: string): Promise<DrawDocument | null> {
  return (await draws(db).doc(activityId).get()).data;
}

/** @returns false: the list was fixed before */
export function insertDraw(db: Database, draw: DrawDocument): Promise<boolean> {
  return insertOnce(draws(db), draw);
}

/** @returns false: the page is there, as it was first written */
export function insertPage(db: Database, page: ListDocument): Promise<boolean> {
  return insertOnce(lists(db), page);
}

export async function pageOf(db: Database, activityId: string, page: number): Promise<ListDocument | null> {
  return (await lists(db).doc(pageId(activityId, page)).get()).data;
}

/** All pages of a list, in order. */
export async function pagesOf(db: Database, activityId: string, count: number): Promise<ListDocument[]> {
  const all: ListDocument[] = [];
  for (let from = 0; from < count; from += 10) {
    const ids = Array.from({ length: Math.min(10, count - from) }, (_, index) => pageId(activityId, from + index));
    const { data } = await lists(db).where({ _id: db.command.in(ids) }).limit(ids.length).get();
    all.push(...data);
  }
  return all.sort((a, b) => a.page - b.page);
}

/** Brings the public value, with the share, unless there is one. @returns whether it did */
export async function decide(db: Database, activityId: string, drawn: NonNullable<DrawDocument['drawn']>, record: AuditRecord): Promise<boolean> {
  const { set, push } = db.command;
  const { stats } = await draws(db)
    .where({ _id: activityId, drawn: null })
    .update({ data: { drawn: set(drawn), open: true, audit: push([record]) } });
  return stats.updated === 1;
}

/** Publishes what a page got. Idempotent: the same seed gives the same. */
export async function publishPage(db: Database, activityId: string, page: number, lots: number[], order: number[]): Promise<void> {
  const { set } = db.command;
  await lists(db).where({ _id: pageId(activityId, page) }).update({ data: { lots: set(lots), order: set(order) } });
}

export async function markFilled(db: Database, activityId: string): Promise<void> {
  await draws(db).where({ _id: activityId, filled: false }).update({ data: { filled: true } });
}

/** Moves the cursor of the results, unless another run has. @param open is anything left? */
export async function keepTold(db: Database, activityId: string, from: number, to: number, open: boolean): Promise<void> {
  await draws(db).where({ _id: activityId, told: from }).update({ data: { told: to, open } });
}

/** Which of these activities have been drawn and their places filled. */
export async function filledDraws(db: Database, activityIds: string[]): Promise<Set<string>> {
  if (activityIds.length === 0) return new Set();
  const { data } = await draws(db).where({ _id: db.command.in(activityIds), filled: true }).field({ _id: true }).limit(activityIds.length).get();
  return new Set(data.map(({ _id }) => _id));
}

/** Draws with something left to do. */
export async function openDraws(db: Database, limit: number): Promise<DrawDocument[]> {
  return (await draws(db).where({ open: true }).limit(limit).get()).data;
}

/** A member's own line, and what it got; null: none. */
export async function lineOf(db: Database, activityId: string, uid: string): Promise<{ entry: LotteryEntry; lot: number | null } | null> {
  const { arrayElemAt, indexOfArray } = db.command.aggregate;
  const { list } = await lists(db)
    .aggregate()
    .match({ activityId, uids: uid })
    .limit(1)
    .project({ entry: arrayElemAt(['$entries', indexOfArray(['$uids', uid])]), lot: arrayElemAt(['$lots', indexOfArray(['$uids', uid])]) })
    .end();
  // The projection above is the type's shape; `lot` is missing until the draw.
  const [found] = list as { entry: LotteryEntry; lot?: number | null }[];
  return found ? { entry: found.entry, lot: found.lot ?? null } : null;
}
