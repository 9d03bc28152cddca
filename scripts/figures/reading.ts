import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { identify } from '../../cloudfunctions/modules/people/store';
import { rankIn } from '../../cloudfunctions/modules/reading/browse';
import { checkInFor } from '../../cloudfunctions/modules/reading/check-in';
import type { EditionDocument, ReaderDocument } from '../../cloudfunctions/modules/reading/documents';
import { foldReaders } from '../../cloudfunctions/modules/reading/fold';
import { insertBook, insertEdition, insertStanding, readerId, readerOf } from '../../cloudfunctions/modules/reading/store';
import { accountOf, seal } from '../../cloudfunctions/platform/secrets';
import { changed, changesOf, emptyHistogram } from '../../miniprogram/domain/points/histogram';
import { decideCheckIn, emptyRecord } from '../../miniprogram/domain/reading/record';
import { plainRules } from '../../miniprogram/domain/reading/rules';
import { addDays } from '../../miniprogram/domain/time/days';
import { day, instant } from '../../miniprogram/domain/time/shanghai';
import type { Document } from '../../local/cloud/engine/types';
import { type FaultyDatabase, openFaultyDatabase } from '../../tests/faults/database';
import { percentile } from './measure';

const edition = 'month';
const from = '2027-04-01';
const begun = instant(2027, 4, 1);
const laid = 20;
const span = { from, until: '2027-04-30' };
const batch = 1000;

const readerWith = (index: number, more: Partial<ReaderDocument>): ReaderDocument => ({
  ...{ ...emptyRecord, _id: readerId(edition, `u${index}`), edition, uid: `u${index}`, name: '', unitName: '', unitIds: ['1'], checkIns: [] },
  ...{ dirty: false, folded: { batch: 0, v: 0, points: 0, days: 0, n: 0 }, out: [] },
  ...more,
});

/** A member's first twenty days, each with a check-in of 40 minutes: what all readers of the figure have behind them. */
function twentyDays(): Pick<ReaderDocument, 'entries' | 'checkIns' | 'balance' | 'lastAt' | 'v'> {
  let record = emptyRecord;
  const checkIns: ReaderDocument['checkIns'][number][] = [];
  for (let number = 0; number < laid; number += 1) {
    const at = begun + number * day;
    const given = { id: `checkInOfTheDay-${number}`, k: `keyOfTheCheckIn-${number}`, h: 'hashOfInput', at, day: addDays(from, number), book: 'b', minutes: 40, pages: 0, note: 0, madeUp: false };
    const decision = decideCheckIn(record, plainRules, span, given, given.day);
    if (decision.do === 'refuse') throw new Error(decision.reason);
    record = decision.record;
    checkIns.push({ ...given, upTo: record.entries.length, state: null });
  }
  return { ...record, checkIns };
}

async function open({ db }: FaultyDatabase): Promise<void> {
  const document: EditionDocument = { ...{ _id: edition, title: '', organiser: '', scope: '/1/', audience: '/1/', ...span, opensAt: begun, closesAt: begun + 30 * day }, rules: plainRules, state: 'open', acts: [] };
  await insertEdition(db, document);
  await insertStanding(db, edition);
  await insertBook(db, { ...{ _id: 'b', edition, isbn: '', title: '', author: '', theme: '', link: '', terms: [] }, removedAt: 0, acts: [] });
}

async function lay({ engine }: FaultyDatabase, fromIndex: number, until: number, make: (index: number) => ReaderDocument): Promise<void> {
  const readers = engine.db().collection('readers');
  for (let index = fromIndex; index < until; index += batch) {
    const some: unknown = Array.from({ length: Math.min(batch, until - index) }, (_, at) => make(index + at));
    // The engine takes plain values; a reader is one, though its type has no index signature.
    await readers.insertMany(some as Document[]);
    process.stderr.write(`\r${index} `);
  }
}

