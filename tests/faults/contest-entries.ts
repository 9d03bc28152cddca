import type { ClaimsDocument } from '../../cloudfunctions/modules/contest/claims';
import { claim, claimSettles, giveBack } from '../../cloudfunctions/modules/contest/claims';
import { insertContest } from '../../cloudfunctions/modules/contest/contest-store';
import type { ContestDocument, EntryDocument } from '../../cloudfunctions/modules/contest/documents';
import { changeFor, type Doing, letGo, submitFor, withdrawFor } from '../../cloudfunctions/modules/contest/entry-acts';
import { entryById } from '../../cloudfunctions/modules/contest/entry-store';
import { settleClaims } from '../../cloudfunctions/modules/contest/settle';
import { ownKeys } from '../../miniprogram/domain/contest/songs';
import { templates } from '../../miniprogram/domain/contest/templates';
import { type FaultyDatabase, openFaultyDatabase, type Tamper } from './database';
import { type FaultRates, Scheduler } from './scheduler';
import { type FaultReport, insist } from './signup';

const rates: FaultRates = { failBefore: 0.06, timeoutAfterCommit: 0.08, crashBefore: 0.04, crashAfter: 0.05 };
const beginning = 1_800_000_000_000;
const units = ['a', 'b', 'c'].map((id) => ({ _id: id, path: `/1/${id}/`, name: `${id}工会` }));
type Unit = (typeof units)[number];
const titles = ['茉莉花', '牧歌', '天路'];
const most = 2;

/** One clock for all; it goes on with each act, and some machines are behind. */
interface Run {
  faulty: FaultyDatabase;
  scheduler: Scheduler;
  contest: ContestDocument;
  clock: { now: number; calls: number };
  /** What leaders were told for certain: the entry, and the songs it had then; null: withdrawn. */
  told: Map<string, string[] | null>;
}

function contestOf(id: string): ContestDocument {
  const template = templates.find((one) => one.id === 'vocal');
  if (!template) throw new Error('no template');
  const rulebook = { ...template.rulebookOf(beginning * 2), unitsPerSong: 1, entriesPerUnit: most };
  return { _id: id, scope: '/1/', rulebook, entriesUntil: beginning + 1e9, v: 1, acts: [] };
}

const draftOf = (songs: readonly string[]): Api.Contest.EntryDraft => ({
  ...{ title: '节目', form: 'solo', performers: [{ name: '陈建国', part: 'singer', outside: false }], accompaniment: { kind: 'live', fileId: '' }, photos: [], video: '' },
  ...{ lyrics: '清晨的汽笛响起来，我们走进车间去', contact: '13800001111' },
  songs: songs.map((title) => ({ title, kind: 'own' as const, author: '', seconds: 60 })),
});

/** A call as it reaches a machine: its own number, its own clock. */
function doing({ clock, scheduler }: Run, k: string): Doing {
  clock.now += 5;
  clock.calls += 1;
  return { act: { k, h: k, t: clock.now - Math.floor(scheduler.random() * 8), by: 'u' }, call: `call-${clock.calls}`, verdict: () => Promise.resolve(null) };
}

function songsBy({ random }: Scheduler): string[] {
  const picked = titles.filter(() => random() < 0.5);
  return picked.length > 0 ? picked : titles.slice(0, 1);
}

async function read({ faulty: { db } }: Run, entryId: string): Promise<EntryDocument> {
  const entry = await entryById(db, entryId);
  if (!entry) throw new Error('ECONNREFUSED');
  return entry;
}

/** A leader sends an entry, changes it, takes it out; each act goes out until an answer is certain, and some go out twice at once. */
async function leader(run: Run, unit: Unit, number: number): Promise<void> {
  const { db } = run.faulty;
  const { random } = run.scheduler;
  const { contest } = run;
  const entryId = `${contest._id}:${unit._id}${number}`;
  const insisting = async (act: () => Promise<unknown>): Promise<boolean> => {
    // A double tap, or the network's own repeat.
    if (random() < 0.35) void act().catch(() => undefined);
    return (await insist(act)) !== 'refused';
  };
  const first = songsBy(run.scheduler);
  const sends = () => submitFor(db, contest, entryId, unit, draftOf(first), doing(run, `s-${entryId}`));
  if (!(await insisting(sends))) return;
  run.told.set(entryId, first);
  for (let round = 0; round < 2; round += 1) {
    const chance = random();
    if (chance < 0.35) return;
    if (chance < 0.55) {
      const act = doing(run, `w-${entryId}`).act;
      const leaves = async () => {
        const after = await withdrawFor(db, contest, await read(run, entryId), '演员生病', act);
        if (after === 'again') throw new Error('ECONNREFUSED');
        if (after) await letGo(db, after).catch(() => undefined);
      };
      if (await insisting(leaves)) run.told.set(entryId, null);
      if (random() < 0.5) void sends().catch(() => undefined);
      return;
    }
    const next = songsBy(run.scheduler);
    const { v } = await insistOn(() => read(run, entryId));
    const changes = async () => {
      const after = await changeFor(db, contest, await read(run, entryId), v, draftOf(next), doing(run, `c-${entryId}-${round}`));
      if (after) await letGo(db, after).catch(() => undefined);
    };
    // Refused: a repeat that is still on its way may fare better, where the song is let go meanwhile.
    if (await insisting(changes)) run.told.set(entryId, next);
    else run.told.delete(entryId);
  }
}

async function insistOn<T>(act: () => Promise<T>): Promise<T> {
  const answer = await insist(act);
  if (answer === 'refused') throw new Error('reading is never refused');
  return answer;
}

