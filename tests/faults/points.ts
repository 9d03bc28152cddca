import { insertUnit, scoreId, standingOf, unitsById } from '../../cloudfunctions/modules/reading/fold-store';
import { foldReaders } from '../../cloudfunctions/modules/reading/fold';
import { watchNotes } from '../../cloudfunctions/modules/reading/duplicates';
import { type CheckInInput, checkInFor, type ReaderIdentity } from '../../cloudfunctions/modules/reading/check-in';
import type { EditionDocument, ReaderDocument, StandingDocument } from '../../cloudfunctions/modules/reading/documents';
import { insertBook, insertEdition, insertStanding, readerId, readerOf } from '../../cloudfunctions/modules/reading/store';
import { changed, changesOf, emptyHistogram, rankOf } from '../../miniprogram/domain/points/histogram';
import { periodsOfAll, scoreIn } from '../../miniprogram/domain/points/periods';
import { brokenRecord, daysOf } from '../../miniprogram/domain/reading/record';
import { plainRules } from '../../miniprogram/domain/reading/rules';
import { addDays } from '../../miniprogram/domain/time/days';
import { day, hour, instant } from '../../miniprogram/domain/time/shanghai';
import { type FaultyDatabase, openFaultyDatabase, type Tamper } from './database';
import { Scheduler } from './scheduler';
import { type FaultReport, insist, rates } from './signup';

const members = 2;
const rounds = 4;
const begun = instant(2027, 3, 29, 0, 30);
const rules: Api.Reading.Rules = { ...plainRules, streaks: [{ days: 2, points: 40 }, { days: 3, points: 160 }], nightUntil: 4, activeDays: 2 };
const span = { from: '2027-03-29', until: '2027-04-04' };
const counted = { rules, audience: '/1/', scope: '/1/' };
const note = '昨天夜里读到少平离开家的那一段，心里一下子热了起来，想起了自己刚进厂的样子，师傅说过手艺是熬出来的，书里的人也是。';

/** Takes the guard away: a write on a reader no longer asks whether the document is the one that was read. */
const unguarded: Tamper = (request) => {
  if (request['action'] !== 'database.modifyDocument' || request['collectionName'] !== 'readers') return request;
  const named = String(request['query']).match(/"_id":"([^"]+)"/);
  return named?.[1] === undefined ? request : { ...request, query: JSON.stringify({ _id: named[1] }) };
};

interface Run {
  faulty: FaultyDatabase;
  scheduler: Scheduler;
  edition: string;
  /** Goes on while they act: over the ends of days and of the month. */
  clock: { now: number };
}

/** What a member was told: points by check-in, each told at least once. */
type Told = Map<string, number>;

/** One member with two phones: every act is repeated until it is certain, some arrive twice, some once more and late. */
async function member({ faulty: { db }, scheduler: { random }, edition, clock }: Run, index: number): Promise<Told> {
  const who: ReaderIdentity = { uid: `u${index}`, name: '陈建国', unitName: '', unitPath: `/1/w${index % 2}/`, since: 0 };
  const told: Told = new Map();
  const phone = async (name: string) => {
    for (let round = 0; round < rounds; round += 1) {
      const key = `${name}-${index}-${round}`;
      const now = clock.now;
      const back = random() < 0.2 ? 1 + Math.floor(random() * 3) : 0;
      const makeUpFor = back > 0 ? addDays(new Date(now + 8 * hour).toISOString().slice(0, 10), -back) : null;
      const input: CheckInInput = { bookId: `${edition}-b`, minutes: 1 + Math.floor(random() * 60), pages: 0, note: random() < 0.4 ? note : '', night: back === 0 && random() < 0.3, makeUpFor };
      const act = () => checkInFor(db, edition, who, input, { key, hash: 'h', now }, () => Promise.resolve('shown'));
      if (random() < 0.3) void act().catch(() => undefined);
      const answer = await insist(act);
      if (answer !== 'refused') told.set(answer.checkInId, answer.lines.reduce((sum, { points }) => sum + points, 0));
      if (random() < 0.3) void act().catch(() => undefined);
      clock.now += Math.floor(random() * 7) * hour;
    }
  };
  await Promise.all([phone('a'), phone('b')]);
  return told;
}

async function timer({ faulty: { db }, edition, clock }: Run): Promise<void> {
  for (let run = 0; run < 4; run += 1) {
    await foldReaders(db, { _id: edition, ...counted }).catch(() => undefined);
    await watchNotes(db, clock.now).catch(() => undefined);
  }
}

function brokenReader(reader: ReaderDocument, told: Told): string[] {
  const broken = brokenRecord(reader, rules, span).map((words) => `${reader.uid}: ${words}`);
  const missing = [...told.keys()].filter((id) => !reader.checkIns.some((one) => one.id === id));
  if (missing.length > 0) broken.push(`${reader.uid}: ${missing.length} acknowledged and gone`);
  const reversals = reader.entries.filter(({ id }) => id.startsWith('reversal:'));
  const sum = [...told.values(), ...reversals.map(({ n }) => n)].reduce((points, one) => points + one, 0);
  if (reader.checkIns.length === told.size && sum !== reader.balance) broken.push(`${reader.uid}: told ${sum}, has ${reader.balance}`);
  if (reader.v !== reader.checkIns.length + reversals.length) broken.push(`${reader.uid}: ${reader.checkIns.length} check-ins and ${reversals.length} reversals in ${reader.v} changes`);
  if (reader.dirty || reader.folded.points !== reader.balance || reader.out.length > 0) broken.push(`${reader.uid}: not counted`);
  return broken;
}

