import { addDays } from '../../../miniprogram/domain/time/days';
import { calendarTime, dayOf } from '../../../miniprogram/domain/time/shanghai';
import { currentNotices } from '../../../miniprogram/domain/awards/selection';
import { daysOf } from '../../../miniprogram/domain/reading/record';
import { streakOn } from '../../../miniprogram/domain/reading/streak';
import type { Database } from '../../platform/database';
import { causeOf, log } from '../../platform/log';
import { selectionsInNotice } from '../awards/store';
import { readersById, scoredAfter } from '../reading/fold-store';
import { editionsToFold, readerId } from '../reading/store';
import { cursorOf, moveOn } from './mark-store';
import { tell } from './tell';

/** Messages that nobody asks for at the moment they are due: the timer finds out whom they concern. Each may be repeated; the key keeps it one message. */

/** Whose streak is about to break hears of it in the evening, while there is time. */
const evening = { from: 19, to: 21 };
/** Shorter ones are no loss. */
const worthKeeping = 3;
const chunk = 500;
/** So many chunks of an edition a run. */
const chunksARun = 10;

/** @returns how many readers were looked at */
async function tellStreaks(db: Database, now: number): Promise<number> {
  const { hour } = calendarTime(now);
  if (hour < evening.from || hour >= evening.to) return 0;
  const today = dayOf(now);
  let looked = 0;
  for (const { _id: edition, title, closesAt } of await editionsToFold(db, now)) {
    if (now >= closesAt) continue;
    const key = `streak:${edition}:${today}`;
    for (let run = 0; run < chunksARun; run += 1) {
      const cursor = await cursorOf(db, key);
      if (cursor === null) break;
      // Who read yesterday: nobody else has a streak to lose.
      const uids = await scoredAfter(db, edition, `d${addDays(today, -1)}`, cursor, chunk);
      const byDays = new Map<number, string[]>();
      for (const reader of await readersById(db, uids.map((uid) => readerId(edition, uid)))) {
        const days = daysOf(reader);
        const streak = streakOn(days, today);
        if (!days.includes(today) && streak >= worthKeeping) byDays.set(streak, [...(byDays.get(streak) ?? []), reader.uid]);
      }
      for (const [streak, to] of byDays) await tell(db, { template: 'streakBreaking', to, about: { editionId: edition, title, days: String(streak) }, key }, now);
      await moveOn(db, key, cursor, { cursor: uids[uids.length - 1] ?? cursor, done: uids.length < chunk });
      looked += uids.length;
    }
  }
  return looked;
}

/** Tells everybody concerned by one thing, once. @returns how many people; 0: it was done before */
async function once(db: Database, key: string, telling: () => Promise<number>): Promise<number> {
  if ((await cursorOf(db, key)) === null) return 0;
  const told = await telling();
  await moveOn(db, key, '', { cursor: '', done: true });
  return told;
}

/** The people whose names are on a list that was put before all 公示. */
async function tellPublicNotices(db: Database, now: number): Promise<number> {
  let told = 0;
  for (const selection of await selectionsInNotice(db, 50)) {
    for (const notice of currentNotices(selection)) {
      const key = `public:${selection._id}:${notice.id}`;
      told += await once(db, key, async () => {
        const to = selection.candidates.flatMap(({ id, uid }) => (uid !== '' && notice.candidates.includes(id) ? [uid] : []));
        const about = { title: selection.editionTitle, from: addDays(notice.published, 1), days: String(notice.workingDays), page: `packages/awards/pages/notice/notice?id=${selection._id}&notice=${notice.id}` };
        if (to.length > 0) await tell(db, { template: 'publicNotice', to, about, key }, now);
        return to.length;
      });
    }
  }
  return told;
}

const kinds = { streaks: tellStreaks, publicNotices: tellPublicNotices };

/** The timer's work. @returns how many people were dealt with */
export async function tellOfItself(db: Database, now: number): Promise<number> {
  let done = 0;
  for (const [kind, work] of Object.entries(kinds)) {
    try {
      done += await work(db, now);
    } catch (error) {
      // The next run tries again; the other kinds are not to wait for it.
      log('automatic', { kind, ...causeOf(error) });
    }
  }
  return done;
}
