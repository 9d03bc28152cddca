import { athleteActions } from '../../cloudfunctions/modules/meet/athletes';
import { delegationById, delegationKey, insertDelegation } from '../../cloudfunctions/modules/meet/delegation-store';
import type { DelegationDocument, MeetDocument, PersonClaim } from '../../cloudfunctions/modules/meet/documents';
import { entryActions } from '../../cloudfunctions/modules/meet/entries';
import { insertMeet } from '../../cloudfunctions/modules/meet/meet-store';
import { settleDelegations } from '../../cloudfunctions/modules/meet/settle';
import { faultsOf } from '../../cloudfunctions/modules/meet/views';
import { paperRow } from '../../cloudfunctions/modules/people/roster-store';
import type { Member } from '../../cloudfunctions/platform/router';
import { race } from '../../miniprogram/domain/meet/template-events';
import { template } from '../../miniprogram/domain/meet/templates';
import { minute } from '../../miniprogram/domain/time/shanghai';
import { type FaultyDatabase, openFaultyDatabase, type Tamper } from './database';
import { actionOf, city, faultKeys, works } from './people';
import { Scheduler } from './scheduler';
import { type FaultReport, insist, rates } from './signup';

/** Three leaders of two delegations, one of them of a union above the other, want the same people, enter them, and take them out, while the job tidies up. */

const far = 4_000_000_000_000;
const start = 1_800_000_000_000;
const group: Api.Meet.Group = { id: 'a', name: '', sex: 'any', minAge: null, maxAge: null, next: null };
const events = [100, 200, 400].map((metres) => race(metres)(group));
const names = ['王敏', '李伟', '阿依古丽', '赵强'];
const leaders = [
  { uid: 'l1', unit: works },
  { uid: 'l2', unit: works },
  { uid: 'l3', unit: city },
] as const;
type Leader = (typeof leaders)[number];

const memberOf = ({ uid, unit }: Leader): Member => ({ uid, name: '', unitId: unit._id, unitName: '', unitPath: unit.path, since: 0, changedAt: 0, lastUntil: 0, grants: [{ role: 'cadre', scope: unit.path, expires: far }] });

const actions = {
  add: actionOf(athleteActions, 'delegation.athletes'),
  remove: actionOf(athleteActions, 'delegation.remove'),
  enter: actionOf(entryActions, 'delegation.enter'),
};

function meetOf(_id: string): MeetDocument {
  const rulebook: Api.Meet.Rulebook = { ...template('athletics', 'district', '2027-01-01'), groups: [group], events };
  return {
    ...{ _id, scope: city.path, rulebook, entriesUntil: far, captainsAt: far, hours: [], state: 'entries', units: [], lot: null, unlocked: false, changes: [], draw: null, undrawn: false, noticeDue: null },
    ...{ timetable: null, paused: null, word: null, untold: false, unshown: false, records: [], unspread: false, v: 1, acts: [] },
  };
}

function delegationIn(meetId: string, { _id, path, name }: typeof works): DelegationDocument {
  return {
    ...{ _id: delegationKey(meetId, _id), meetId, unitId: _id, unitPath: path, unitName: name, name, contact: '13800001111', leader: 'l', athletes: [], entries: [], insurance: null },
    ...{ partners: [], substitutions: [], loose: [], unreleased: false, locked: false, v: 1, acts: [] },
  };
}

/** What the leaders of a unit were told for certain. */
interface Told {
  unit: string;
  /** Whom they were told to be in the list, and whom one of them asked to take out. */
  added: string[];
  removed: string[];
  /** By the entry's id: who is entered. */
  entered: Map<string, string>;
}

interface Run {
  faulty: FaultyDatabase;
  scheduler: Scheduler;
  meetId: string;
  now: number;
}

/** One leader: adds two people, enters whoever was taken for more events than the rulebook allows, and sometimes takes one out. Calls may be delivered twice, and late. */
async function leads({ faulty, scheduler: { random }, meetId, now }: Run, who: Leader, round: string, told: Told): Promise<void> {
  const at = { meetId, unitId: who.unit._id };
  let count = 0;
  const send = (what: keyof typeof actions, more: object) => {
    count += 1;
    const key = `${what}-${who.uid}-${round}-${count}`.padEnd(22, 'k');
    const act = async () => actions[what]?.run({ db: faulty.db, input: { ...at, ...more }, now, requestId: 'faults', openid: who.uid, member: memberOf(who), key });
    return { insisted: () => insist(act), twice: () => void (random() < 0.3 && act().catch(() => undefined)) };
  };
  const first = Math.floor(random() * names.length);
  const wanted = [first, (first + 1) % names.length];
  const lines = wanted.map((index) => ({ name: names[index], sex: 'male', born: '1990-01-01', staffTail: '' }));
  const adding = send('add', { lines });
  adding.twice();
  const answer = (await adding.insisted()) as { added: number } | 'refused' | undefined;
  if (typeof answer !== 'object' || answer.added === 0) return;
  const uids = wanted.map((index) => `m${index}`);
  told.added.push(...uids);
  adding.twice();
  for (const { id } of events) {
    for (const uid of uids) {
      if (random() < 0.4) continue;
      const entering = send('enter', { entry: null, event: id, people: [uid], seed: null });
      entering.twice();
      const entered = (await entering.insisted()) as { entry: string } | 'refused' | undefined;
      if (typeof entered === 'object') told.entered.set(entered.entry, uid);
    }
  }
  const [out] = uids;
  if (out === undefined || random() < 0.5) return;
  told.removed.push(out);
  const removing = send('remove', { uid: out });
  await removing.insisted();
  removing.twice();
}