/** Runs one seed: three units want the same songs, two entries each leader, and two timers beside them. @returns what broke, in words */
export async function entriesSeed(faulty: FaultyDatabase, seed: number, tamper?: Tamper): Promise<string[]> {
  const engine = faulty.engine.db();
  faulty.use(null);
  for (const name of ['contests', 'contest_entries', 'contest_songs', 'contest_units']) await engine.collection(name).deleteMany({});
  const contest = contestOf(`k${seed}`);
  await insertContest(faulty.db, contest);
  const scheduler = new Scheduler(seed, rates);
  const run: Run = { faulty, scheduler, contest, clock: { now: beginning, calls: 0 }, told: new Map() };
  faulty.use(scheduler, tamper);
  const timer = () => settleClaims(faulty.db, run.clock.now).catch(() => undefined);
  await Promise.all([...units.flatMap((unit) => [1, 2, 3].map((number) => leader(run, unit, number))), timer(), timer()]);
  await scheduler.idle();
  faulty.use(null);
  for (let at = run.clock.now; (await settleClaims(faulty.db, at)) > 0; at += 2 * claimSettles);
  await settleClaims(faulty.db, run.clock.now + 2 * claimSettles);
  return brokenIn(run);
}

async function brokenIn({ faulty: { db }, told }: Run): Promise<string[]> {
  const { data: entries } = await db.collection<EntryDocument>('contest_entries').where({}).limit(100).get();
  const standing = entries.filter(({ state }) => state !== 'withdrawn');
  const broken: string[] = [];
  for (const key of ownKeys(titles.map((title) => ({ title, kind: 'own' })))) {
    const singers = new Set(standing.filter(({ songs }) => ownKeys(songs).includes(key)).map(({ unitId }) => unitId));
    if (singers.size > 1) broken.push(`${key} is sung by ${[...singers].join(' and ')}`);
  }
  for (const { _id } of units) if (standing.filter(({ unitId }) => unitId === _id).length > most) broken.push(`${_id} has too many entries`);
  const wanted = standing.flatMap(({ _id, contestId, unitId, songs }) => [`${contestId}:${unitId} ${_id}`, ...ownKeys(songs).map((key) => `${contestId}:${key} ${_id}`)]);
  const claims = await Promise.all((['contest_songs', 'contest_units'] as const).map((of) => db.collection<ClaimsDocument>(of).where({}).limit(100).get()));
  const made = claims.flatMap(({ data }) => data.flatMap((document) => document.claims.map(({ entry }) => `${document._id} ${entry}`)));
  for (const claim of wanted) if (!made.includes(claim)) broken.push(`no claim ${claim}`);
  for (const claim of made) if (!wanted.includes(claim)) broken.push(`a claim for ever: ${claim}`);
  if (new Set(made).size !== made.length) broken.push('a claim twice');
  if (entries.some(({ unreleased }) => unreleased === true)) broken.push('something is for ever to be let go');
  for (const [entryId, songs] of told) {
    const entry = entries.find(({ _id }) => _id === entryId);
    const now = entry && entry.state !== 'withdrawn' ? entry.songs.map(({ title }) => title).join() : null;
    if (!entry || now !== (songs && songs.join())) broken.push(`${entryId} was told ${songs?.join() ?? 'withdrawn'} and is ${now ?? 'withdrawn'}`);
  }
  return broken;
}

/** Changes to claims without their condition: whoever read first writes last. */
const unguarded: Tamper = (request) => {
  if (request['action'] !== 'database.modifyDocument' || !['contest_songs', 'contest_units'].includes(String(request['collectionName']))) return request;
  const id = /"_id":"([^"]+)"/.exec(String(request['query']))?.[1];
  return id === undefined ? request : { ...request, query: JSON.stringify({ _id: id }) };
};

/** Two units claim one free song in the same moment: both have read that it is free before either writes. @returns how many were told that it is theirs */
async function atOneSong(faulty: FaultyDatabase, tamper?: Tamper): Promise<number> {
  faulty.use(null);
  await faulty.engine.db().collection('contest_songs').deleteMany({});
  const holder = (unit: string) => ({ entry: `k:${unit}`, unit, unitName: unit, by: `call-${unit}` });
  const claims = (unit: string) => claim(faulty.db, 'contest_songs', 'k:牧歌', holder(unit), { by: 'unit', most: 1 }, beginning);
  // The song's document is there and free: which of the two is first is the update's condition to say, and nothing else.
  await claims('c');
  await giveBack(faulty.db, 'contest_songs', 'k:牧歌', holder('c'));
  faulty.use(null, tamper);
  const told = await Promise.all([claims('a'), claims('b')]);
  return told.filter((earlier) => earlier === null).length;
}

export interface EntryReport extends FaultReport {
  /** Of two units at one song: how many got it, as it is and without the claim's condition. */
  at_one_song: number;
  control_song: number;
}

/** Runs many seeds, and a tenth as many of the negative control. */
export async function entryFaults(seeds: number): Promise<EntryReport> {
  process.env['GONGYUN_KEY_MEMBER'] ??= Buffer.alloc(32, 5).toString('base64url');
  process.env['GONGYUN_KEY_FIELD'] ??= Buffer.alloc(32, 6).toString('base64url');
  const faulty = await openFaultyDatabase();
  const report: EntryReport = { seeds, violations: 0, control_violations: 0, at_one_song: await atOneSong(faulty), control_song: await atOneSong(faulty, unguarded) };
  for (let seed = 1; seed <= seeds; seed += 1) {
    const broken = await entriesSeed(faulty, seed);
    if (broken.length === 0) continue;
    report.violations += 1;
    report.first ??= { seed, broken };
  }
  for (let seed = 1; seed <= Math.max(5, Math.min(100, seeds / 10)); seed += 1) {
    if ((await entriesSeed(faulty, seed, unguarded)).length > 0) report.control_violations += 1;
  }
  await faulty.close();
  return report;
}
