import { joinActions } from '../../cloudfunctions/modules/people/join';
import { leaveActions } from '../../cloudfunctions/modules/people/leave';
import { bindAccount, paperRow } from '../../cloudfunctions/modules/people/roster-store';
import { settlePeople } from '../../cloudfunctions/modules/people/settle';
import { identify, type MemberDocument, openidOf, type UnionDocument } from '../../cloudfunctions/modules/people/store';
import { registrationActions } from '../../cloudfunctions/modules/registration/actions';
import { settleSeats } from '../../cloudfunctions/modules/registration/settle';
import { openSeats, readSeats } from '../../cloudfunctions/modules/registration/store';
import { newUnion } from '../../cloudfunctions/modules/unions/change';
import { Refusal } from '../../cloudfunctions/platform/errors';
import type { Action } from '../../cloudfunctions/platform/router';
import { accountOf } from '../../cloudfunctions/platform/secrets';
import { emptySeats } from '../../miniprogram/domain/registration/layout';
import { brokenRules } from '../../miniprogram/domain/registration/rules';
import { standing } from '../../miniprogram/domain/registration/seats';
import { day, minute } from '../../miniprogram/domain/time/shanghai';
import { type FaultyDatabase, openFaultyDatabase, type Tamper } from './database';
import { Scheduler } from './scheduler';
import { type FaultReport, insist, rates, unguarded } from './signup';

/** People claim rows of a roster, sign up, leave and come back, while the job tidies up after them. */

const blank = { trade: '', region: '', ownership: '' as const, size: 0 };
export const city: UnionDocument = { ...newUnion('c', { ...({} as UnionDocument), path: '/', trail: [], _id: '' }, '市', 0, blank) };
export const works = newUnion('w', city, '织造厂', 2, blank);
const roster = [['王敏', 'A1001'], ['李伟', 'A1002'], ['阿依古丽', 'A1003']] as const;
const places = 1;
/** One account from two phones stands beside the others; three of them are after the same row. */
const claimants = [['o1', 0], ['o2', 0], ['o3', 0], ['o4', 1], ['o4', 2], ['o5', 1]] as const;

/** A call as the router makes it: who calls is read anew each time. */
export async function call(faulty: FaultyDatabase, action: Action | undefined, openid: string, input: object, key: string, now: number): Promise<unknown> {
  if (!action) throw new Error('no such action');
  const member = await identify(faulty.db, openid);
  if (action.who === 'member' && !member) return 'nobody';
  return action.run({ db: faulty.db, input, now, requestId: 'faults', openid, member, key });
}

export const actionOf = (actions: readonly Action[], name: string) => actions.find((action) => action.name === name);
const claimAction = actionOf(joinActions, 'people.claim');
const leaveAction = actionOf(leaveActions, 'people.leave');
const signUpAction = actionOf(registrationActions, 'registration.signUp');

/** What one phone was told. */
interface Told {
  openid: string;
  row: number;
  bound: boolean;
  /** Told to come later, which a late duplicate of theirs may have done. */
  later: boolean;
  left: boolean;
  signedUp: boolean;
}

interface Run {
  faulty: FaultyDatabase;
  scheduler: Scheduler;
  activityId: string;
  now: number;
}

/** The same act with the same key until its outcome is known; who is told to come later does not wait. */
async function once(act: () => Promise<unknown>): Promise<unknown> {
  for (;;) {
    try {
      return await act();
    } catch (error) {
      if (error instanceof Refusal) return error.code;
    }
  }
}

const refused = (answer: unknown) => typeof answer === 'string' && answer !== 'nobody';

/** One phone: claims, perhaps signs up, perhaps leaves. Its calls may be delivered twice, and late. */
async function phone({ faulty, scheduler: { random }, activityId, now }: Run, [openid, row]: readonly [string, number], round: string): Promise<Told> {
  const told: Told = { openid, row, bound: false, later: false, left: false, signedUp: false };
  const [name, number] = roster[row] ?? roster[0];
  const keyOf = (what: string) => `${what}-${openid}-${row}-${round}-${activityId}`.padEnd(22, 'k');
  const claim = () => call(faulty, claimAction, openid, { unionId: works._id, name, staffNumberTail: number.slice(-4) }, keyOf('claim'), now);
  const signUp = () => call(faulty, signUpAction, openid, { activityId }, keyOf('sign'), now);
  const leave = () => call(faulty, leaveAction, openid, {}, keyOf('leave'), now);
  const late = (act: () => Promise<unknown>) => void (random() < 0.4 && act().catch(() => undefined));
  late(claim);
  const claimed = await once(claim);
  told.later = claimed === 'SLOW_DOWN';
  told.bound = !refused(claimed);
  if (!told.bound) return told;
  late(signUp);
  if (random() < 0.8) {
    const answer = await once(signUp);
    told.signedUp = !refused(answer) && answer !== 'nobody';
  }
  if (random() < 0.5) return told;
  late(leave);
  told.left = (await insist(leave)) !== 'refused';
  late(claim);
  late(signUp);
  return told;
}