/** Runs one seed: all leaders at once, twice, with the job between and beside them. @returns what broke, in words */
async function entriesSeed(faulty: FaultyDatabase, seed: number, tamper?: Tamper): Promise<string[]> {
  faulty.use(null);
  for (const name of ['members', 'meets', 'delegations', 'meet_people']) await faulty.engine.db().collection(name).deleteMany({});
  const meetId = `meet-${seed}`;
  for (const [index, name] of names.entries()) await faulty.db.collection('members').add({ data: paperRow(works, { name, staffNumber: `A100${index}`, kind: 'active' }, `m${index}`, 1) });
  await insertMeet(faulty.db, meetOf(meetId));
  for (const unit of [works, city]) await insertDelegation(faulty.db, delegationIn(meetId, unit));
  const scheduler = new Scheduler(seed, rates);
  faulty.use(scheduler, tamper);
  const job = (now: number) => settleDelegations(faulty.db, now).catch(() => undefined);
  const told = [works, city].map(({ _id }): Told => ({ unit: _id, added: [], removed: [], entered: new Map() }));
  for (const [round, now] of [['a', start], ['b', start + 5 * minute]] as const) {
    const run: Run = { faulty, scheduler, meetId, now };
    const calls = leaders.map((who) => Promise.all(told.filter(({ unit }) => unit === who.unit._id).map((one) => leads(run, who, round, one))));
    await Promise.all([...calls, job(now), job(now)]);
    await scheduler.idle();
  }
  faulty.use(null);
  for (const end of [10, 15]) await settleDelegations(faulty.db, start + end * minute);
  return brokenIn(faulty, meetId, told);
}

async function brokenIn(faulty: FaultyDatabase, meetId: string, told: readonly Told[]): Promise<string[]> {
  const broken: string[] = [];
  const { data: claims } = await faulty.db.collection<PersonClaim>('meet_people').where({ meetId }).limit(100).get();
  const owners = new Map<string, string>();
  for (const { unit, added, removed, entered } of told) {
    const found = await delegationById(faulty.db, delegationKey(meetId, unit));
    if (!found) return ['a delegation is gone'];
    const { athletes, entries, acts } = found;
    for (const { uid } of athletes) {
      const other = owners.get(uid);
      if (other !== undefined) broken.push(`${uid} is in ${other} and in ${unit}`);
      owners.set(uid, unit);
    }
    for (const { words } of faultsOf(meetOf(meetId), found)) broken.push(`${unit}: ${words}`);
    for (const uid of added) if (!removed.includes(uid) && !athletes.some((one) => one.uid === uid)) broken.push(`${uid} was told to be in ${unit}`);
    for (const [id, uid] of entered) if (!removed.includes(uid) && !entries.some((one) => one.id === id)) broken.push(`entry ${id} of ${uid} was told to stand`);
    if (new Set(acts.map(({ k }) => k)).size !== acts.length) broken.push('an act was done twice');
    if (found.unreleased) broken.push(`${unit} never lets go`);
  }
  for (const { _id, unitId } of claims) if (owners.get(_id.slice(meetId.length + 1)) !== unitId) broken.push(`${_id} is kept for ${unitId} for nobody`);
  if (claims.length !== owners.size) broken.push(`${owners.size} athletes, ${claims.length} claims`);
  return broken;
}

/** In one collection every condition but the id is taken away: whoever writes, writes. */
export const unguarded = (collection: string): Tamper => (request) => {
  if (request['action'] !== 'database.modifyDocument' || request['collectionName'] !== collection) return request;
  const id = /"_id":"([^"]+)"/.exec(JSON.stringify(JSON.parse(String(request['query']))))?.[1];
  return id === undefined ? request : { ...request, query: JSON.stringify({ _id: id }) };
};

export interface MeetEntriesReport extends FaultReport {
  /** Seeds that broke where a claim could be taken from another unit. */
  control_claims: number;
}

/** Runs many seeds, and a third as many without the condition on the list, and as many without the one on the claims. */
export async function meetEntryFaults(seeds: number): Promise<MeetEntriesReport> {
  faultKeys();
  const faulty = await openFaultyDatabase();
  const report: MeetEntriesReport = { seeds, violations: 0, control_violations: 0, control_claims: 0 };
  for (let seed = 1; seed <= seeds; seed += 1) {
    const broken = await entriesSeed(faulty, seed);
    if (broken.length === 0) continue;
    report.violations += 1;
    report.first ??= { seed, broken };
  }
  for (let seed = 1; seed <= Math.max(5, seeds / 3); seed += 1) {
    if ((await entriesSeed(faulty, seed, unguarded('delegations'))).length > 0) report.control_violations += 1;
    if ((await entriesSeed(faulty, seed, unguarded('meet_people'))).length > 0) report.control_claims += 1;
  }
  await faulty.close();
  return report;
}
