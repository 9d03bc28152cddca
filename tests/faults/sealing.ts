import { contestActions } from '../../cloudfunctions/modules/contest/actions';
import { contestById, insertContest } from '../../cloudfunctions/modules/contest/contest-store';
import type { ContestDocument, EntryDocument } from '../../cloudfunctions/modules/contest/documents';
import { mustBeOpen, withdrawFor } from '../../cloudfunctions/modules/contest/entry-acts';
import { entryById, insertEntry } from '../../cloudfunctions/modules/contest/entry-store';
import { roundById } from '../../cloudfunctions/modules/contest/round-store';
import { createRouter, type Member } from '../../cloudfunctions/platform/router';
import { templates } from '../../miniprogram/domain/contest/templates';
import { type FaultyDatabase, openFaultyDatabase, type Tamper } from './database';
import { type FaultRates, Scheduler } from './scheduler';
import type { FaultReport } from './signup';

/** The first round is laid out while entries are accepted, returned and withdrawn: its roster is the accepted ones, and nobody is told otherwise. */

const rates: FaultRates = { failBefore: 0.05, timeoutAfterCommit: 0.06, crashBefore: 0.03, crashAfter: 0.04 };
const far = 4_000_000_000_000;
const count = 6;

function contestOf(id: string): ContestDocument {
  const template = templates.find((one) => one.id === 'vocal');
  if (!template) throw new Error('no template');
  return { _id: id, scope: '/1/', rulebook: template.rulebookOf(far), entriesUntil: 1, frozenAt: 1, v: 1, acts: [] };
}

/** One a unit: the even ones accepted, the odd ones waiting for the review. */
const entryOf = (contestId: string, n: number): EntryDocument => ({
  ...{ _id: `${contestId}:e${n}`, contestId, unitId: `u${n}`, unitPath: `/1/u${n}/`, unitName: `${n}厂工会`, title: `节目${n}`, form: 'solo' },
  ...{ songs: [{ title: `歌${n}`, kind: 'own', author: '', seconds: 200 }], performers: [{ name: '陈建国', part: 'singer', outside: false, uid: null }] },
  ...{ accompaniment: { kind: 'live', fileId: '' }, photos: [], video: '', lyrics: '清晨的汽笛响起来，我们走进车间去', leader: 'u', contact: '13800001111' },
  ...{ state: n % 2 === 0 ? 'accepted' : 'submitted', reason: '', at: n, text: null, v: 1, acts: [] },
});

type Answer = { ok: boolean; code: string };
type Phone = (action: string, input: object) => Promise<Answer>;

/** Somebody with a cadre's grant over `scope`; every act is repeated until it is certain, some arrive twice. */
function phoneOf(faulty: FaultyDatabase, { random }: Scheduler, uid: string, scope: string): Phone {
  const member: Member = { uid, name: '', unitId: 'u', unitName: '', unitPath: scope, since: 0, changedAt: 0, lastUntil: 0, grants: [{ role: 'cadre', scope, expires: far }] };
  const route = createRouter({ db: faulty.db, actions: contestActions, identify: () => Promise.resolve(member) });
  let acts = 0;
  return async (action, input) => {
    acts += 1;
    const event = { action, input, key: `${uid}-${acts}`.padEnd(22, '_') };
    if (random() < 0.2) void route(event, 'openid');
    for (let attempt = 0; attempt < 200; attempt += 1) {
      const answer = await route(event, 'openid');
      if (!answer.ok && (answer.error.code === 'INTERNAL' || answer.error.code === 'SLOW_DOWN')) continue;
      return { ok: answer.ok, code: answer.ok ? 'OK' : answer.error.code };
    }
    throw new Error('200 tries in vain: this is no fault of chance');
  };
}

async function lay(faulty: FaultyDatabase, contestId: string): Promise<void> {
  faulty.use(null);
  for (const name of ['activities', 'contests', 'contest_entries', 'contest_rounds', 'contest_songs', 'contest_units']) await faulty.engine.db().collection(name).deleteMany({});
  await faulty.db.collection('activities').add({ data: { _id: contestId, title: '歌会', organiser: '总工会', scope: '/1/', audience: '/1/' } });
  await insertContest(faulty.db, contestOf(contestId));
  for (let n = 1; n <= count; n += 1) await insertEntry(faulty.db, entryOf(contestId, n));
}

const openInput = (contestId: string) => ({ contestId, roundId: 'r1', valueName: '明日福彩3D' });

interface Told {
  entryId: string;
  /** What its last act that was acknowledged made of it. */
  state: Api.Contest.EntryState;
}