/** Runs one seed: five people on six phones, two runs of the job, then those who left come back. @returns what broke, in words */
export async function peopleSeed(faulty: FaultyDatabase, seed: number, tamper?: Tamper): Promise<string[]> {
  const engine = faulty.engine.db();
  faulty.use(null);
  for (const name of ['members', 'member_secrets', 'unions', 'claim_tries', 'join_requests', 'departures', 'seats', 'registrations']) await engine.collection(name).deleteMany({});
  const start = 1_800_000_000_000;
  for (const union of [city, works]) await faulty.db.collection('unions').add({ data: union });
  const rows = roster.map(([name, staffNumber], index) => paperRow(works, { name, staffNumber, kind: 'active' }, `m${index}`, start - day));
  for (const row of rows) await faulty.db.collection('members').add({ data: row });
  const activityId = `people-${seed}${tamper ? '-x' : ''}`;
  const common = {
    ...{ activityId, scope: '/c/', mode: 'firstCome' as const, opensAt: start - day, closesAt: start + day, startsAt: start + day, endsAt: start + 2 * day },
    ...{ offerFor: null, returnAt: null, substituteUntil: null, teams: false, asks: false },
  };
  await openSeats(faulty.db, [emptySeats(common, { bucket: 0, quota: null, audience: '/c/', inner: [], cap: places, batches: [] })], { k: 'o', h: 'h', t: 1, by: 'u' });

  const scheduler = new Scheduler(seed, rates);
  faulty.use(scheduler, tamper);
  const job = async (now: number) => {
    await settleSeats(faulty.db, now);
    await settlePeople(faulty.db, now);
  };
  const timer = (now: number) => job(now).catch(() => undefined);
  const first: Run = { faulty, scheduler, activityId, now: start };
  const told = await Promise.all(claimants.map((who) => phone(first, who, 'a')));
  await timer(start);
  await scheduler.idle();
  // A minute on: the job repeats what the departures left to do, while those who left come back.
  const back = claimants.filter((_, index) => told[index]?.left);
  for (const round of ['b', 'c']) {
    const later: Run = { ...first, now: first.now + (round === 'b' ? 1.5 : 3) * minute };
    const [again] = await Promise.all([Promise.all(back.map((who) => phone(later, who, round))), timer(later.now), timer(later.now)]);
    told.push(...again);
    await scheduler.idle();
  }
  faulty.use(null);
  for (const end of [6, 8]) await job(start + end * minute);
  return [...(await brokenBonds(faulty, told)), ...(await brokenPlaces(faulty, activityId, told))];
}

/** Does every row carry one account at most, and the one whose owner was told so last? */
async function brokenBonds(faulty: FaultyDatabase, told: readonly Told[]): Promise<string[]> {
  const { data: members } = await faulty.db.collection<MemberDocument>('members').where({}).limit(100).get();
  const broken: string[] = [];
  if (members.length !== roster.length) broken.push(`${members.length} rows`);
  for (const openid of new Set(told.map((one) => one.openid))) {
    const account = accountOf(openid);
    const mine = members.filter((row) => row.account === account);
    if (mine.length > 1) broken.push(`${openid} has ${mine.length} rows`);
    const ofMine = told.filter((one) => one.openid === openid);
    if (ofMine.every(({ bound, later, left }) => left || !(bound || later)) && mine.length > 0 && ofMine.length === 1) broken.push(`${openid} is bound and was told otherwise`);
    const [only] = ofMine;
    if (ofMine.length === 1 && only?.bound && !only.left && mine[0]?._id !== `m${only.row}`) broken.push(`${openid} was told that the row is theirs`);
  }
  for (const row of members) {
    if (row.account === `paper:${row._id}` && (await openidOf(faulty.db, row._id)) !== null) broken.push(`${row._id} would still get messages`);
    const owners = told.filter((one) => `m${one.row}` === row._id && one.bound && !one.left).map(({ openid }) => openid);
    if (new Set(owners).size > 1) broken.push(`${row._id} was given to ${owners.join(' and ')}`);
  }
  const tries = await faulty.db.collection<{ _id: string; n: number; tries: { k: string }[] }>('claim_tries').where({}).limit(100).get();
  for (const one of tries.data) if (one.n !== one.tries.length || new Set(one.tries.map(({ k }) => k)).size !== one.n || one.n > 5) broken.push(`${one._id} counts ${one.n} tries`);
  const open = await faulty.engine.db().collection('departures').countDocuments({ open: true });
  if (open > 0) broken.push(`${open} departures are open for ever`);
  return broken;
}

