import { foldAudit } from '../../cloudfunctions/modules/audit/fold';
import { recordOf } from '../../cloudfunctions/modules/audit/record';
import { append, type LinkDocument } from '../../cloudfunctions/modules/audit/store';
import type { MemberDocument } from '../../cloudfunctions/modules/people/store';
import { grantFor, revokeFor } from '../../cloudfunctions/modules/roles/actions';
import type { GuardDocument } from '../../cloudfunctions/modules/roles/guard';
import { holderById } from '../../cloudfunctions/modules/roles/store';
import { Refusal } from '../../cloudfunctions/platform/errors';
import { beginning, firstBroken, linkOf } from '../../miniprogram/domain/audit/chain';
import { day } from '../../miniprogram/domain/time/shanghai';
import { type FaultyDatabase, openFaultyDatabase, type Tamper } from './database';
import { type FaultRates, Scheduler } from './scheduler';

const rates: FaultRates = { failBefore: 0.06, timeoutAfterCommit: 0.08, crashBefore: 0.03, crashAfter: 0.05 };
const now = 1_800_000_000_000;
const ends = now + 900 * day;
const top = '/c/';

function memberOf(uid: string, admin: boolean): MemberDocument {
  const grants = admin ? [{ id: `seed-${uid}`, role: 'admin', scope: top, scopeName: '江城市总工会', expires: ends }] : [];
  return { _id: uid, account: uid, name: '', wholeName: '', staffTail: '', tailKey: '', origin: 'unit', boundAt: 0, binding: null, dispute: null, unitId: 'c', unitName: '', unitPath: top, kind: 'active', joinedAt: 0, joined: '', grants, grantScopes: admin ? [top] : [] };
}

/** A call as a phone makes it: who acts is read anew each time, and after an unknown outcome the same act goes out with the same key. */
async function insist(faulty: FaultyDatabase, uid: string, act: (actor: MemberDocument & { uid: string }) => Promise<unknown>): Promise<boolean> {
  for (let attempt = 0; attempt < 60; attempt += 1) {
    try {
      const actor = await holderById(faulty.db, uid);
      if (actor) await act({ ...actor, uid });
      return true;
    } catch (error) {
      if (error instanceof Refusal && error.code !== 'SLOW_DOWN') return false;
    }
  }
  return false;
}

/** Two administrators: each revokes the other, or makes a third one and revokes that one; nobody waits for anybody. */
async function administrator(faulty: FaultyDatabase, { random }: Scheduler, seed: number, me: string, other: string, acknowledged: string[]): Promise<void> {
  for (let round = 0; round < 2; round += 1) {
    const chance = random();
    const key = `${me}-${round}-${seed}`.padEnd(22, 'k');
    const uid = chance < 0.7 ? other : 'third';
    const done = await insist(faulty, me, (actor) => {
      const input = { uid, role: 'admin' as const };
      return chance < 0.85 ? revokeFor(faulty.db, actor, { ...input, scope: top }, key, now) : grantFor(faulty.db, actor, { ...input, unionId: 'c', expires: ends }, key, now);
    });
    if (done) acknowledged.push(key);
  }
}

/** Folds beside the acts until they are done and once more, as timers do that overlap. */
async function folding(faulty: FaultyDatabase, acts: Promise<unknown>): Promise<void> {
  let more = true;
  void acts.then(() => (more = false));
  while (more) await foldAudit(faulty.db).catch(() => undefined);
  await foldAudit(faulty.db).catch(() => undefined);
}

/** A union with two administrators and a third member, and nothing else. */
async function beginAnew({ db, engine, use }: FaultyDatabase): Promise<void> {
  use(null);
  for (const name of ['members', 'unions', 'guards', 'audit']) await engine.db().collection(name).deleteMany({});
  await db.collection('unions').add({ data: { _id: 'c', path: top, name: '江城市总工会' } });
  for (const [uid, admin] of [['a', true], ['b', true], ['third', false]] as const) await db.collection<MemberDocument>('members').add({ data: memberOf(uid, admin) });
}

