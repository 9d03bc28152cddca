import { actOn, cancelFor, signUpFor } from '../../cloudfunctions/modules/registration/deciding';
import { openSeats, readBucketFor, readBucketOf, readSeats } from '../../cloudfunctions/modules/registration/store';
import { inSeries } from '../../cloudfunctions/modules/series/claims';
import { claimsIn } from '../../cloudfunctions/modules/series/store';
import { add, withdraw } from '../../miniprogram/domain/registration/acts';
import { emptySeats } from '../../miniprogram/domain/registration/layout';
import { brokenRules } from '../../miniprogram/domain/registration/rules';
import { standing } from '../../miniprogram/domain/registration/seats';
import { type FaultyDatabase, openFaultyDatabase, type Tamper } from './database';
import { Scheduler } from './scheduler';
import { type FaultReport, insist, rates } from './signup';

/** People want more activities of a series than they may have, from several phones at once; some cancel, an organiser puts them in and takes them out. */

const people = 4;
const activities = 3;
const capacity = 2;
const endsAt = 9_000_000;
/** Longer than any function runs, ms: what a call left over by then is known to have come to nothing. */
const later = 200_000;

interface Run {
  faulty: FaultyDatabase;
  scheduler: Scheduler;
  series: Api.Series.Rule;
  ids: string[];
  /** Each phase has its own. */
  now: number;
}

interface Told {
  uid: string;
  activityId: string;
  last: 'in' | 'out' | null;
}

async function person({ faulty: { db }, scheduler: { random }, ids, now }: Run, uid: string): Promise<Told[]> {
  return Promise.all(
    ids.map(async (activityId, index) => {
      const told: Told = { uid, activityId, last: null };
      if (random() < 0.25) return told;
      const key = `s-${uid}-${index}-${now}`;
      const signUp = () => signUpFor(db, activityId, { u: uid, k: key, h: 'h', t: now }, '/1/2/', now);
      if (random() < 0.3) void signUp().catch(() => undefined);
      if ((await insist(signUp)) !== 'refused') told.last = 'in';
      if (random() < 0.5) return told;
      if ((await insist(() => cancelFor(db, activityId, uid, `c-${uid}-${index}-${now}`, now))) !== 'refused') told.last = 'out';
      if (random() < 0.5) void signUp().catch(() => undefined);
      return told;
    }),
  );
}

/** The organiser puts somebody into one activity and takes somebody out of another. */
async function organiser({ faulty: { db }, scheduler: { random }, ids, series, now }: Run): Promise<void> {
  const uid = `u${Math.floor(random() * people)}`;
  const activityId = ids[Math.floor(random() * ids.length)] ?? '';
  const mark = { k: `o-${now}`, h: 'h', t: now, by: 'o' };
  const entry = { u: uid, k: mark.k, h: 'h', t: now, by: 'o' };
  const put = () => actOn(db, () => readBucketFor(db, activityId, '/1/2/'), now, (seats) => add(seats, entry, '/1/2/', mark));
  await insist(() => inSeries(db, series, { activityId, people: [uid], key: mark.k, now }, put));
  const out = { ...mark, k: `w-${now}` };
  await insist(() => actOn(db, () => readBucketOf(db, activityId, uid, out.k), now, (seats) => withdraw(seats, uid, '', out)));
}

/** What must hold whenever nobody acts. */
async function brokenNow({ faulty: { db }, ids, series }: Run): Promise<string[]> {
  const buckets = await Promise.all(ids.map((id) => readSeats(db, id)));
  const broken = buckets.flatMap((seats) => (seats ? brokenRules(seats) : ['the seats are gone']));
  for (let index = 0; index < people; index += 1) {
    const uid = `u${index}`;
    const stands = ids.filter((_, at) => {
      const seats = buckets[at];
      return seats !== null && seats !== undefined && standing(seats, uid) !== null;
    });
    const attempts = (await claimsIn(db, series.id, uid))?.attempts ?? [];
    if (stands.length > series.most) broken.push(`${uid} is in ${stands.length} of ${series.most}`);
    for (const activityId of stands) if (!attempts.some(({ a }) => a === activityId)) broken.push(`${uid} is in without an attempt`);
  }
  return broken;
}