/** Were places freed once, and does nobody hold one who left? */
async function brokenPlaces(faulty: FaultyDatabase, activityId: string, told: readonly Told[]): Promise<string[]> {
  const seats = await readSeats(faulty.db, activityId);
  if (!seats) return ['the seats are gone'];
  const broken = brokenRules(seats);
  const freed = seats.gone.map(({ k }) => k);
  if (new Set(freed).size !== freed.length) broken.push('a place was given back twice');
  roster.forEach((_, index) => {
    const here = standing(seats, `m${index}`) !== null;
    const ofRow = told.filter(({ row, bound }) => row === index && bound);
    if (here && ofRow.length > 0 && ofRow.every(({ left }) => left)) broken.push(`m${index} left and is in`);
    if (!here && ofRow.some(({ signedUp, left }) => signedUp && !left)) broken.push(`m${index} was told of a place and is out`);
  });
  return broken;
}

/** Whoever binds, binds: the row need not be free. */
const unguardedRow: Tamper = (request) => {
  if (request['action'] !== 'database.modifyDocument' || request['collectionName'] !== 'members') return request;
  const named = String(request['query']).match(/"_id":"(m\d)"/);
  return named ? { ...request, query: JSON.stringify({ _id: named[1] }) } : request;
};

export interface PeopleReport extends FaultReport {
  /** Of three who saw one row free and bind to it: how many are told that it is theirs, with the condition on the row and without. */
  one_row: [number, number];
  /** Seeds that broke where the condition on the places was taken away. */
  control_places: number;
  /** One account at two rows: what the second bind is told, with the unique index and without. */
  two_rows: string[];
}

/** Three people who saw the same row free bind to it. @returns how many are told that it is theirs */
async function oneRow(faulty: FaultyDatabase, tamper?: Tamper): Promise<number> {
  faulty.use(null, tamper);
  await faulty.engine.db().collection('members').deleteMany({});
  const row = paperRow(works, { name: '王敏', staffNumber: 'B0', kind: 'active' }, 'm0', 1);
  await faulty.db.collection('members').add({ data: row });
  const bind = (account: string) => bindAccount(faulty.db, row, account, { k: account, h: '', how: 'claim', by: row._id }, 1);
  const told = await Promise.all(['a', 'b', 'c'].map(bind));
  return told.filter((one) => one === 'bound').length;
}

/** One account binds two rows. @returns what the second one was told */
async function twoRows(faulty: FaultyDatabase, unique: boolean): Promise<string> {
  const engine = faulty.engine.db();
  faulty.use(null);
  await engine.collection('members').deleteMany({});
  if (!unique) await engine.collection('members').dropIndex('account');
  for (const index of [0, 1]) await faulty.db.collection('members').add({ data: paperRow(works, { name: '王敏', staffNumber: `B${index}`, kind: 'active' }, `m${index}`, 1) });
  const bind = (uid: string) => bindAccount(faulty.db, { _id: uid }, 'account', { k: uid, h: '', how: 'claim', by: uid }, 1);
  await bind('m0');
  return bind('m1');
}

/** Keys for the fields that people have, where none are set. */
export function faultKeys(): void {
  for (const [index, name] of ['MEMBER', 'FIELD'].entries()) process.env[`GONGYUN_KEY_${name}`] ??= Buffer.alloc(32, 5 + index).toString('base64url');
}

/** Runs many seeds, a tenth as many without the condition on the places, and what is decided without chance. */
export async function peopleFaults(seeds: number): Promise<PeopleReport> {
  faultKeys();
  const faulty = await openFaultyDatabase();
  const report: PeopleReport = { seeds, violations: 0, control_violations: 0, one_row: [0, 0], control_places: 0, two_rows: [] };
  for (let seed = 1; seed <= seeds; seed += 1) {
    const broken = await peopleSeed(faulty, seed);
    if (broken.length === 0) continue;
    report.violations += 1;
    report.first ??= { seed, broken };
  }
  for (let seed = 1; seed <= Math.max(10, Math.min(100, seeds / 10)); seed += 1) {
    if ((await peopleSeed(faulty, seed, unguarded)).length > 0) report.control_places += 1;
  }
  report.one_row = [await oneRow(faulty), await oneRow(faulty, unguardedRow)];
  // Each of the row's owners but one.
  report.control_violations = report.one_row[1] - 1 + report.control_places;
  report.two_rows = [await twoRows(faulty, true), await twoRows(faulty, false)];
  await faulty.close();
  return report;
}
