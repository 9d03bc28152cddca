import { recordOf } from '../../cloudfunctions/modules/audit/record';
import { settleApplications } from '../../cloudfunctions/modules/application/settle';
import { decide, drawOf, pagesOf } from '../../cloudfunctions/modules/application/draw-store';
import type { ApplicationDocument } from '../../cloudfunctions/modules/application/store';
import { cancelFor } from '../../cloudfunctions/modules/registration/deciding';
import { openSeats, readBuckets } from '../../cloudfunctions/modules/registration/store';
import { Refusal } from '../../cloudfunctions/platform/errors';
import { entriesHash } from '../../miniprogram/domain/draw/lottery';
import { plainRules } from '../../miniprogram/domain/activity/rules';
import { bucketsFor } from '../../miniprogram/domain/registration/layout';
import { brokenTogether } from '../../miniprogram/domain/registration/rules';
import { type FaultyDatabase, openFaultyDatabase, type Tamper } from './database';
import { type FaultRates, Scheduler } from './scheduler';

/** A lottery's list and places under faults: timers that die, overlap and come again, and people who give a place back meanwhile. */

const rates: FaultRates = { failBefore: 0.05, timeoutAfterCommit: 0.07, crashBefore: 0.03, crashAfter: 0.05 };
const closes = 1_800_000_000_000;
const now = closes + 60_000;
const capacity = 4;
const people = Array.from({ length: 12 }, (_, index) => `u${String(index).padStart(2, '0')}`);

async function lay(faulty: FaultyDatabase, activityId: string): Promise<void> {
  const common = { activityId, scope: '/c/', mode: 'lottery' as const, opensAt: 10, closesAt: closes, startsAt: closes + 1e8, endsAt: closes + 2e8, offerFor: null, returnAt: null, substituteUntil: null, teams: false, asks: false };
  await openSeats(faulty.db, bucketsFor(common, '/c/', capacity, [{ unionId: 'b', name: 'b', path: '/c/b/', places: 1 }], []), { k: 'o', h: 'h', t: 1, by: 'u' });
  const activity = { _id: activityId, rules: { ...plainRules, mode: 'lottery' }, title: 't', organiser: 'o', scope: '/c/', audience: '/c/', signUpClosesAt: closes, startsAt: closes + 1e8, endsAt: closes + 2e8, cancelled: null };
  await faulty.db.collection('activities').add({ data: activity });
  for (const [index, uid] of people.entries()) {
    const application: ApplicationDocument = {
      ...{ _id: `${activityId}:${uid}`, activityId, uid, unitPath: index % 3 === 0 ? '/c/b/' : '/c/a/', unitName: '', state: 'applied', at: 100 + index, v: 1 },
      ...{ acts: [{ k: `k-${activityId}-${uid}`, h: 'h', do: 'apply', t: 100 + index }], desks: [], endsAt: closes + 2e8, favoured: index % 2 === 0, last: index === 5, formed: false, sealed: '', open: false, lack: '' },
    };
    await faulty.db.collection<ApplicationDocument>('applications').add({ data: application });
  }
}

/** Two timers at once, again and again, until this is true. */
async function timers(faulty: FaultyDatabase, done: () => Promise<boolean>): Promise<void> {
  const run = async () => {
    for (let round = 0; round < 40 && !(await done().catch(() => false)); round += 1) await settleApplications(faulty.db, now).catch(() => undefined);
  };
  await Promise.all([run(), run()]);
}

/** Gives a place or a wait back as soon as there is one. @returns whether it was acknowledged */
async function leaver(faulty: FaultyDatabase, activityId: string, uid: string): Promise<boolean> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    try {
      await cancelFor(faulty.db, activityId, uid, `c-${activityId}-${uid}`, now);
      return true;
    } catch (error) {
      if (error instanceof Refusal && error.code !== 'SLOW_DOWN' && error.code !== 'NOT_FOUND') return false;
    }
  }
  return false;
}

