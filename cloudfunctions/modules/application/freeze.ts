import { entriesHash, type LotteryEntry } from '../../../miniprogram/domain/draw/lottery';
import { commitmentOf } from '../../../miniprogram/domain/draw/seed';
import { valueNameOf } from '../../../miniprogram/domain/draw/value';
import { maskName } from '../../../miniprogram/domain/people/names';
import { isFor } from '../../../miniprogram/domain/registration/seats';
import { day } from '../../../miniprogram/domain/time/shanghai';
import type { Database } from '../../platform/database';
import { causeOf, log } from '../../platform/log';
import { keyedDigest, newSecret, seal } from '../../platform/secrets';
import { type ActivityDocument, lotteriesClosed, markFrozen } from '../activity/store';
import { namesOf } from '../people/store';
import { readBuckets, type SeatsDocument } from '../registration/store';
import { drawOf, insertDraw, insertPage, linesOfPage, type ListDocument, pageId, pageOf, pagesOf } from './draw-store';
import { type ApplicationDocument, standing } from './store';

/** An application that was sent before closing may still be written so long after it, ms: the functions' own timeout and 30 s. */
const onItsWay = 20_000 + 30_000;

/** Fixes the lists of lotteries whose sign-up is over. @returns how many */
export async function freezeLists(db: Database, now: number): Promise<number> {
  let frozen = 0;
  for (const activity of await lotteriesClosed(db, now - 60 * day, now - onItsWay, 20)) {
    try {
      await freeze(db, activity, now);
      frozen += 1;
    } catch (error) {
      // The next run takes it up; the others are not to wait for it.
      log('freeze', { activityId: activity._id, ...causeOf(error) });
    }
  }
  return frozen;
}

/**
 * Writes the list page by page, each as whoever comes first has it, then its hash and the organiser's commitment in the one document
 * that decides. Every page goes on from the last person of the one before, so that a run which died, or another one beside it, changes nothing.
 */
async function freeze(db: Database, activity: ActivityDocument, now: number): Promise<void> {
  if (!(await drawOf(db, activity._id))) {
    const count = await writePages(db, activity);
    const pages = await pagesOf(db, activity._id, count);
    const entries = pages.flatMap((page) => page.entries);
    const share = newSecret();
    await insertDraw(db, {
      _id: activity._id,
      scope: activity.scope,
      scopeName: activity.organiser,
      valueName: valueNameOf(activity.rules, activity.signUpClosesAt),
      frozenAt: now,
      entries: entries.length,
      pages: pages.length,
      list: entriesHash(entries),
      commitment: commitmentOf(activity._id, 'organiser', share),
      secret: seal(share),
      drawn: null,
      filled: false,
      told: 0,
      open: false,
    });
  }
  await markFrozen(db, activity._id);
}

/** @returns how many pages there are */
async function writePages(db: Database, activity: ActivityDocument): Promise<number> {
  const buckets = await readBuckets(db, activity._id);
  let after: ListDocument['upTo'] | undefined;
  let lines = 0;
  for (let page = 0; ; page += 1) {
    const rows = await standing(db, activity._id, after, linesOfPage);
    const last = rows[rows.length - 1];
    if (!last) return page;
    const document: ListDocument = {
      _id: pageId(activity._id, page),
      activityId: activity._id,
      page,
      upTo: { at: last.at, uid: last.uid },
      uids: rows.map(({ uid }) => uid),
      entries: await entriesOf(db, rows, buckets, lines),
    };
    const kept = (await insertPage(db, document)) ? document : await pageOf(db, activity._id, page);
    if (!kept) throw new Error('a page is there and not there');
    after = kept.upTo;
    lines += kept.entries.length;
  }
}

async function entriesOf(db: Database, rows: ApplicationDocument[], buckets: SeatsDocument[], before: number): Promise<LotteryEntry[]> {
  const names = new Map<string, { name: string }>();
  for (let from = 0; from < rows.length; from += 100) {
    for (const [uid, name] of await namesOf(db, rows.slice(from, from + 100).map((row) => row.uid))) names.set(uid, name);
  }
  return rows.map(({ _id, uid, unitPath, favoured, last }, index) => ({
    n: before + index + 1,
    receipt: keyedDigest('lottery', _id).slice(0, 10),
    name: maskName(names.get(uid)?.name ?? '会员'),
    tickets: favoured ? 2 : 1,
    last,
    bucket: buckets.find((bucket) => isFor(bucket, unitPath))?.bucket ?? 0,
  }));
}
