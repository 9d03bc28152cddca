import { whenOf } from '../../../miniprogram/domain/activity/steps';
import { covers, pathsUpwards } from '../../../miniprogram/domain/people/scope';
import { minute } from '../../../miniprogram/domain/time/shanghai';
import type { Database } from '../../platform/database';
import { causeOf, log } from '../../platform/log';
import { toldAmong } from '../notice/inbox-store';
import { withhold } from '../notice/send-store';
import { subscribe } from '../notice/tell';
import { fill, templates } from '../notice/templates';
import { beforehand, chunk, recipientsAfter } from './audience';
import { type AnnouncementDocument, type BatchDocument, inboxKey, type Recipient, type UnitDocument } from './documents';
import {
  addToUnit, announcementById, batchOf, bump, closeBatch, closeRecalled, dueAnnouncements, insertBatch, keepReminded, markCounted, putRows, rowsBehind, sweep, unfolded, unfoldedOf, unitId,
} from './store';

/** A run takes up no further batch after so long, ms: the function ends after 60 s. */
const runFor = 20_000;
/** Rows of the inbox in one request. */
const rowsAtOnce = 250;
const atATime = 20;
/** A run that was overtaken may put rows in until its function is ended: they are looked for so long after a recall. */
const sweepFor = 3 * minute;

async function each<T>(items: readonly T[], doIt: (item: T) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < items.length; from += atATime) await Promise.all(items.slice(from, from + atATime).map(doIt));
}

const aboutOf = ({ _id, title, scopeName, sendAt }: AnnouncementDocument) => ({ announcementId: _id, title, unit: scopeName, when: whenOf(sendAt, sendAt) });

/** What follows from an announcement for its readers: a row each, and a subscribe message where there is a consent. May be repeated. */
async function tellAll(db: Database, announcement: AnnouncementDocument, to: readonly Recipient[], now: number): Promise<void> {
  const about = aboutOf(announcement);
  const { title, text, page } = templates.announcement;
  const row = { at: now, readAt: 0, kind: 'announcement', title: fill(title, about), text: fill(text, about), page: fill(page, about), announcement: announcement._id, seen: 0, counted: 0, fold: '', reminded: 0 } as const;
  const key = inboxKey(announcement._id);
  for (let from = 0; from < to.length; from += rowsAtOnce) {
    const some = to.slice(from, from + rowsAtOnce);
    await putRows(db, some.map(({ uid, path, paper }) => ({ _id: `${key}:${uid}`, uid, path, paper, ...row })));
  }
  await subscribe(db, { key, uids: to.filter(({ paper }) => !paper).map(({ uid }) => uid), name: 'announcement', about }, now);
}

type Counted = Pick<UnitDocument, 'delivered' | 'opened' | 'acted' | 'paper'>;

/** What a batch adds to the units: to the one in whose name, and to those below it down to the reader's own. */
export function sumsOf(scope: string, { to, seen }: Pick<BatchDocument, 'to' | 'seen'>): Map<string, Counted> {
  const sums = new Map<string, Counted>();
  const add = (path: string, one: Counted): void => {
    for (const at of [scope, ...pathsUpwards(path).filter((above) => above !== scope && covers(scope, above))]) {
      const so = sums.get(at) ?? { delivered: 0, opened: 0, acted: 0, paper: 0 };
      sums.set(at, { delivered: so.delivered + one.delivered, opened: so.opened + one.opened, acted: so.acted + one.acted, paper: so.paper + one.paper });
    }
  };
  for (const { path, paper } of to) add(path, { delivered: paper ? 0 : 1, opened: 0, acted: 0, paper: paper ? 1 : 0 });
  for (const { path, from, to: now } of seen) add(path, { delivered: 0, opened: from < 1 && now >= 1 ? 1 : 0, acted: from < 2 && now === 2 ? 1 : 0, paper: 0 });
  return sums;
}

const idAt = (path: string) => path.split('/').filter((part) => part !== '').pop() ?? '';

async function count(db: Database, { _id, scope }: AnnouncementDocument, batch: BatchDocument): Promise<void> {
  await each([...sumsOf(scope, batch)], ([path, sums]) => {
    const union = idAt(path);
    const parent = path === scope ? '' : idAt(path.slice(0, path.length - union.length - 1));
    return addToUnit(db, { _id: unitId(_id, union), announcement: _id, union, parent, path, ...sums, batch: batch.number });
  });
}