/** Runs one seed. @returns what broke, in words */
export async function lotterySeed(faulty: FaultyDatabase, seed: number, tamper?: Tamper): Promise<string[]> {
  const activityId = `lot-${seed}${tamper ? '-x' : ''}`;
  const engine = faulty.engine.db();
  faulty.use(null);
  for (const name of ['activities', 'applications', 'seats', 'draws', 'draw_lists', 'members', 'consents']) await engine.collection(name).deleteMany({});
  await lay(faulty, activityId);
  const scheduler = new Scheduler(seed, rates);
  faulty.use(scheduler, tamper);
  await timers(faulty, async () => (await drawOf(faulty.db, activityId)) !== null);
  await scheduler.idle();
  faulty.use(null);
  const frozen = await drawOf(faulty.db, activityId);
  if (!frozen) return ['no list'];
  const entries = (await pagesOf(faulty.db, activityId, frozen.pages)).flatMap((page) => page.entries);
  const broken: string[] = [];
  if (entries.length !== people.length || entriesHash(entries) !== frozen.list) broken.push('the list is not the one of its hash');

  const buckets = await readBuckets(faulty.db, activityId);
  const places = buckets.map(({ bucket, left, waitCap }) => ({ bucket, name: '', places: left, waits: waitCap }));
  const record = recordOf({ act: 'activity.draw', by: 'o', key: 'd', at: now, subject: activityId, scope: '/c/', scopeName: '', details: {} });
  await decide(faulty.db, activityId, { k: 'd', h: 'h', t: now, by: 'o', value: String(seed), share: 's', places }, record);
  const again = new Scheduler(seed + 1_000_000, rates);
  faulty.use(again, tamper);
  const leaving = people.filter((_, index) => index % 2 === 0);
  const [, ...left] = await Promise.all([
    timers(faulty, async () => (await drawOf(faulty.db, activityId))?.open === false),
    ...leaving.map((uid) => leaver(faulty, activityId, uid)),
  ]);
  await again.idle();
  faulty.use(null);
  await settleApplications(faulty.db, now);

  const after = await readBuckets(faulty.db, activityId);
  broken.push(...brokenTogether(after, capacity));
  const there = after.flatMap(({ held, waiting }) => [...held, ...waiting]).map(({ u }) => u);
  const out = leaving.filter((_, index) => left[index]);
  for (const uid of people) if (there.includes(uid) === out.includes(uid)) broken.push(`${uid} ${out.includes(uid) ? 'left and is back' : 'is lost'}`);
  return broken;
}

/** Takes the guard of the places away: the fill writes whatever has happened since it read. */
const unguarded: Tamper = (request) => {
  if (request['action'] !== 'database.modifyDocument' || request['collectionName'] !== 'seats') return request;
  const id = String(request['query']).match(/"_id":"([^"]+)"/)?.[1];
  return id === undefined ? request : { ...request, query: JSON.stringify({ _id: id }) };
};

export async function lotteryFaults(seeds: number, controls: number): Promise<{ seeds: number; violations: number; control_violations: number; first?: { seed: number; broken: string[] } }> {
  process.env['GONGYUN_KEY_MEMBER'] ??= Buffer.alloc(32, 5).toString('base64url');
  process.env['GONGYUN_KEY_FIELD'] ??= Buffer.alloc(32, 6).toString('base64url');
  const faulty = await openFaultyDatabase();
  const report: Awaited<ReturnType<typeof lotteryFaults>> = { seeds, violations: 0, control_violations: 0 };
  for (let seed = 1; seed <= seeds; seed += 1) {
    const broken = await lotterySeed(faulty, seed);
    if (broken.length === 0) continue;
    report.violations += 1;
    report.first ??= { seed, broken };
  }
  for (let seed = 1; seed <= controls; seed += 1) if ((await lotterySeed(faulty, seed, unguarded)).length > 0) report.control_violations += 1;
  await faulty.close();
  return report;
}
