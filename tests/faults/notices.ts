import { step } from '../../cloudfunctions/modules/announce/deliver';
import { type AnnouncementDocument, inboxKey, type UnitDocument } from '../../cloudfunctions/modules/announce/documents';
import { announcementById, noteSeen } from '../../cloudfunctions/modules/announce/store';
import type { InboxDocument } from '../../cloudfunctions/modules/notice/inbox-store';
import type { SendDocument } from '../../cloudfunctions/modules/notice/send-store';
import { sendDue } from '../../cloudfunctions/modules/notice/send';
import { accountOf, seal } from '../../cloudfunctions/platform/secrets';
import { covers } from '../../miniprogram/domain/people/scope';
import { instant } from '../../miniprogram/domain/time/shanghai';
import type { Document } from '../../local/cloud/engine/types';
import { type FaultyDatabase, openFaultyDatabase, type Tamper } from './database';
import { type FaultRates, Scheduler } from './scheduler';
import type { FaultReport } from './signup';

/** An announcement to some people, carried out by timers that overlap and die, while its readers read: each inbox once, each consent spent at most once. */

const rates: FaultRates = { failBefore: 0.03, timeoutAfterCommit: 0.05, crashBefore: 0.02, crashAfter: 0.03 };
const people = 14;
const size = 4;
const timers = 3;
const noon = instant(2026, 12, 1, 12);
const units = ['/1/', '/1/a/', '/1/b/'];
const unitOf = (index: number) => units[index % units.length] ?? '/1/';
/** Every second person has allowed one message; WeChat itself would let any number through. */
const allows = (index: number) => index % 2 === 0;

async function lay({ engine }: FaultyDatabase, id: string): Promise<void> {
  const db = engine.db();
  for (const name of ['members', 'member_secrets', 'consents', 'inbox', 'sends', 'announcements', 'announcement_batches', 'announcement_units']) await db.collection(name).deleteMany({});
  const all = Array.from({ length: people }, (_, index) => index);
  await db.collection('members').insertMany(all.map((index) => ({ _id: `u${index}`, account: accountOf(`o${index}`), unitPath: unitOf(index) })));
  await db.collection('member_secrets').insertMany(all.map((index) => ({ _id: `u${index}`, openid: seal(`o${index}`) })));
  const left = { announcement: { answer: 'accept', at: 1, left: 1 } };
  await db.collection('consents').insertMany(all.filter(allows).map((index) => ({ _id: `u${index}`, of: left, keys: [], day: '', sent: 0, v: 1 })));
  const announcement: AnnouncementDocument = {
    ...{ _id: id, k: id, h: '', by: 'w', at: 1, scope: '/1/', scopes: ['/1/'], scopeName: '', words: '', title: '通知', text: '内容', pictures: [], file: null, link: null, asks: true },
    ...{ audience: { kind: 'union', unionId: '1' }, state: 'scheduled', sendAt: noon, expected: people, open: true, due: noon, batch: 0, cursor: '', pinScope: '', pinnedUntil: 0 },
    ...{ recall: null, reminders: [], acts: [], v: 1, audit: [] },
  };
  const plain: unknown = announcement;
  // The engine takes plain values; an announcement is one, though its type has no index signature.
  await db.collection('announcements').insertMany([plain as Document]);
}

type Sender = NonNullable<Parameters<typeof sendDue>[2]>;

/** One run of the timer: batches until it dies or nothing is left, then what is due. */
async function timer({ db }: FaultyDatabase, id: string, send: Sender): Promise<void> {
  for (let more = 0; more < 20; more += 1) {
    const announcement = await announcementById(db, id);
    if (!announcement || (await step(db, announcement, new Set(), noon, size)) === null) break;
  }
  await sendDue(db, noon, send);
}

/** @returns what broke, in words */
export async function noticesSeed(faulty: FaultyDatabase, seed: number, tamper?: Tamper): Promise<string[]> {
  const id = `n${seed}`;
  faulty.use(null);
  await lay(faulty, id);
  const scheduler = new Scheduler(seed, rates);
  const { random } = scheduler;
  faulty.use(scheduler, tamper);
  const outbox: string[] = [];
  const send: Sender = (openid) => {
    outbox.push(openid);
    return random() < 0.1 ? Promise.reject(new Error('ESOCKETTIMEDOUT')) : Promise.resolve('sent');
  };
  const alive = async (act: () => Promise<unknown>) => act().catch(() => undefined);
  const clock = async () => {
    for (let run = 0; run < 4; run += 1) await alive(() => timer(faulty, id, send));
  };
  const reader = async (index: number) => {
    for (let look = 0; look < 6; look += 1) {
      const what = random() < 0.5 ? 1 : 2;
      // Whoever never hears of it may have been noted all the same: the row says so in the end.
      await alive(() => noteSeen(faulty.db, `${inboxKey(id)}:u${index}`, id, what, noon));
    }
  };
  // Some go to the unit that comes first, out of one that is still to come: nobody is left out for it.
  const mover = async (index: number) => {
    for (let turn = Math.floor(random() * 30); turn > 0; turn -= 1) await alive(() => announcementById(faulty.db, id));
    await faulty.engine.db().collection('members').updateOne({ _id: `u${index}` }, { $set: { unitPath: '/1/', changedAt: noon } });
  };
  await Promise.all([...Array.from({ length: timers }, clock), ...[2, 5, 8, 11].map(mover), ...Array.from({ length: 4 }, (_, index) => reader(index * 3))]);
  await scheduler.idle();
  // What is left is done by runs that nobody disturbs.
  faulty.use(null, tamper);
  for (let run = 0; run < 30; run += 1) await timer(faulty, id, send);
  faulty.use(null);
  return broken(faulty, outbox);
}

