import type { Performance, RoundDocument, SheetDocument } from '../../cloudfunctions/modules/contest/documents';
import { insertRound, roundById } from '../../cloudfunctions/modules/contest/round-store';
import { stageActions } from '../../cloudfunctions/modules/contest/stage';
import { createRouter, type Member } from '../../cloudfunctions/platform/router';
import { type FaultyDatabase, openFaultyDatabase, type Tamper } from './database';
import { type FaultRates, Scheduler } from './scheduler';
import type { FaultReport } from './signup';

const rates: FaultRates = { failBefore: 0.05, timeoutAfterCommit: 0.08, crashBefore: 0.03, crashAfter: 0.05 };
const far = 4_000_000_000_000;
const judges = ['j1', 'j2', 'j3'];
const marks = [9500, 9000, 9100];

const performance = (contestId: string, n: number, state: Performance['state']): Performance => ({
  ...{ entryId: `${contestId}:e${n}`, title: `节目${n}`, unitId: `u${n}`, unitPath: `/1/u${n}/`, unitName: '厂', form: 'solo', songs: [], shared: [], number: n, state },
  ...{ startedAt: null, endedAt: null, deviceStartedAt: null, deviceEndedAt: null, proposals: [], adjustments: [], releasedAt: null, score: null, edits: 0 },
});

/** A round in which the first has performed, the second waits, and the others are to come. */
function roundOf(contestId: string): RoundDocument {
  const rules = { criteria: [{ id: 'a', name: '演唱', weight: 100 }], maximum: 100 as const, trim: 0 as const, trimNeeds: 1, ties: [], heldSheets: 0, duration: { seconds: 300, step: 30, overtime: 50 } };
  return {
    ...{ _id: `${contestId}:r1`, contestId, roundId: 'r1', scope: '/1/', scopeName: '', title: '歌会', name: '决赛', order: 'lot', openedAt: 1, rules, cut: null, rosterHash: '', state: 'running' },
    ...{ lot: null, voids: [], slips: null, draw: null },
    performances: [performance(contestId, 1, 'done'), performance(contestId, 2, 'waiting'), performance(contestId, 3, 'expected'), performance(contestId, 4, 'expected')],
    panel: judges.map((uid) => ({ uid, name: '', unitName: '', unit: null, reserve: false })),
    ...{ recusals: [], changes: [], baselineAt: null, screens: [], signatures: [], v: 1, acts: [] },
  };
}

const sheetOf = (contestId: string, index: number): SheetDocument => ({
  ...{ _id: `${contestId}:r1:${contestId}:e1:${judges[index]}`, roundKey: `${contestId}:r1`, entryId: `${contestId}:e1`, judge: judges[index] ?? '', marks: { a: marks[index] ?? 0 } },
  ...{ signedAt: 1, asked: null, waits: false, corrections: [], untold: null, v: 1, acts: [] },
});

type Answer = { ok: boolean; code: string; data: Record<string, unknown> };

/** An official with a phone: every act is repeated until it is certain, some arrive twice, some once more and late. */
function phoneOf(faulty: FaultyDatabase, { random }: Scheduler, uid: string, round: { contestId: string; roundId: string }) {
  const member: Member = { uid, name: '', unitId: 'u', unitName: '', unitPath: '/1/', since: 0, changedAt: 0, lastUntil: 0, grants: [{ role: 'official', scope: '/1/', expires: far }] };
  const route = createRouter({ db: faulty.db, actions: stageActions, identify: () => Promise.resolve(member) });
  let count = 0;
  return async (action: string, input: object): Promise<Answer> => {
    count += 1;
    const event = { action, input: { ...round, ...input }, key: `${uid}-${count}`.padEnd(22, '_') };
    const send = () => route(event, 'openid');
    if (random() < 0.3) void send();
    for (let attempt = 0; attempt < 200; attempt += 1) {
      const answer = await send();
      if (!answer.ok && (answer.error.code === 'INTERNAL' || answer.error.code === 'SLOW_DOWN')) continue;
      if (random() < 0.3) void send();
      return answer.ok ? { ok: true, code: 'OK', data: { ...answer.data } } : { ok: false, code: answer.error.code, data: {} };
    }
    throw new Error('200 tries in vain: this is no fault of chance');
  };
}

type Phone = ReturnType<typeof phoneOf>;

/** What the officials were told that they did. */
interface Told {
  releases: number;
  /** Hundredths of confirmed adjustments. */
  confirmed: number[];
  proposed: number;
  dropped: number;
  steps: number;
  changes: number;
}

async function adjusts(first: Phone, second: Phone, entryId: string, hundredths: number, told: Told, confirm: boolean): Promise<void> {
  const proposal = await first('stage.adjust', { entryId, hundredths, reason: '外请人员' });
  if (!proposal.ok) return;
  told.proposed += 1;
  const decided = await second('stage.confirm', { entryId, adjustmentId: proposal.data['adjustmentId'], confirm });
  if (!decided.ok) return;
  if (confirm) told.confirmed.push(hundredths);
  else told.dropped += 1;
}

/** Releases as soon as nothing waits for its second name. */
async function releases(phone: Phone, entryId: string, told: Told): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const answer = await phone('stage.release', { entryId });
    if (answer.ok) told.releases += 1;
    if (answer.code !== 'NOT_OPEN') return;
  }
}

