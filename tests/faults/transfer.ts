import { paperRow } from '../../cloudfunctions/modules/people/roster-store';
import type { MemberDocument } from '../../cloudfunctions/modules/people/store';
import { transfer } from '../../cloudfunctions/modules/people/transfer';
import { registrationActions } from '../../cloudfunctions/modules/registration/actions';
import { openSeats, readBuckets } from '../../cloudfunctions/modules/registration/store';
import { newUnion } from '../../cloudfunctions/modules/unions/change';
import { grace } from '../../cloudfunctions/modules/unions/move-store';
import { accountOf } from '../../cloudfunctions/platform/secrets';
import { bucketsFor, type Common } from '../../miniprogram/domain/registration/layout';
import { standing } from '../../miniprogram/domain/registration/seats';
import { day } from '../../miniprogram/domain/time/shanghai';
import { type FaultyDatabase, openFaultyDatabase, type Tamper } from './database';
import { actionOf, call, city, faultKeys, works } from './people';
import { Scheduler } from './scheduler';
import { type FaultReport, rates } from './signup';

/** A member changes units while sign-ups of theirs are on their way: each unit has places of its own, and nobody gets two. */

const mill = newUnion('x', city, '机床厂', 2, { trade: '', region: '', ownership: '', size: 0 });
const now = 1_800_000_000_000;
const signUpAction = actionOf(registrationActions, 'registration.signUp');
const people = ['o1', 'o2', 'o3'];

/** Runs one seed. @returns what broke, in words */
export async function transferSeed(faulty: FaultyDatabase, seed: number, tamper?: Tamper): Promise<string[]> {
  const engine = faulty.engine.db();
  faulty.use(null);
  for (const name of ['members', 'unions', 'seats', 'registrations']) await engine.collection(name).deleteMany({});
  for (const union of [city, works, mill]) await faulty.db.collection('unions').add({ data: union });
  for (const [index, openid] of people.entries()) {
    const row = paperRow(mill, { name: '王敏', staffNumber: `C100${index}`, kind: 'active' }, `m${index}`, now - day);
    await faulty.db.collection<MemberDocument>('members').add({ data: { ...row, account: accountOf(openid) } });
  }
  const activityId = `transfer-${seed}${tamper ? '-x' : ''}`;
  const common: Common = {
    ...{ activityId, scope: '/c/', mode: 'firstCome', opensAt: now - day, closesAt: now + day, startsAt: now + day, endsAt: now + 2 * day },
    ...{ offerFor: null, returnAt: null, substituteUntil: null, teams: false, asks: false },
  };
  await openSeats(faulty.db, bucketsFor(common, '/c/', 4, [{ unionId: 'w', name: works.name, path: works.path, places: 2 }], []), { k: 'o', h: 'h', t: 1, by: 'u' });

  const scheduler = new Scheduler(seed, rates);
  faulty.use(scheduler, tamper);
  const { random } = scheduler;
  const moves = async (uid: string) => {
    const row = (await faulty.db.collection<MemberDocument>('members').doc(uid).get()).data;
    if (row?.unitId === mill._id) await transfer(faulty.db, row, works, { k: uid, h: 'h', t: now, by: 'o', how: 'moved' }, now);
  };
  const acts = people.flatMap((openid, index) => {
    const signUp = (n: number, at: number) => call(faulty, signUpAction, openid, { activityId }, `${openid}-${n}`.padEnd(22, 'k'), at).catch(() => undefined);
    return [signUp(0, now), moves(`m${index}`).catch(() => moves(`m${index}`)).catch(() => undefined), random() < 0.5 ? signUp(1, now + 1000) : signUp(0, now + 1000)];
  });
  await Promise.all(acts);
  await scheduler.idle();
  // When no call that read the old unit can be on its way any more, they try again.
  await Promise.all(people.map((openid) => call(faulty, signUpAction, openid, { activityId }, `${openid}-2`.padEnd(22, 'k'), now + grace).catch(() => undefined)));
  await scheduler.idle();
  faulty.use(null);
  const buckets = await readBuckets(faulty.db, activityId);
  const twice = people.map((_, index) => `m${index}`).filter((uid) => buckets.filter((seats) => standing(seats, uid)).length > 1);
  return twice.map((uid) => `${uid} is in two buckets`);
}

/** The change of unit leaves no trace on the member: the new unit's bucket is all that a sign-up looks into. */
const untold: Tamper = (request) => {
  if (request['action'] !== 'database.modifyDocument' || request['collectionName'] !== 'members') return request;
  return { ...request, data: String(request['data']).replace(/"changedAt":\{"\$numberLong":"\d+"\}/, '"changedAt":{"$numberInt":"0"}') };
};

/** Runs many seeds, and a tenth as many of the negative control. */
export async function transferFaults(seeds: number): Promise<FaultReport> {
  faultKeys();
  const faulty = await openFaultyDatabase();
  const report: FaultReport = { seeds, violations: 0, control_violations: 0 };
  for (let seed = 1; seed <= seeds; seed += 1) {
    const broken = await transferSeed(faulty, seed);
    if (broken.length === 0) continue;
    report.violations += 1;
    report.first ??= { seed, broken };
  }
  for (let seed = 1; seed <= Math.max(20, Math.min(100, seeds / 10)); seed += 1) if ((await transferSeed(faulty, seed, untold)).length > 0) report.control_violations += 1;
  await faulty.close();
  return report;
}