async function broken({ engine }: FaultyDatabase, outbox: string[]): Promise<string[]> {
  const db = engine.db();
  const all = async <T>(name: string) => (await db.collection(name).find({}).toArray()) as unknown as T[];
  const [rows, sends, counted, [announcement]] = [await all<InboxDocument>('inbox'), await all<SendDocument>('sends'), await all<UnitDocument>('announcement_units'), await all<AnnouncementDocument>('announcements')];
  const faults: string[] = [];
  const uids = rows.map(({ uid }) => uid);
  if (uids.length !== people || new Set(uids).size !== people) faults.push(`${uids.length} rows for ${people} people`);
  if (announcement?.state !== 'sent') faults.push(`the announcement is ${announcement?.state}`);
  for (let index = 0; index < people; index += 1) {
    const got = outbox.filter((openid) => openid === `o${index}`).length;
    if (got > (allows(index) ? 1 : 0)) faults.push(`u${index} got ${got} messages`);
  }
  const sentUids = sends.filter(({ result }) => result === 'sent').length;
  if (sentUids > outbox.length) faults.push(`${sentUids} are noted as sent of ${outbox.length}`);
  if (sends.some(({ result }) => result === 'due')) faults.push('a message still waits');
  for (const path of units) {
    const mine = rows.filter((row) => covers(path, row.path ?? ''));
    const unit = counted.find((one) => one.path === path);
    const want = { delivered: mine.length, opened: mine.filter(({ seen = 0 }) => seen > 0).length, acted: mine.filter(({ seen }) => seen === 2).length };
    // A unit that everybody has left in time has no figures.
    const have = { delivered: unit?.delivered ?? 0, opened: unit?.opened ?? 0, acted: unit?.acted ?? 0 };
    if (JSON.stringify(have) !== JSON.stringify(want)) faults.push(`${path} counts ${JSON.stringify(have)} for ${JSON.stringify(want)}`);
  }
  return faults;
}

/** Takes guards away: a message is claimed, a consent spent and a batch counted whatever stands there. */
export const unguarded: Tamper = (request) => {
  if (request['action'] !== 'database.modifyDocument' || !['sends', 'consents', 'announcement_units'].includes(String(request['collectionName']))) return request;
  const query = JSON.parse(String(request['query'])) as { _id?: unknown };
  return query._id === undefined ? request : { ...request, query: JSON.stringify({ _id: query._id }) };
};

async function withKeys<T>(act: (faulty: FaultyDatabase) => Promise<T>): Promise<T> {
  for (const name of ['GONGYUN_KEY_MEMBER', 'GONGYUN_KEY_FIELD']) process.env[name] ??= Buffer.alloc(32, 7).toString('base64url');
  const faulty = await openFaultyDatabase();
  return act(faulty).finally(() => faulty.close());
}

async function controls(faulty: FaultyDatabase, seeds: number): Promise<number> {
  let broke = 0;
  for (let seed = 1; seed <= seeds; seed += 1) if ((await noticesSeed(faulty, seed, unguarded)).length > 0) broke += 1;
  return broke;
}

/** How many of so many seeds break with the guards taken away. */
export const noticesControl = (seeds: number): Promise<number> => withKeys((faulty) => controls(faulty, seeds));

/** Runs many seeds, and a tenth as many of the negative control. */
export const noticesFaults = (seeds: number): Promise<FaultReport> =>
  withKeys(async (faulty) => {
    const report: FaultReport = { seeds, violations: 0, control_violations: 0 };
    for (let seed = 1; seed <= seeds; seed += 1) {
      const broke = await noticesSeed(faulty, seed);
      if (broke.length > 0) {
        report.violations += 1;
        report.first ??= { seed, broken: broke };
      }
    }
    report.control_violations = await controls(faulty, Math.max(5, Math.floor(seeds / 10)));
    return report;
  });