/** The rankings against a plain recomputation from the members' documents. */
async function brokenRankings({ db, engine }: FaultyDatabase, edition: string, standing: StandingDocument, readers: readonly ReaderDocument[]): Promise<string[]> {
  const broken: string[] = [];
  const plain = changed(emptyHistogram, changesOf(readers.map(({ balance }) => ({ from: null, to: balance }))));
  if (standing.readers !== readers.length) broken.push(`${standing.readers} readers counted of ${readers.length}`);
  for (const { uid, balance } of readers) if (rankOf(standing, balance) !== rankOf(plain, balance)) broken.push(`${uid} is ranked ${rankOf(standing, balance)}`);
  for (const unit of await unitsById(db, [`${edition}:w0`, `${edition}:w1`])) {
    const own = readers.filter(({ unitIds }) => unitIds.includes(unit.unit));
    const sums = { readers: own.length, active: own.filter((one) => daysOf(one).length >= rules.activeDays).length, points: own.reduce((sum, { balance }) => sum + balance, 0) };
    if (unit.readers !== sums.readers || unit.active !== sums.active || unit.points !== sums.points) broken.push(`${unit.unit}: ${unit.points} points of ${sums.points}`);
  }
  for (const { uid, entries } of readers) {
    for (const period of periodsOfAll(entries.map((one) => one.day))) {
      const { points } = scoreIn(entries, period);
      const [score] = await engine.db().collection('reading_scores').find({ _id: scoreId(edition, period.id, uid) }).toArray();
      if (score?.['points'] !== points) broken.push(`${uid}: ${String(score?.['points'])} points of ${points} in ${period.id}`);
    }
  }
  return broken;
}

/** All notes are one text: whatever the order in which they came, the first of them alone keeps its points. */
async function brokenNotes({ engine }: FaultyDatabase, edition: string, readers: readonly ReaderDocument[]): Promise<string[]> {
  const broken: string[] = [];
  const notes = await engine.db().collection('reading_notes').find({ edition }).toArray();
  const written = readers.flatMap(({ checkIns }) => checkIns.filter((one) => one.note > 0));
  if (notes.length !== written.length) broken.push(`${notes.length} notes of ${written.length}`);
  const [first] = [...written].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  for (const { _id: id, same } of notes) if ((same === null) !== (id === first?.id)) broken.push(`note ${String(id)} is ${same === null ? 'no' : 'a'} copy`);
  const left = readers.flatMap(({ entries }) => entries.filter(({ id }) => id.startsWith('note:') && !entries.some((one) => one.of === id)));
  if (left.some(({ of }) => of !== first?.id)) broken.push('a copy kept its points');
  return broken;
}

/** Runs one seed: members with two phones each, and two timers. @returns what broke, in words */
export async function pointsSeed(faulty: FaultyDatabase, seed: number, tamper?: Tamper): Promise<string[]> {
  const { db } = faulty;
  const edition = `e-${seed}${tamper ? '-x' : ''}`;
  faulty.use(null);
  const document: EditionDocument = { ...{ _id: edition, title: '', organiser: '', ...span, opensAt: begun - hour, closesAt: begun + 7 * day }, ...counted, state: 'open', acts: [] };
  await insertEdition(db, document);
  await insertStanding(db, edition);
  await insertBook(db, { ...{ _id: `${edition}-b`, edition, isbn: '', title: '', author: '', theme: '', link: '', terms: [] }, removedAt: 0, acts: [] });
  for (const unit of ['w0', 'w1']) await insertUnit(db, { ...{ _id: `${edition}:${unit}`, edition, unit, path: `/1/${unit}/`, name: unit, district: '', members: 20 }, active: 0, readers: 0, points: 0, batch: 0 });
  const scheduler = new Scheduler(seed, rates);
  const run: Run = { faulty, scheduler, edition, clock: { now: begun } };
  faulty.use(scheduler, tamper);
  const [, , ...told] = await Promise.all([timer(run), timer(run), ...Array.from({ length: members }, (_, index) => member(run, index))]);
  await scheduler.idle();
  faulty.use(null);
  while ((await foldReaders(db, { _id: edition, ...counted })) + (await watchNotes(db, run.clock.now)) > 0) continue;

  const readers = (await Promise.all(told.map((_, index) => readerOf(db, readerId(edition, `u${index}`))))).flatMap((one) => one ?? []);
  const standing = await standingOf(db, edition);
  if (!standing) return ['the standing is gone'];
  const broken = readers.flatMap((reader) => brokenReader(reader, told[Number(reader.uid.slice(1))] ?? new Map<string, number>()));
  broken.push(...(await brokenRankings(faulty, edition, standing, readers)));
  broken.push(...(await brokenNotes(faulty, edition, readers)));
  for (const name of ['readers', 'reading_batches', 'reading_notes', 'reading_scores', 'reading_units']) await faulty.engine.db().collection(name).deleteMany({ edition });
  return broken;
}

/** Runs many seeds, and a tenth as many of the negative control. */
export async function pointsFaults(seeds: number): Promise<FaultReport> {
  process.env['GONGYUN_KEY_FIELD'] ??= Buffer.alloc(32, 7).toString('base64url');
  const faulty = await openFaultyDatabase();
  const report: FaultReport = { seeds, violations: 0, control_violations: 0 };
  for (let seed = 1; seed <= seeds; seed += 1) {
    const broken = await pointsSeed(faulty, seed);
    if (broken.length === 0) continue;
    report.violations += 1;
    report.first ??= { seed, broken };
  }
  for (let seed = 1; seed <= Math.max(5, Math.min(100, seeds / 10)); seed += 1) {
    if ((await pointsSeed(faulty, seed, unguarded)).length > 0) report.control_violations += 1;
  }
  await faulty.close();
  return report;
}