/** Makes the next batch, or takes the one that is there: whoever comes second finds the number taken. null: there is nothing to do */
async function nextBatch(db: Database, announcement: AnnouncementDocument, inIt: ReadonlySet<string>, now: number, size: number): Promise<BatchDocument | null> {
  const { _id, scope, audience, sendAt, cursor, state } = announcement;
  const number = announcement.batch + 1;
  const begun = await batchOf(db, _id, number);
  if (begun) return begun;
  if (state === 'scheduled' && cursor !== null) {
    const { people, next } = await recipientsAfter(db, audience, scope, sendAt, cursor, now, size, inIt);
    // Who went to another unit meanwhile may come up a second time.
    const told = await toldAmong(db, people.map(({ uid }) => `${inboxKey(_id)}:${uid}`));
    const to = people.filter(({ uid }) => !told.has(`${inboxKey(_id)}:${uid}`));
    await insertBatch(db, { announcement: _id, number, kind: 'tell', to, next, seen: [] });
  } else {
    const rows = await unfoldedOf(db, _id, size);
    if (rows.length === 0) return null;
    const seen = rows.map(({ _id: id, path = '', counted = 0, seen: now = 0 }) => ({ id, path, from: counted, to: now }));
    await insertBatch(db, { announcement: _id, number, kind: 'count', to: [], next: null, seen });
  }
  return batchOf(db, _id, number);
}

/**
 * Carries out one batch. Every step may be repeated, runs may overlap and die anywhere: a row is there once, a unit takes a batch once,
 * and the number goes on by compare-and-set.
 * @param size people of a batch at most
 * @returns people told and readings counted; null: there was nothing to do
 */
export async function step(db: Database, announcement: AnnouncementDocument, inIt: ReadonlySet<string>, now: number, size = chunk): Promise<number | null> {
  const batch = await nextBatch(db, announcement, inIt, now, size);
  if (!batch) return null;
  if (batch.to.length > 0) await tellAll(db, announcement, batch.to, now);
  await count(db, announcement, batch);
  await each(batch.seen, ({ id, from, to }) => markCounted(db, id, from, to));
  await closeBatch(db, batch);
  return batch.to.length + batch.seen.length;
}

/** Goes on with one announcement until it is out, or the time is up. @returns people told */
async function deliver(db: Database, id: string, now: number, until: number): Promise<number> {
  let told = 0;
  let inIt: ReadonlySet<string> | null = null;
  for (;;) {
    const announcement = await announcementById(db, id);
    if (!announcement || announcement.state !== 'scheduled' || Date.now() > until) return told;
    inIt ??= await beforehand(db, announcement.audience);
    told += (await step(db, announcement, inIt, now)) ?? 0;
  }
}

/** Reminds the next of those who have not opened it, or not done it. @returns how many */
async function remindNext(db: Database, announcement: AnnouncementDocument, now: number): Promise<number> {
  const number = announcement.reminders.length;
  const reminder = announcement.reminders[number - 1];
  if (!reminder || reminder.cursor === null) return 0;
  const rows = await rowsBehind(db, announcement._id, announcement.asks ? 2 : 1, reminder.cursor, chunk);
  const uids = rows.map(({ uid }) => uid);
  await bump(db, rows.map(({ _id }) => _id), number, announcement.asks ? 2 : 1, reminder.at);
  await subscribe(db, { key: `${inboxKey(announcement._id)}:r${number}`, uids, name: 'announcement', about: aboutOf(announcement) }, now);
  await keepReminded(db, announcement, reminder.cursor, rows.length === chunk ? (rows[rows.length - 1]?._id ?? null) : null);
  return rows.length;
}

async function goOn(db: Database, announcement: AnnouncementDocument, now: number, until: number): Promise<number> {
  const { _id, state, recall } = announcement;
  if (state === 'scheduled') return deliver(db, _id, now, until);
  if (state === 'recalled') {
    await withhold(db, inboxKey(_id));
    const swept = await sweep(db, _id, chunk);
    if (swept === 0 && now >= (recall?.at ?? 0) + sweepFor) await closeRecalled(db, _id);
    return swept;
  }
  return remindNext(db, announcement, now);
}

/** The timer's work: what is due to go out, to be said again, or to be taken back. @returns people dealt with */
export async function deliverAnnouncements(db: Database, now: number): Promise<number> {
  const until = Date.now() + runFor;
  let done = 0;
  for (let more = 1; more > 0 && Date.now() < until; ) {
    more = 0;
    for (const announcement of await dueAnnouncements(db, now, 10)) {
      try {
        more += await goOn(db, announcement, now, until);
      } catch (error) {
        // The next run takes it up where this one stopped; the others are not to wait for it.
        log('announce', { announcementId: announcement._id, ...causeOf(error) });
      }
    }
    done += more;
  }
  return done;
}

/** Counts what was read since. @returns readings counted */
export async function foldReadings(db: Database, now: number): Promise<number> {
  const until = Date.now() + runFor;
  let folded = 0;
  for (let more = 1; more > 0 && Date.now() < until; ) {
    more = 0;
    for (const id of new Set((await unfolded(db, chunk)).flatMap(({ fold = '' }) => (fold === '' ? [] : [fold])))) {
      const announcement = await announcementById(db, id);
      // While it goes out the numbers belong to the sending.
      if (announcement?.state === 'sent') more += (await step(db, announcement, new Set(), now)) ?? 0;
    }
    folded += more;
  }
  return folded;
}
