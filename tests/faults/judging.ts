import type { RoundDocument, SheetDocument } from '../../cloudfunctions/modules/contest/documents';
import { insertRound, roundById } from '../../cloudfunctions/modules/contest/round-store';
import { scoreOfPerformance } from '../../cloudfunctions/modules/contest/scoring';
import { sheetId, sheetsOf } from '../../cloudfunctions/modules/contest/sheet-store';
import { askCorrection, type Judge, type Kept, keepSheet, settleSheets, tellRound, witnessCorrection } from '../../cloudfunctions/modules/contest/sheets';
import { scoreActions } from '../../cloudfunctions/modules/contest/stage-scores';
import { type Database, insertOnce } from '../../cloudfunctions/platform/database';
import { Refusal } from '../../cloudfunctions/platform/errors';
import { openFaultyDatabase, type FaultyDatabase } from './database';
import { type FaultRates, Scheduler } from './scheduler';
import type { FaultReport } from './signup';

const jury = ['a', 'b', 'c'];
const entryId = 'c:e1';
const rates: FaultRates = { failBefore: 0.06, timeoutAfterCommit: 0.08, crashBefore: 0.03, crashAfter: 0.05 };
const expires = 1_000;
const judgeOf = (uid: string): Judge => ({ uid, grants: [{ role: 'judge', scope: '/1/', expires }] });

/** How a draft or a signature is kept: as the product does, or as the negative control does. */
type Keep = typeof keepSheet;

/** The sheet as it comes, whatever version it was made upon and whether or not it is signed. */
const withoutGuard: Keep = async (db, { uid }, { contestId, roundId, entryId: entry, v, marks }, how, key, now) => {
  const roundKey = `${contestId}:${roundId}`;
  const _id = sheetId(roundKey, entry, uid);
  const change = { marks: db.command.set(marks), ...(how === 'sign' ? { signedAt: now } : {}) };
  const first: SheetDocument = { _id, roundKey, entryId: entry, judge: uid, marks, signedAt: how === 'sign' ? now : null, asked: null, waits: false, corrections: [], untold: null, v: 1, acts: [{ k: key, h: 'h', t: now, by: uid }] };
  if (!(await insertOnce(db.collection<SheetDocument>('score_sheets'), first))) await db.collection<SheetDocument>('score_sheets').where({ _id }).update({ data: { ...change, v: v + 1 } });
  return { v: v + 1 };
};

/** Repeats an act until its answer is certain, as a phone does. */
async function insist<T>(act: () => Promise<T>): Promise<T> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    try {
      return await act();
    } catch (error) {
      if (error instanceof Refusal && error.code !== 'SLOW_DOWN') throw error;
    }
  }
  throw new Error('200 tries in vain: this is no fault of chance');
}

interface Told {
  /** Marks of the signature. */
  signed: Kept['marks'];
  /** Marks that a witnessed correction put in their place; null: none was witnessed. */
  corrected: Kept['marks'] | null;
}

/** One judge: drafts one after the other, a signature, perhaps a correction with its witness; much arrives twice, and some of it much later. */
async function judge(db: Database, { random }: Scheduler, keep: Keep, round: RoundDocument, uid: string): Promise<Told> {
  const { contestId, roundId } = round;
  const late: (() => Promise<unknown>)[] = [];
  const marksNow = () => ({ pitch: Math.floor(random() * 1001) });
  let v = 0;
  let signed = marksNow();
  for (const how of ['draft', 'draft', 'sign'] as const) {
    const input: Kept = { contestId, roundId, entryId, v, marks: (signed = marksNow()) };
    const send = () => keep(db, judgeOf(uid), input, how, `${uid}-${how}-${input.v}`, 50);
    if (random() < 0.3) void send().catch(() => undefined);
    v = (await insist(send)).v;
    if (random() < 0.5) late.push(send);
  }
  for (const send of late) void send().catch(() => undefined);
  if (random() < 0.4) return { signed, corrected: null };
  const corrected = { pitch: ((signed.pitch ?? 0) + 1 + Math.floor(random() * 500)) % 1001 };
  const ask = () => askCorrection(db, judgeOf(uid), { contestId, roundId, entryId, v, marks: corrected, reason: '看错了行' }, `${uid}-ask`, 60);
  const asked = await insist(ask);
  if (random() < 0.3) void ask().catch(() => undefined);
  const witness = async () => {
    const sheet = await witnessCorrection(db, round, { uid: 's' }, { contestId, roundId, entryId, judge: uid, v: asked.v, confirm: true }, `${uid}-witness`, 70);
    if (sheet.untold) await tellRound(db, sheet, sheet.untold).catch(() => undefined);
  };
  await insist(witness);
  if (random() < 0.3) void witness().catch(() => undefined);
  return { signed, corrected };
}

