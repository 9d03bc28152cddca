import { recordOf } from '../../cloudfunctions/modules/audit/record';
import { actOn, cancelFor, signUpFor } from '../../cloudfunctions/modules/registration/deciding';
import { settleSeats } from '../../cloudfunctions/modules/registration/settle';
import { openSeats, readBucketFor, readBucketOf, readBuckets, touch } from '../../cloudfunctions/modules/registration/store';
import { transfer } from '../../cloudfunctions/modules/registration/transfers';
import { accept, add, type Change, moveUp, resize, substitute, withdraw } from '../../miniprogram/domain/registration/acts';
import { bucketsFor, type Common } from '../../miniprogram/domain/registration/layout';
import { brokenTogether } from '../../miniprogram/domain/registration/rules';
import { type ActMark, type Seats, standing } from '../../miniprogram/domain/registration/seats';
import { type FaultyDatabase, openFaultyDatabase, type Tamper } from './database';
import { Scheduler } from './scheduler';
import { type FaultReport, insist, rates, unguarded } from './signup';

const capacity = 4;
const people = 6;
const paths = ['/1/x/', '/1/w/'];
const pathOf = (index: number) => paths[index % 2] ?? '/1/x/';

/** The clock that all actors share: it goes on while they act. */
interface Run {
  faulty: FaultyDatabase;
  scheduler: Scheduler;
  activityId: string;
  clock: { now: number };
}

/** What one person was told last; null: told nothing certain. */
interface Told {
  uid: string;
  last: Api.Registration.State | 'cancelled' | null;
}

async function person({ faulty: { db }, scheduler: { random }, activityId, clock }: Run, index: number): Promise<Told> {
  const uid = `u${index}`;
  const told: Told = { uid, last: null };
  const signUp = async (key: string) => {
    const answer = await signUpFor(db, activityId, { u: uid, k: key, h: 'h', t: clock.now }, pathOf(index), clock.now);
    await touch(db, activityId, uid, answer.at).catch(() => undefined);
    return answer;
  };
  for (let round = 0; round < 2; round += 1) {
    const key = `s-${uid}-${round}`;
    if (random() < 0.3) void signUp(key).catch(() => undefined);
    const answer = await insist(() => signUp(key));
    if (answer !== 'refused') told.last = answer.state;
    const mark = { k: `a-${uid}-${round}`, h: 'h', t: clock.now, by: uid };
    if (random() < 0.5) {
      const taken = await insist(() => actOn(db, () => readBucketOf(db, activityId, uid, mark.k), clock.now, (seats) => accept(seats, uid, mark)));
      if (taken !== 'refused') told.last = 'held';
    }
    if (random() < 0.5) return told;
    const done = await insist(() => cancelFor(db, activityId, uid, `c-${uid}-${round}`, clock.now));
    if (done !== 'refused') told.last = 'cancelled';
    if (random() < 0.5) void signUp(key).catch(() => undefined);
  }
  return told;
}

/** The organiser's and units' acts, one after another. @returns keys of those that were acknowledged */
async function organiser({ faulty: { db }, scheduler: { random }, activityId, clock }: Run): Promise<string[]> {
  const acknowledged: string[] = [];
  for (let n = 0; n < 3; n += 1) {
    const index = Math.floor(random() * people);
    const [uid, other] = [`u${index}`, `u${(index + 2) % people}`];
    const kind = random();
    const mark: ActMark = { k: `${kind < 0.2 ? 'more' : 'o'}-${n}`, h: 'h', t: clock.now, by: 'o' };
    const record = recordOf({ act: 'places.add', by: 'o', key: mark.k, at: mark.t, subject: activityId, scope: '/1/', scopeName: '', details: {} });
    const home = () => readBucketFor(db, activityId, pathOf(index));
    const decide = (change: (seats: Seats) => Change) => actOn(db, home, clock.now, change, record);
    const act = async (): Promise<unknown> => {
      if (kind < 0.2) return decide((seats) => resize(seats, seats.cap + 1, mark));
      if (kind < 0.4) return decide((seats) => withdraw(seats, uid, '', mark));
      if (kind < 0.55) return decide((seats) => add(seats, { u: uid, k: mark.k, h: 'h', t: clock.now, by: 'o' }, pathOf(index), mark));
      if (kind < 0.7) return decide((seats) => substitute(seats, uid, { uid: other, path: pathOf(index + 2) }, '', mark));
      if (kind < 0.8) return decide((seats) => moveUp(seats, uid, mark));
      const buckets = await readBuckets(db, activityId);
      const from = buckets.find((seats) => seats.left > 0 && seats.waits === 0);
      if (from && !buckets.some(({ acts }) => acts.some(({ k }) => k === mark.k))) await transfer(db, from, 1 - from.bucket, 1, clock.now, { uid, act: mark, record });
      return undefined;
    };
    const kept = kind < 0.8;
    if ((await insist(act)) !== 'refused' && kept) acknowledged.push(mark.k);
    clock.now += 15;
  }
  return acknowledged;
}