/** Everybody with room for one more gets it, whatever calls died before. */
async function withoutRoom({ faulty: { db }, ids, series, now }: Run): Promise<string[]> {
  const broken: string[] = [];
  for (let index = 0; index < people; index += 1) {
    const uid = `u${index}`;
    const buckets = await Promise.all(ids.map((id) => readSeats(db, id)));
    const outside = buckets.filter((seats) => seats && !standing(seats, uid));
    const [first] = outside;
    if (!first || ids.length - outside.length >= series.most) continue;
    const answer = await signUpFor(db, first._id, { u: uid, k: `last-${uid}`, h: 'h', t: now }, '/1/2/', now).catch((error: unknown) => String(error));
    if (typeof answer === 'string') broken.push(`${uid} has room and was refused: ${answer}`);
  }
  return broken;
}

/** Runs one seed: two phases, with time between them for every call to be over. @returns what broke, in words */
export async function seriesSeed(faulty: FaultyDatabase, seed: number, tamper?: Tamper): Promise<string[]> {
  const name = `series-${seed}${tamper ? '-x' : ''}`;
  const series: Api.Series.Rule = { id: name, name, most: 1 + (seed % 2) };
  const ids = Array.from({ length: activities }, (_, index) => `${name}-${index}`);
  faulty.use(null);
  for (const activityId of ids) {
    const common = { activityId, scope: '/1/', mode: 'firstCome' as const, opensAt: 10, closesAt: endsAt, startsAt: endsAt, endsAt, offerFor: null, returnAt: null, substituteUntil: null, teams: false, asks: false, series };
    await openSeats(faulty.db, [emptySeats(common, { bucket: 0, quota: null, audience: '/1/', inner: [], cap: capacity, batches: [] })], { k: 'o', h: 'h', t: 1, by: 'u' });
  }
  const scheduler = new Scheduler(seed, rates);
  const broken: string[] = [];
  let run: Run = { faulty, scheduler, series, ids, now: 50 };
  for (let phase = 0; phase < 2; phase += 1) {
    run = { ...run, now: run.now + phase * later };
    faulty.use(scheduler, tamper);
    const everybody = Promise.all(Array.from({ length: people }, (_, index) => person(run, `u${index}`)));
    const [told] = await Promise.all([everybody, organiser(run)]);
    await scheduler.idle();
    faulty.use(null);
    broken.push(...(await brokenNow(run)));
    for (const { uid, activityId, last } of told.flat()) {
      const seats = await readSeats(faulty.db, activityId);
      const byOthers = seats?.acts.length !== 0;
      const stands = seats !== null && standing(seats, uid) !== null;
      if (last === 'in' && !stands && !byOthers) broken.push(`${uid} was told in and is out`);
      if (last === 'out' && stands && !byOthers) broken.push(`${uid} cancelled and is in`);
    }
  }
  run = { ...run, now: run.now + later };
  if (!tamper) broken.push(...(await withoutRoom(run)), ...(await brokenNow(run)));
  return broken;
}

/** Takes the first guard away: a place of a series is taken without an attempt. */
const unclaimed: Tamper = (request) =>
  request['collectionName'] === 'seats' && request['action'] === 'database.modifyDocument' ? { ...request, query: String(request['query']).replace('"series":null,', '') } : request;

/** Takes the second: what somebody has of a series is written over whatever has happened to it since it was read. */
const writtenOver: Tamper = (request) =>
  request['collectionName'] === 'series_claims' && request['action'] === 'database.modifyDocument'
    ? { ...request, query: JSON.stringify({ _id: (JSON.parse(String(request['query'])) as { _id: unknown })._id }) }
    : request;

/** Runs many seeds, and a tenth as many of each negative control. */
export async function seriesFaults(seeds: number): Promise<FaultReport & { unclaimed: number; written_over: number; controls: number }> {
  const faulty = await openFaultyDatabase();
  const report: FaultReport = { seeds, violations: 0, control_violations: 0 };
  for (let seed = 1; seed <= seeds; seed += 1) {
    const broken = await seriesSeed(faulty, seed);
    if (broken.length === 0) continue;
    report.violations += 1;
    report.first ??= { seed, broken };
  }
  const controls = Math.max(10, Math.min(100, seeds / 10));
  const count = { unclaimed: 0, written_over: 0 };
  for (let seed = 1; seed <= controls; seed += 1) {
    if ((await seriesSeed(faulty, seed, unclaimed)).length > 0) count.unclaimed += 1;
    if ((await seriesSeed(faulty, seeds + seed, writtenOver)).length > 0) count.written_over += 1;
  }
  await faulty.close();
  return { ...report, ...count, controls, control_violations: count.unclaimed + count.written_over };
}