/** 计分员 presses 公布 until the score is out. */
async function release(db: Database, round: RoundDocument, tries: number): Promise<boolean> {
  const { contestId, roundId } = round;
  const action = scoreActions.find(({ name }) => name === 'stage.release');
  const member = { uid: 'o', name: '', unitId: '', unitName: '', unitPath: '/1/', since: 0, changedAt: 0, lastUntil: 0, grants: [{ role: 'official', scope: '/1/', expires }] };
  for (let attempt = 0; attempt < tries; attempt += 1) {
    try {
      await action?.run({ db, input: { contestId, roundId, entryId }, now: 65, requestId: 'r', openid: 'o', member, key: 'release' });
      return true;
    } catch {
      // Not all have signed, or the call did not get through.
    }
  }
  return false;
}

function roundOf(seed: number): RoundDocument {
  const contestId = `c${seed}`;
  return {
    ...{ _id: `${contestId}:r1`, contestId, roundId: 'r1', scope: '/1/', scopeName: '', title: '', name: '', order: 'lot', openedAt: 1, cut: null, rosterHash: '', state: 'running', lot: null },
    rules: { criteria: [{ id: 'pitch', name: '音准', weight: 100 }], maximum: 10, trim: 0, trimNeeds: 1, ties: [], heldSheets: 0, duration: { seconds: 300, step: 30, overtime: 0 } },
    performances: [
      {
        ...{ entryId, title: '', unitId: 'u', unitPath: '/1/2/', unitName: '', form: 'solo', songs: [], shared: [], number: 1, state: 'done', startedAt: 1, endedAt: 2, deviceStartedAt: 1, deviceEndedAt: 2 },
        ...{ proposals: [], adjustments: [], releasedAt: null, score: null, edits: 0 },
      },
    ],
    panel: jury.map((uid) => ({ uid, name: '', unitName: '', unit: null, reserve: false })),
    ...{ voids: [], slips: null, draw: null, recusals: [], changes: [], baselineAt: 1, screens: [], signatures: [], v: 1, acts: [] },
  };
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** Runs one seed. @returns what broke, in words */
async function judgingSeed(faulty: FaultyDatabase, seed: number, keep: Keep): Promise<string[]> {
  const { db } = faulty;
  const round = roundOf(keep === keepSheet ? seed : seed + 1_000_000);
  faulty.use(null);
  await insertRound(db, round);
  const scheduler = new Scheduler(seed, rates);
  faulty.use(scheduler);
  const [, ...told] = await Promise.all([release(db, round, 40), ...jury.map((uid) => judge(db, scheduler, keep, round, uid).catch((error: unknown) => String(error)))]);
  await scheduler.idle();
  faulty.use(null);
  await release(db, round, 1);
  await settleSheets(db);

  const broken: string[] = [];
  const sheets = await sheetsOf(db, round._id, [entryId]);
  for (const [index, uid] of jury.entries()) {
    const answer = told[index];
    const sheet = sheets.find((one) => one.judge === uid);
    if (typeof answer !== 'object' || !sheet) {
      broken.push(`${uid}: ${String(answer)}`);
      continue;
    }
    if (sheet.signedAt === null) broken.push(`${uid} is not signed`);
    if (!same(sheet.marks, answer.corrected ?? answer.signed)) broken.push(`${uid} has other marks than the judge was told`);
    if (!same(sheet.corrections.map(({ marks }) => marks), answer.corrected ? [answer.signed] : [])) broken.push(`${uid}: a signed sheet changed without a correction, or was corrected twice`);
    if (sheet.untold !== null) broken.push(`${uid}: the round was not told`);
  }
  const after = await roundById(db, round._id);
  const [performance] = after?.performances ?? [];
  if (!after || !performance?.score) return [...broken, 'no score was released'];
  const fresh = scoreOfPerformance(after, performance, sheets);
  if (!fresh || !same({ ...performance.score, corrections: 0 }, fresh)) broken.push('the released score is not that of the sheets');
  return broken;
}

/** Runs many seeds, and a tenth as many of the negative control. */
export async function judgingFaults(seeds: number): Promise<FaultReport> {
  const faulty = await openFaultyDatabase();
  const report: FaultReport = { seeds, violations: 0, control_violations: 0 };
  for (let seed = 1; seed <= seeds; seed += 1) {
    const broken = await judgingSeed(faulty, seed, keepSheet);
    if (broken.length > 0) {
      report.violations += 1;
      report.first ??= { seed, broken };
    }
  }
  for (let seed = 1; seed <= Math.max(10, seeds / 10); seed += 1) {
    if ((await judgingSeed(faulty, seed, withoutGuard)).length > 0) report.control_violations += 1;
  }
  await faulty.close();
  return report;
}