/** The timer, which runs beside the acts. */
async function timer({ faulty: { db }, clock }: Run): Promise<void> {
  clock.now += 20;
  await settleSeats(db, clock.now).catch(() => undefined);
}

/** Runs one seed: people, the organiser and two timers at once, on two buckets. @returns what broke, in words */
export async function placesSeed(faulty: FaultyDatabase, seed: number, tamper?: Tamper): Promise<string[]> {
  const activityId = `places-${seed}${tamper ? '-x' : ''}`;
  faulty.use(null);
  const common: Common = {
    ...{ activityId, scope: '/1/', mode: 'firstCome', opensAt: 10, closesAt: 100_000, startsAt: 100_000, endsAt: 200_000 },
    ...{ offerFor: seed % 2 === 0 ? 40 : null, returnAt: 80, substituteUntil: 100_000, teams: false, asks: false },
  };
  await openSeats(faulty.db, bucketsFor(common, '/1/', capacity, [{ unionId: 'w', name: '织造厂', path: '/1/w/', places: 2 }], []), { k: 'o', h: 'h', t: 1, by: 'u' });
  const scheduler = new Scheduler(seed, rates);
  const run: Run = { faulty, scheduler, activityId, clock: { now: 50 } };
  faulty.use(scheduler, tamper);
  const acts = Promise.all([organiser(run), ...Array.from({ length: people }, (_, index) => person(run, index))]);
  await Promise.all([acts, timer(run), timer(run)]);
  await scheduler.idle();
  faulty.use(null);
  const [acknowledged, ...told] = await acts;
  while ((await settleSeats(faulty.db, run.clock.now)) > 0);

  const buckets = await readBuckets(faulty.db, activityId);
  const marks = buckets.flatMap((seats) => seats.acts.map(({ k }) => k));
  const broken = brokenTogether(buckets, capacity + marks.filter((k) => k.startsWith('more-')).length);
  const standings = (uid: string) => buckets.flatMap((seats) => standing(seats, uid) ?? []);
  for (const { uid, last } of told) {
    const state = standings(uid)[0]?.state ?? null;
    const byOthers = buckets.some((seats) => seats.told.some(({ u }) => u === uid) || seats.held.some(({ u, k, s }) => u === uid && (s !== undefined || k.startsWith('o-'))));
    if (last === 'cancelled' && state !== null && !byOthers) broken.push(`${uid} cancelled and is ${state}`);
    if (last !== 'cancelled' && last !== null && state === null && !byOthers) broken.push(`${uid} was told ${last} and is out`);
    if (last === 'held' && state === 'waiting' && !byOthers) broken.push(`${uid} lost a place`);
  }
  for (const key of acknowledged) if (!marks.includes(key)) broken.push(`${key} was acknowledged and is nowhere`);
  const records = buckets.flatMap((seats) => seats.audit ?? []).map(({ id }) => id);
  const audited = marks.filter((k) => !k.startsWith('a-'));
  if (records.length !== audited.length || new Set(records).size !== records.length) broken.push(`${records.length} audit records for ${audited.length} acts`);
  if (buckets.some(({ gives }) => gives.length > 0)) broken.push('a transfer is for ever on its way');
  if (buckets.some(({ left }) => left > 0) && buckets.some(({ waits }) => waits > 0)) broken.push('a free place while somebody waits');
  const rows = await faulty.engine.db().collection('registrations').countDocuments({ activityId });
  const everybody = new Set(buckets.flatMap((seats) => [...seats.held, ...seats.waiting, ...seats.gone].map(({ u }) => u)));
  if (rows !== everybody.size) broken.push(`${rows} rows for ${everybody.size} people`);
  for (const name of ['seats', 'registrations']) await faulty.engine.db().collection(name).deleteMany({ activityId });
  return broken;
}

/** Runs many seeds, and a tenth as many of the negative control. */
export async function placesFaults(seeds: number): Promise<FaultReport> {
  const faulty = await openFaultyDatabase();
  const report: FaultReport = { seeds, violations: 0, control_violations: 0 };
  for (let seed = 1; seed <= seeds; seed += 1) {
    const broken = await placesSeed(faulty, seed);
    if (broken.length === 0) continue;
    report.violations += 1;
    report.first ??= { seed, broken };
  }
  for (let seed = 1; seed <= Math.max(5, Math.min(100, seeds / 10)); seed += 1) {
    if ((await placesSeed(faulty, seed, unguarded)).length > 0) report.control_violations += 1;
  }
  await faulty.close();
  return report;
}
