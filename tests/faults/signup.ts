import { recordOf } from '../../cloudfunctions/modules/audit/record';
import { Refusal } from '../../cloudfunctions/platform/errors';
import { cancelFor, signUpFor } from '../../cloudfunctions/modules/registration/deciding';
import { openSeats, readSeats, touch } from '../../cloudfunctions/modules/registration/store';
import { cancelSeats } from '../../cloudfunctions/modules/registration/writes';
import { settleSeats } from '../../cloudfunctions/modules/registration/settle';
import { emptySeats } from '../../miniprogram/domain/registration/layout';
import { brokenRules } from '../../miniprogram/domain/registration/rules';
import { standingOf } from '../../miniprogram/domain/registration/seats';
import { openFaultyDatabase, type FaultyDatabase, type Tamper } from './database';
import { type FaultRates, Scheduler } from './scheduler';

const capacity = 3;
const people = 9;
export const rates: FaultRates = { failBefore: 0.06, timeoutAfterCommit: 0.08, crashBefore: 0.03, crashAfter: 0.05 };

/** What one person was told last; null: told nothing certain. */
interface Told {
  uid: string;
  last: Api.Registration.State | 'cancelled' | null;
}

/** A call as a phone makes it: after an unknown outcome the same act with the same key, again and again. */
export async function insist<T>(act: () => Promise<T>): Promise<T | 'refused'> {
  for (;;) {
    try {
      return await act();
    } catch (error) {
      if (error instanceof Refusal && error.code !== 'SLOW_DOWN') return 'refused';
    }
  }
}

async function person(faulty: FaultyDatabase, scheduler: Scheduler, activityId: string, uid: string): Promise<Told> {
  const { random } = scheduler;
  const told: Told = { uid, last: null };
  const signUp = async (key: string) => {
    const answer = await signUpFor(faulty.db, activityId, { u: uid, k: key, h: 'h', t: 50 }, '/1/2/', 50);
    await touch(faulty.db, activityId, uid, answer.at).catch(() => undefined);
    return answer;
  };
  for (let round = 0; round < 2; round += 1) {
    const key = `s-${uid}-${round}`;
    // A duplicate delivery beside the call itself, whose answer nobody hears.
    if (random() < 0.3) void signUp(key).catch(() => undefined);
    const answer = await insist(() => signUp(key));
    if (answer !== 'refused') told.last = answer.state;
    if (random() < 0.55) return told;
    const done = await insist(() => cancelFor(faulty.db, activityId, uid, `c-${uid}-${round}`, 60));
    if (done !== 'refused') told.last = 'cancelled';
    // The old sign-up arrives once more, late.
    if (random() < 0.5) void signUp(key).catch(() => undefined);
    if (random() < 0.5) return told;
  }
  return told;
}

/** The organiser, who in some seeds calls it off in the middle. @returns whether they were told that it is off */
async function organiser(faulty: FaultyDatabase, { random }: Scheduler, activityId: string): Promise<boolean> {
  if (random() < 0.7) return false;
  const act = { k: 'off', h: 'h', t: 55, by: 'o', reason: '台风预警' };
  const record = recordOf({ act: 'activity.cancel', by: act.by, key: act.k, at: act.t, subject: activityId, scope: '/1/', scopeName: '', details: {} });
  const off = () => cancelSeats(faulty.db, activityId, act, record).then(async (did) => did || (await readSeats(faulty.db, activityId))?.cancel?.k === act.k);
  return (await insist(off)) === true;
}

/** Runs one seed. @returns what broke, in words */
export async function signUpSeed(faulty: FaultyDatabase, seed: number, tamper?: Tamper): Promise<string[]> {
  const activityId = `act-${seed}${tamper ? '-x' : ''}`;
  faulty.use(null);
  const common = { activityId, scope: '/1/', mode: 'firstCome' as const, opensAt: 10, closesAt: 100, startsAt: 150, endsAt: 200, offerFor: null, returnAt: null, substituteUntil: null, teams: false, asks: false };
  await openSeats(faulty.db, [emptySeats(common, { bucket: 0, quota: null, audience: '/1/', inner: [], cap: capacity, batches: [] })], { k: 'o', h: 'h', t: 1, by: 'u' });
  const scheduler = new Scheduler(seed, rates);
  faulty.use(scheduler, tamper);
  const [off, ...told] = await Promise.all([
    organiser(faulty, scheduler, activityId),
    ...Array.from({ length: people }, (_, index) => person(faulty, scheduler, activityId, `u${index}`)),
  ]);
  await scheduler.idle();
  faulty.use(null);
  await settleSeats(faulty.db, 70);

  const seats = await readSeats(faulty.db, activityId);
  if (!seats) return ['the seats are gone'];
  const broken = brokenRules(seats);
  if (off !== seats.cancelled) broken.push(`the organiser was told ${off}, called off is ${seats.cancelled}`);
  for (const { uid, last } of told) {
    const now = standingOf(seats, uid)?.state ?? null;
    if (last === 'cancelled' && now !== null) broken.push(`${uid} cancelled and is ${now}`);
    if ((last === 'held' || last === 'waiting') && now === null) broken.push(`${uid} was told ${last} and is out`);
    if (last === 'held' && now === 'waiting') broken.push(`${uid} lost a place`);
  }
  const rows = await faulty.engine.db().collection('registrations').countDocuments({ activityId });
  const everybody = new Set([...seats.held, ...seats.waiting, ...seats.gone].map((entry) => entry.u));
  if (rows !== everybody.size) broken.push(`${rows} rows for ${everybody.size} people`);
  return broken;
}

/** Takes the guard away: a conditional update becomes an update of the document whatever its state. */
export const unguarded: Tamper = (request) => {
  if (request['action'] !== 'database.modifyDocument' || request['collectionName'] !== 'seats') return request;
  const query: unknown = JSON.parse(String(request['query']));
  const named = JSON.stringify(query).match(/"(_id|activityId)":"([^"]+)"/);
  return named?.[1] === undefined ? request : { ...request, query: JSON.stringify({ [named[1]]: named[2] }) };
};

export interface FaultReport {
  seeds: number;
  /** Seeds in which something broke. */
  violations: number;
  /** The same with the guard taken away. */
  control_violations: number;
  /** The first broken seed, to replay. */
  first?: { seed: number; broken: string[] };
}

/** Runs many seeds, and a tenth as many of the negative control. */
export async function signUpFaults(seeds: number): Promise<FaultReport> {
  const faulty = await openFaultyDatabase();
  const report: FaultReport = { seeds, violations: 0, control_violations: 0 };
  for (let seed = 1; seed <= seeds; seed += 1) {
    const broken = await signUpSeed(faulty, seed);
    if (broken.length > 0) {
      report.violations += 1;
      report.first ??= { seed, broken };
    }
  }
  for (let seed = 1; seed <= Math.max(5, seeds / 10); seed += 1) {
    if ((await signUpSeed(faulty, seed, unguarded)).length > 0) report.control_violations += 1;
  }
  await faulty.close();
  return report;
}