/** Runs one seed. @returns what broke, in words */
async function rolesSeed(faulty: FaultyDatabase, seed: number): Promise<string[]> {
  await beginAnew(faulty);
  const scheduler = new Scheduler(seed, rates);
  faulty.use(scheduler);
  const acknowledged: string[] = [];
  const deeds = Promise.all([
    administrator(faulty, scheduler, seed, 'a', 'b', acknowledged),
    administrator(faulty, scheduler, seed, 'b', 'a', acknowledged),
  ]);
  await Promise.all([deeds, folding(faulty, deeds), folding(faulty, deeds)]);
  await scheduler.idle();
  faulty.use(null);
  await foldAudit(faulty.db);

  const { data: members } = await faulty.db.collection<MemberDocument>('members').where({}).limit(10).get();
  const { data: links } = await faulty.db.collection<LinkDocument>('audit').where({}).orderBy('seq', 'asc').limit(100).get();
  const guard = (await faulty.db.collection<GuardDocument>('guards').doc(`admins:${top}`).get()).data;
  const held = members.flatMap(({ grants }) => grants.map((grant) => grant.id));
  const acts = members.flatMap((member) => member.acts ?? []);
  const broken: string[] = [];
  if (held.length === 0) broken.push('no administrator is left');
  for (const { g, u } of guard?.admins ?? []) if (!held.includes(g)) broken.push(`${u} is counted and is no administrator`);
  for (const key of acknowledged) if (!acts.some(({ k }) => k === key)) broken.push(`${key} was acknowledged and is nowhere`);
  const broke = firstBroken(links);
  if (broke !== null) broken.push(`the chain breaks at ${broke}`);
  if (links.length !== acts.length) broken.push(`${links.length} records for ${acts.length} acts`);
  if (new Set(links.map(({ id }) => id)).size !== links.length) broken.push('a record is in the chain twice');
  if (members.some((member) => (member.audit ?? []).length > 0)) broken.push('a record is pending for ever');
  return broken;
}

/** The condition of the guard's update is taken away: whoever writes, writes. */
const unguarded: Tamper = (request) =>
  request['action'] === 'database.modifyDocument' && request['collectionName'] === 'guards' ? { ...request, query: JSON.stringify({ _id: `admins:${top}` }) } : request;

let copies = 0;
/** The number of a link is no longer unique: two may follow the same one. */
const forking: Tamper = (request) => {
  if (request['action'] !== 'database.insertDocument' || request['collectionName'] !== 'audit') return request;
  return JSON.parse(JSON.stringify(request).replace(/_id\\":\\"(\d{10})\\"/g, (_all, id: string) => `_id\\":\\"${id}-${(copies += 1)}\\"`)) as Record<string, unknown>;
};

/** Two administrators take each other's role in the same moment. @returns how many are left */
async function eachOther(faulty: FaultyDatabase, tamper?: Tamper): Promise<number> {
  await beginAnew(faulty);
  faulty.use(null, tamper);
  const revoke = async (from: string, uid: string) => {
    const actor = await holderById(faulty.db, from);
    if (actor) await revokeFor(faulty.db, { ...actor, uid: from }, { uid, role: 'admin', scope: top }, `${from}-each-other`.padEnd(22, 'k'), now);
  };
  await Promise.allSettled([revoke('a', 'b'), revoke('b', 'a')]);
  const { data } = await faulty.db.collection<MemberDocument>('members').where({}).limit(10).get();
  return data.flatMap(({ grants }) => grants).length;
}

/** Two folds that read the same end of the chain put their records there. @returns how many are in */
async function atOneEnd(faulty: FaultyDatabase, tamper?: Tamper): Promise<number> {
  faulty.use(null, tamper);
  await faulty.engine.db().collection('audit').deleteMany({});
  const record = (key: string) => recordOf({ act: 'people.revoke', by: 'a', key, at: 1, subject: 'b', scope: top, scopeName: '', details: {} });
  const appended = await Promise.all(['one', 'two'].map((key) => append(faulty.db, linkOf(beginning, record(key)))));
  return appended.filter((did) => did).length;
}

export interface RolesReport {
  seeds: number;
  violations: number;
  /** Of two administrators who take each other's role: how many are left, as it is and without the guard's condition. */
  left: number;
  control_guard: number;
  /** Two folds at one end of the chain: how many got in, as it is and without the unique number of a link. */
  at_one_end: number;
  control_chain: number;
  first?: { seed: number; broken: string[] };
}

export async function rolesFaults(seeds: number): Promise<RolesReport> {
  const faulty = await openFaultyDatabase();
  const report: RolesReport = {
    ...{ seeds, violations: 0, left: await eachOther(faulty), control_guard: await eachOther(faulty, unguarded) },
    ...{ at_one_end: await atOneEnd(faulty), control_chain: await atOneEnd(faulty, forking) },
  };
  for (let seed = 1; seed <= seeds; seed += 1) {
    const broken = await rolesSeed(faulty, seed);
    if (broken.length === 0) continue;
    report.violations += 1;
    report.first ??= { seed, broken };
  }
  await faulty.close();
  return report;
}