async function withDatabase(act: (faulty: FaultyDatabase) => Promise<object>): Promise<object> {
  for (const name of ['GONGYUN_KEY_MEMBER', 'GONGYUN_KEY_FIELD']) process.env[name] ??= Buffer.alloc(32, 7).toString('base64url');
  const folder = await mkdtemp(join(tmpdir(), 'gongyun-reading-'));
  const faulty = await openFaultyDatabase(join(folder, 'reading.sqlite'));
  try {
    await open(faulty);
    return await act(faulty);
  } finally {
    await faulty.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const samples = 50;

/** Members with twenty days behind them: so many check-ins in all. */
async function layCheckIns(faulty: FaultyDatabase, checkIns: number): Promise<void> {
  faulty.use(null);
  const behind = twentyDays();
  const members = faulty.engine.db().collection('members');
  for (let index = 0; index < samples; index += 1) {
    await members.insertMany([{ _id: `u${index}`, account: accountOf(`openid-${index}`), name: seal('陈建国'), unitId: '1', unitName: '', unitPath: '/1/', joinedAt: 1, boundAt: 1, grants: [] }]);
  }
  await lay(faulty, 0, Math.floor(checkIns / laid), (index) => readerWith(index, behind));
}

/** One check-in with the look-up of who calls. @returns milliseconds */
async function checkInOnce(faulty: FaultyDatabase, index: number, key: string, now: number): Promise<number> {
  faulty.use(null);
  const started = performance.now();
  const member = await identify(faulty.db, `openid-${index}`);
  if (!member) throw new Error('a member is gone');
  const input = { bookId: 'b', minutes: 40, pages: 0, note: '', night: false, makeUpFor: null };
  await checkInFor(faulty.db, edition, member, input, { key, hash: 'h', now }, () => Promise.resolve('shown'));
  return performance.now() - started;
}

/** A check-in with a thousand and with a million others in the database: turn by turn in either, so that what else the machine does weighs on both. */
export function checkInFigure({ small = 1000, large = 1_000_000 } = {}): Promise<object> {
  return withDatabase((few) =>
    withDatabase(async (many) => {
      await layCheckIns(few, small);
      await layCheckIns(many, large);
      const took: { few: number[]; many: number[] } = { few: [], many: [] };
      let before = { ...many.work };
      // The first day warms up; the three after it count, four check-ins a member each.
      for (let number = 0; number < 4; number += 1) {
        if (number === 1) before = { ...many.work };
        for (let turn = 0; turn < samples * 4; turn += 1) {
          const [index, key, now] = [turn % samples, `k-${number}-${turn}`, begun + (laid + number) * day + turn] as const;
          const [a, b] = [await checkInOnce(few, index, key, now), await checkInOnce(many, index, key, now)];
          if (number === 0) continue;
          took.few.push(a);
          took.many.push(b);
        }
      }
      process.stderr.write('\n');
      const made = took.many.length;
      const ms = (value: number) => Math.round(value * 100) / 100;
      const [msSmall, msLarge] = [percentile(took.few, 0.5), percentile(took.many, 0.5)];
      const [writes, roundTrips] = [(many.work.writes - before.writes) / made, (many.work.roundTrips - before.roundTrips) / made];
      return { n_small: small, n_large: large, ms_small: ms(msSmall), ms_large: ms(msLarge), growth: ms(msLarge / msSmall), writes, round_trips: roundTrips };
    }),
  );
}

const pointsOf = (index: number) => (index * 7919) % 1131;

/** My rank among a million members, some thousands of whom were counted by the fold itself, against a plain recomputation. */
export function rankFigure({ members = 1_000_000, folded = 2000, asked = 300 } = {}): Promise<object> {
  return withDatabase(async (faulty) => {
    const { db, engine, work } = faulty;
    const all = Array.from({ length: members }, (_, index) => pointsOf(index));
    await lay(faulty, 0, members, (index) => readerWith(index, { balance: pointsOf(index), lastAt: begun + index, v: 1, folded: { batch: 0, v: 1, points: pointsOf(index), days: 1, n: 0 } }));
    const { coarse, fine } = changed(emptyHistogram, changesOf(all.map((to) => ({ from: null, to }))));
    await engine.db().collection('reading_standings').updateOne({ _id: edition }, { $set: { coarse, fine, readers: members } });
    for (let number = 0; number < folded; number += 1) {
      const index = number * Math.floor(members / folded);
      all[index] = pointsOf(index) + 1 + (number % 70);
      await engine.db().collection('readers').updateOne({ _id: readerId(edition, `u${index}`) }, { $set: { balance: all[index], v: 2, dirty: true } });
    }
    while ((await foldReaders(db, { _id: edition, rules: plainRules, audience: '/1/', scope: '/1/' })) > 0) continue;
    const sorted = [...all].sort((a, b) => b - a);
    const ms: number[] = [];
    const before = work.docsRead;
    let exact = true;
    for (let number = 0; number < asked; number += 1) {
      const index = number * Math.floor(members / asked);
      const started = performance.now();
      const rank = await rankIn(db, edition, await readerOf(db, readerId(edition, `u${index}`)));
      ms.push(performance.now() - started);
      exact &&= rank === sorted.indexOf(all[index] ?? -1) + 1;
    }
    process.stderr.write('\n');
    return { members, docs_read: (work.docsRead - before) / asked, exact_after_fold: exact, p50_ms: Math.round(percentile(ms, 0.5) * 100) / 100 };
  });
}
