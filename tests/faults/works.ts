import type { CallDocument, WorkDocument } from '../../cloudfunctions/modules/works/documents';
import { type Judge, markWork } from '../../cloudfunctions/modules/works/judging';
import { closeWorks, insertWork, workById } from '../../cloudfunctions/modules/works/store';
import type { Database } from '../../cloudfunctions/platform/database';
import { Refusal } from '../../cloudfunctions/platform/errors';
import { openFaultyDatabase, type FaultyDatabase } from './database';
import { type FaultRates, Scheduler } from './scheduler';
import type { FaultReport } from './signup';

const jury = ['a', 'b', 'c'];
const rates: FaultRates = { failBefore: 0.06, timeoutAfterCommit: 0.08, crashBefore: 0.03, crashAfter: 0.05 };
const call: CallDocument = {
  ...{ _id: 'call', activityId: 'x', scope: '/1/', organiser: '', audience: '/1/', title: '', theme: '', kinds: [], opensAt: 1, closesAt: 2, prizes: [], approval: null, state: 'judging', createdAt: 1 },
  judging: { criteria: [{ id: 'c1', name: '立意', weight: 100 }], maximum: 100, trim: 0, perWork: jury.length, until: 100 },
  ...{ sealing: null, busy: false, v: 1, acts: [], audit: [] },
};

/** How marks are kept: as the product does, or as the negative control does. */
type Mark = typeof markWork;

/** Looks whether the judge has marked it, then writes: what happens in between is not seen. */
const lookThenWrite: Mark = async (db, _call, { uid }, { _id }, marks, k, h, at) => {
  const work = await workById(db, _id);
  if (work?.sheets.some(({ judge }) => judge === uid)) throw new Refusal('USED');
  const { inc, push } = db.command;
  await db.collection<WorkDocument>('works').where({ _id }).update({ data: { sheets: push([{ judge: uid, marks, at, k, h }]), open: inc(-1) } });
  return { total: marks['c1'] ?? 0 };
};

/** Repeats an act until its answer is certain. @returns the total that the judge was told; null: it was refused */
async function insist(act: () => Promise<{ total: number }>): Promise<number | null> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    try {
      return (await act()).total;
    } catch (error) {
      if (error instanceof Refusal && error.code !== 'SLOW_DOWN') return null;
    }
  }
  throw new Error('200 tries in vain: this is no fault of chance');
}

/** One judge with two phones that mark the same work otherwise; much arrives twice, and some of it late. @returns what they were told */
async function judge(db: Database, { random }: Scheduler, mark: Mark, workId: string, uid: string): Promise<number[]> {
  const who: Judge = { uid, grants: [] };
  const phone = async (name: string) => {
    const marks = { c1: Math.floor(random() * 10_001) };
    const send = () => mark(db, call, who, { _id: workId }, marks, `${workId}-${uid}-${name}`, name, 50);
    if (random() < 0.4) void send().catch(() => undefined);
    const told = await insist(send);
    if (random() < 0.4) void send().catch(() => undefined);
    return told;
  };
  return (await Promise.all([phone('1'), phone('2')])).flatMap((told) => told ?? []);
}

/** The cadre closes marks somewhere in between. */
async function close(db: Database, { random }: Scheduler, callId: string): Promise<void> {
  // So many requests later.
  for (let wait = Math.floor(random() * 12); wait > 0; wait -= 1) await workById(db, 'nothing').catch(() => undefined);
  for (let attempt = 0; attempt < 50; attempt += 1) {
    try {
      return await closeWorks(db, callId, 60);
    } catch {
      // No answer: once more, it changes nothing.
    }
  }
}

/** Runs one seed. @returns what broke, in words */
async function worksSeed(faulty: FaultyDatabase, seed: number, mark: Mark): Promise<string[]> {
  const { db } = faulty;
  const _id = `w${seed}${mark === markWork ? '' : '-x'}`;
  faulty.use(null);
  await insertWork(db, {
    ...{ _id, callId: _id, kind: 'k1', uid: 'w', name: '', unitName: '', unitPath: '/1/2/', title: '', text: '', photos: [], at: 1, state: 'in', why: '', words: [], verdict: null, vet: 'clear' },
    ...{ photosAt: 0, number: 1, judges: jury, recused: [], sheets: [], open: jury.length, closedAt: 0, result: null, v: 1, acts: [] },
  });
  const scheduler = new Scheduler(seed, rates);
  faulty.use(scheduler);
  // Half of the seeds are closed while marks come in.
  const closing = seed % 2 === 0 ? close(db, scheduler, _id) : Promise.resolve();
  const [told, seen] = await Promise.all([Promise.all(jury.map((uid) => judge(db, scheduler, mark, _id, uid))), closing.then(() => (seed % 2 === 0 ? workById(db, _id).catch(() => null) : null))]);
  await scheduler.idle();
  faulty.use(null);

  const broken: string[] = [];
  const work = await workById(db, _id);
  if (!work) return ['the work is gone'];
  for (const [index, uid] of jury.entries()) {
    const sheets = work.sheets.filter((one) => one.judge === uid);
    const answers = told[index] ?? [];
    if (sheets.length > 1) broken.push(`${uid} marked it ${sheets.length} times`);
    if (answers.length > sheets.length) broken.push(`${uid} was told ${answers.length} times that it counts, ${sheets.length} do`);
    if (answers.some((total) => !sheets.some(({ marks }) => marks['c1'] === total))) broken.push(`${uid} was told other marks than are kept`);
    if (seed % 2 === 1 && answers.length !== 1) broken.push(`${uid} was told ${answers.length} times`);
  }
  if (work.open !== jury.length - new Set(work.sheets.map(({ judge: uid }) => uid)).size) broken.push(`${work.open} are missing by the count`);
  if (seen && seen.sheets.length !== work.sheets.length) broken.push('marks came in after the closing');
  return broken;
}

/** Runs many seeds, and a fifth as many of the negative control. */
export async function worksFaults(seeds: number): Promise<FaultReport> {
  const faulty = await openFaultyDatabase();
  const report: FaultReport = { seeds, violations: 0, control_violations: 0 };
  for (let seed = 1; seed <= seeds; seed += 1) {
    const broken = await worksSeed(faulty, seed, markWork);
    if (broken.length > 0) {
      report.violations += 1;
      report.first ??= { seed, broken };
    }
  }
  for (let seed = 1; seed <= Math.max(5, seeds / 5); seed += 1) {
    if ((await worksSeed(faulty, seed, lookThenWrite)).length > 0) report.control_violations += 1;
  }
  await faulty.close();
  return report;
}