export async function sealingSeed(faulty: FaultyDatabase, seed: number): Promise<string[]> {
  const contestId = `k${seed}`;
  await lay(faulty, contestId);
  const scheduler = new Scheduler(seed, rates);
  faulty.use(scheduler);
  const told: Told[] = [];
  const organiser = phoneOf(faulty, scheduler, 'organiser', '/1/');
  const reviews = async (n: number) => {
    const entryId = `${contestId}:e${n}`;
    const accept = n % 2 === 1;
    const { ok } = await phoneOf(faulty, scheduler, `reviewer${n}`, '/1/')('contest.review', { entryId, v: 1, accept, reason: accept ? '' : '请补歌词' });
    if (ok) told.push({ entryId, state: accept ? 'accepted' : 'returned' });
  };
  const withdraws = async (n: number) => {
    const entryId = `${contestId}:e${n}`;
    if ((await phoneOf(faulty, scheduler, `leader${n}`, `/1/u${n}/`)('contest.withdraw', { entryId, reason: '演员生病' })).ok) told.push({ entryId, state: 'withdrawn' });
  };
  await Promise.all([organiser('stage.open', openInput(contestId)), reviews(1), reviews(2), withdraws(4), withdraws(5), reviews(3)]);
  await scheduler.idle();
  faulty.use(null);
  return brokenIn(faulty, contestId, told);
}

async function brokenIn({ db }: FaultyDatabase, contestId: string, told: readonly Told[]): Promise<string[]> {
  const { data } = await db.collection<EntryDocument>('contest_entries').where({ contestId }).limit(50).get();
  const round = await roundById(db, `${contestId}:r1`);
  if (!round) return ['the round was never laid out'];
  const stands = data.flatMap(({ _id, state }) => (state === 'accepted' ? [_id] : [])).sort();
  const roster = round.performances.map(({ entryId }) => entryId).sort();
  const broken = stands.join() === roster.join() ? [] : [`accepted are ${stands.join()}, in the round are ${roster.join()}`];
  for (const { entryId, state } of told) {
    const now = data.find(({ _id }) => _id === entryId)?.state;
    if (now !== state) broken.push(`${entryId} was told ${state} and is ${now ?? 'nowhere'}`);
  }
  return broken;
}

/** The fence is taken away: an act that had read its entry before writes after. */
const unfenced: Tamper = (request) =>
  request['action'] === 'database.modifyDocument' && request['collectionName'] === 'contest_entries' && !String(request['query']).includes('_id') ? { ...request, query: JSON.stringify({ _id: 'none' }) } : request;

/** An entry is withdrawn by a call that has read everything before the round is laid out, and writes after. @returns what it does then, and whether the entry is in the round */
async function lateWithdrawal(faulty: FaultyDatabase, tamper?: Tamper): Promise<{ withdrawn: boolean; inRound: boolean }> {
  const contestId = 'late';
  await lay(faulty, contestId);
  faulty.use(null, tamper);
  const entry = await entryById(faulty.db, `${contestId}:e2`);
  const contest = await contestById(faulty.db, contestId);
  if (!entry || !contest) throw new Error('it was not laid');
  mustBeOpen(contest, null);
  await phoneOf(faulty, new Scheduler(1, rates), 'organiser', '/1/')('stage.open', openInput(contestId));
  const after = await withdrawFor(faulty.db, contest, entry, '演员生病', { k: 'late', h: 'late', t: Date.now(), by: 'leader' });
  const round = await roundById(faulty.db, `${contestId}:r1`);
  return { withdrawn: after !== 'again', inRound: round?.performances.some(({ entryId }) => entryId === entry._id) ?? false };
}

export interface SealingReport extends Omit<FaultReport, 'control_violations'> {
  late: { withdrawn: boolean; inRound: boolean };
  control_late: { withdrawn: boolean; inRound: boolean };
}

export async function sealingFaults(seeds: number): Promise<SealingReport> {
  process.env['GONGYUN_KEY_MEMBER'] ??= Buffer.alloc(32, 5).toString('base64url');
  process.env['GONGYUN_KEY_FIELD'] ??= Buffer.alloc(32, 6).toString('base64url');
  const faulty = await openFaultyDatabase();
  const report: SealingReport = { seeds, violations: 0, late: await lateWithdrawal(faulty), control_late: await lateWithdrawal(faulty, unfenced) };
  for (let seed = 1; seed <= seeds; seed += 1) {
    const broken = await sealingSeed(faulty, seed);
    if (broken.length === 0) continue;
    report.violations += 1;
    report.first ??= { seed, broken };
  }
  await faulty.close();
  return report;
}
