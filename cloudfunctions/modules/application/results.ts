import { whenOf } from '../../../miniprogram/domain/activity/steps';
import { filledWith } from '../../../miniprogram/domain/draw/fill';
import { type Lot, lotsOf, lotteryOrder } from '../../../miniprogram/domain/draw/lottery';
import { seedOf } from '../../../miniprogram/domain/draw/seed';
import type { Database } from '../../platform/database';
import { activityById } from '../activity/store';
import { tell } from '../notice/tell';
import { readBuckets, readSeats, type SeatsDocument } from '../registration/store';
import { swap } from '../registration/writes';
import { type DrawDocument, keepTold, linesOfPage, type ListDocument, markFilled, pagesOf, publishPage } from './draw-store';
import { entryOf } from './give';
import { applicationId, applicationsById } from './store';

/** What follows from a draw: the published order, the places, the messages. Every step may be repeated; runs may overlap. */

/** So many pages of the list are told a run: the next run goes on behind them. */
const toldPages = 2;

export async function settleDraw(db: Database, draw: DrawDocument, now: number): Promise<void> {
  if (!draw.drawn) return;
  const pages = await pagesOf(db, draw._id, draw.pages);
  const entries = pages.flatMap((page) => page.entries);
  const order = lotteryOrder(entries, seedOf(draw.list, [draw.drawn.share, draw.drawn.value]));
  const bucketOf = new Map(entries.map(({ n, bucket }) => [n, bucket]));
  const lots = lotsOf(order, (n) => bucketOf.get(n) ?? -1, draw.drawn.places);
  await publish(db, pages, order, lots);
  if (!draw.filled) await fill(db, draw._id, lineOf(pages, order), now);
  await tellResults(db, draw, pages, lots, now);
}

const lotNumber = (lot: Lot | undefined) => (lot?.lot === 'won' ? 0 : lot?.lot === 'waits' ? lot.position : -1);

async function publish(db: Database, pages: ListDocument[], order: number[], lots: Map<number, Lot>): Promise<void> {
  for (const { activityId, page, entries, order: published } of pages) {
    if (published) continue;
    const from = page * linesOfPage;
    await publishPage(db, activityId, page, entries.map(({ n }) => lotNumber(lots.get(n))), order.slice(from, from + entries.length));
  }
}

interface Drawn {
  uid: string;
  bucket: number;
}

/** The drawn people in order. */
function lineOf(pages: ListDocument[], order: number[]): Drawn[] {
  const people = new Map(pages.flatMap(({ entries, uids }) => entries.map(({ n, bucket }, index): [number, Drawn] => [n, { uid: uids[index] ?? '', bucket }])));
  return order.flatMap((n) => people.get(n) ?? []);
}

/** A bucket with how far down its drawn line it has been filled. */
interface Filling extends SeatsDocument {
  filled?: number;
}

/** So many people a write. */
const batch = 200;

async function fill(db: Database, activityId: string, line: Drawn[], now: number): Promise<void> {
  for (const { _id, bucket } of await readBuckets(db, activityId)) {
    const uids = line.filter((drawn) => drawn.bucket === bucket).map(({ uid }) => uid);
    for (;;) {
      const seats: Filling | null = await readSeats(db, _id);
      const from = seats?.filled ?? 0;
      if (!seats || from >= uids.length || seats.cancelled || now >= seats.endsAt) break;
      const some = uids.slice(from, from + batch);
      const applications = await applicationsById(db, some.map((uid) => applicationId(activityId, uid)));
      // Who left the union since the list was fixed is in it, but takes no place.
      const entries = some.flatMap((uid) => {
        const application = applications.get(applicationId(activityId, uid));
        return application?.state === 'applied' ? [entryOf(application)] : [];
      });
      // Conditional on nothing having happened to the bucket since it was read, the cursor with it: a repeat goes on behind it.
      const next: Filling = { ...filledWith(seats, entries), filled: from + some.length };
      await swap(db, seats, next, now);
    }
  }
  await markFilled(db, activityId);
}

const phrases = { won: '已中签', waits: '候补中', lost: '未中签' };

/** Tells everybody what they got, each once. */
async function tellResults(db: Database, draw: DrawDocument, pages: ListDocument[], lots: Map<number, Lot>, now: number): Promise<void> {
  const next = pages.slice(draw.told, draw.told + toldPages);
  const activity = next.length > 0 ? await activityById(db, draw._id) : null;
  for (const { entries, uids } of activity ? next : []) {
    for (const [lot, phrase] of Object.entries(phrases)) {
      const to = uids.filter((_, index) => lots.get(entries[index]?.n ?? -1)?.lot === lot);
      if (!activity || to.length === 0) continue;
      const about = { activityId: draw._id, title: activity.title, phrase, when: whenOf(activity.startsAt, activity.startsAt) };
      await tell(db, { template: 'drawn', to, key: `drawn:${draw._id}`, about }, now);
    }
  }
  const told = draw.told + next.length;
  await keepTold(db, draw._id, draw.told, told, told < pages.length);
}