async function calls(phone: Phone, entryId: string, told: Told): Promise<void> {
  for (const [from, to] of [['waiting', 'stage'], ['stage', 'done']]) if ((await phone('stage.call', { entryId, from, to })).ok) told.steps += 1;
}

async function changes(phone: Phone, entryId: string, otherId: string, told: Told): Promise<void> {
  if ((await phone('stage.change', { kind: 'swap', entryId, otherId, reason: '双方领队同意' })).ok) told.changes += 1;
}

/** Runs one seed. @returns what broke, in words */
export async function stageSeed(faulty: FaultyDatabase, seed: number, tamper?: Tamper): Promise<string[]> {
  const contestId = `c${seed}${tamper ? 'x' : ''}`;
  const round = { contestId, roundId: 'r1' };
  const id = (n: number) => `${contestId}:e${n}`;
  faulty.use(null);
  await insertRound(faulty.db, roundOf(contestId));
  for (const index of judges.keys()) await faulty.db.collection<SheetDocument>('score_sheets').add({ data: sheetOf(contestId, index) });
  const scheduler = new Scheduler(seed, rates);
  faulty.use(scheduler, tamper);
  const told: Told = { releases: 0, confirmed: [], proposed: 0, dropped: 0, steps: 0, changes: 0 };
  const phones = Array.from({ length: 7 }, (_, index) => phoneOf(faulty, scheduler, `o${index}`, round));
  const phone = (index: number): Phone => phones[index] ?? (() => Promise.reject(new Error('no phone')));
  await Promise.all([
    adjusts(phone(0), phone(1), id(1), -50, told, true),
    adjusts(phone(1), phone(0), id(1), 30, told, seed % 3 !== 0),
    releases(phone(2), id(1), told),
    releases(phone(3), id(1), told),
    calls(phone(4), id(2), told),
    changes(phone(5), id(3), id(4), told),
    calls(phone(6), id(2), told),
  ]);
  await scheduler.idle();
  faulty.use(null);
  const after = await roundById(faulty.db, `${contestId}:r1`);
  return after ? brokenIn(after, told, id) : ['the round is gone'];
}

function brokenIn(round: RoundDocument, told: Told, id: (n: number) => string): string[] {
  const broken: string[] = [];
  const one = round.performances.find(({ entryId }) => entryId === id(1));
  const two = round.performances.find(({ entryId }) => entryId === id(2));
  const records = (act: string) => (round.audit ?? []).filter((record) => record.act === act).length;
  const sum = one?.adjustments.reduce((total, { hundredths }) => total + hundredths, 0) ?? 0;
  const sorted = (values: readonly number[]) => [...values].sort((a, b) => a - b).join();
  if (round.performances.map(({ entryId }) => entryId).sort().join() !== [1, 2, 3, 4].map(id).join()) broken.push('somebody is lost from the order');
  // A duplicate that arrives late may do what its first delivery could not yet: then nobody is told that it was they.
  if (told.releases > 1) broken.push(`${told.releases} were told that they released it`);
  if (records('stage.release') !== 1) broken.push(`released ${records('stage.release')} times`);
  if (sorted(one?.adjustments.map(({ hundredths }) => hundredths) ?? []) !== sorted(told.confirmed)) broken.push(`${told.confirmed.length} were told confirmed, ${one?.adjustments.length} count`);
  if (told.proposed !== told.confirmed.length + told.dropped + (one?.proposals.length ?? 0)) broken.push('a proposal is lost');
  if (one?.score?.adjusted !== sum) broken.push(`the score has ${one?.score?.adjusted} of ${sum}`);
  if ((one?.proposals.length ?? 0) > 0 && one?.releasedAt !== null) broken.push('it was released over a proposal');
  if (two?.state !== 'done' || told.steps > 2) broken.push(`${told.steps} of two calls, it is ${two?.state}`);
  if (told.changes !== round.changes.length) broken.push(`${told.changes} changes were told, ${round.changes.length} are kept`);
  if (new Set(round.acts.map(({ k }) => k)).size !== round.acts.length) broken.push('an act was done twice');
  if (round.v !== round.acts.length + 1) broken.push(`version ${round.v} after ${round.acts.length} acts`);
  return broken;
}

/** Every condition but the id is taken away: whoever writes, writes. */
const unguarded: Tamper = (request) => {
  if (request['action'] !== 'database.modifyDocument' || request['collectionName'] !== 'contest_rounds') return request;
  const id = /"_id":"([^"]+)"/.exec(JSON.stringify(JSON.parse(String(request['query']))))?.[1];
  return id === undefined ? request : { ...request, query: JSON.stringify({ _id: id }) };
};

/** Runs many seeds, and a tenth as many without the guard. */
export async function stageFaults(seeds: number): Promise<FaultReport> {
  const faulty = await openFaultyDatabase();
  const report: FaultReport = { seeds, violations: 0, control_violations: 0 };
  for (let seed = 1; seed <= seeds; seed += 1) {
    const broken = await stageSeed(faulty, seed);
    if (broken.length === 0) continue;
    report.violations += 1;
    report.first ??= { seed, broken };
  }
  for (let seed = 1; seed <= Math.max(5, seeds / 10); seed += 1) {
    if ((await stageSeed(faulty, seed, unguarded)).length > 0) report.control_violations += 1;
  }
  await faulty.close();
  return report;
}
