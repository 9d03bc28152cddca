import { heldTogether } from '../../../miniprogram/domain/contest/running';
import { holds } from '../../../miniprogram/domain/people/scope';
import { tidy } from '../../../miniprogram/domain/text/clean';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { inputHash } from '../../platform/secrets';
import type { Member } from '../../platform/router';
import type { Act, Performance, RoundDocument, SheetDocument } from './documents';
import { isDone } from './entry-acts';
import { actOn, placeOf, roundById, roundKey } from './round-store';
import { correctedScore, scoreOfPerformance, seatingOf } from './scoring';
import { changeSheet, insertSheet, noteTold, type SheetChange, sheetById, sheetId, sheetsOf, untoldSheets } from './sheet-store';
import { actOf, mustRun, noRound, recorded } from './stage-guards';

/** What happens to a score sheet: drafts, the signature, corrections with a witness, and telling the round. */

export type Judge = Pick<Member, 'uid' | 'grants'>;

/** Is on the panel, and has the role over the contest now. */
export const judges = ({ uid, grants }: Judge, { panel, scope }: Pick<RoundDocument, 'panel' | 'scope'>, now: number): boolean =>
  panel.some((one) => one.uid === uid) && holds(grants, 'judge', scope, now);

const mineSigned = () => new Refusal('USED', '这张评分表已经签名，要改请申请更正');
/** Nobody on the panel reads another's sheet. */
export const judgesToo = () => new Refusal('FORBIDDEN', '评委不能做见证人');
const changed = () => new Refusal('USED', '这张评分表在别处改过，请核对后再打');

/** @throws unless this judge marks this entry */
function seatOf(round: RoundDocument | null, judge: Judge, entryId: string, now: number): { round: RoundDocument; performance: Performance } {
  if (!round || !judges(judge, round, now)) throw noRound();
  const performance = placeOf(round, entryId).at;
  if (!seatingOf(round, performance).judges.includes(judge.uid)) throw new Refusal('FORBIDDEN', '这个节目您回避或不需要打分');
  return { round, performance };
}

/** @throws BAD_INPUT: a criterion that is none, a mark over the maximum, or, of a whole sheet, one that is missing */
function mustFit({ criteria, maximum }: RoundDocument['rules'], marks: Record<string, number>, whole: boolean): void {
  for (const [id, mark] of Object.entries(marks)) {
    const criterion = criteria.find((one) => one.id === id);
    if (!criterion) throw new Refusal('BAD_INPUT', '评分表里没有这一项');
    if (mark > maximum * 100) throw new Refusal('BAD_INPUT', `${criterion.name}最高 ${maximum} 分`);
  }
  const open = whole ? criteria.find(({ id }) => marks[id] === undefined) : undefined;
  if (open) throw new Refusal('BAD_INPUT', `${open.name}还没有打分`);
}

/** @throws NOT_OPEN: it was not on stage, or the first few are signed together once all of them were 基准 */
function mustHavePlayed({ performances, rules, baselineAt }: RoundDocument, { entryId, state }: Performance): void {
  const played = (at: Performance['state']) => at === 'stage' || at === 'done';
  if (!played(state)) throw new Refusal('NOT_OPEN', '节目还没有上台，现在只能先存草稿');
  const held = baselineAt === null ? heldTogether(performances, rules.heldSheets) : [];
  if (held.some((one) => one.entryId === entryId) && !held.every((one) => played(one.state))) {
    throw new Refusal('NOT_OPEN', `前 ${held.length} 个节目的评分先留底作基准，第 ${held.length} 个上台后再签`);
  }
}

export interface Kept {
  contestId: string;
  roundId: string;
  entryId: string;
  v: number;
  marks: Record<string, number>;
}

/** Why this judge may not keep or sign this now; null: nothing is in the way but the sheet itself. */
function obstacle(found: RoundDocument | null, judge: Judge, { entryId, marks }: Kept, how: 'draft' | 'sign', now: number): Refusal | null {
  try {
    const { round, performance } = seatOf(found, judge, entryId, now);
    mustFit(round.rules, marks, how === 'sign');
    mustRun(round);
    if (performance.state === 'absent') throw new Refusal('CLOSED', '这个节目已登记缺席');
    if (how === 'sign') mustHavePlayed(round, performance);
    return null;
  } catch (cause) {
    if (cause instanceof Refusal) return cause;
    throw cause;
  }
}

/**
 * Keeps a draft that was made upon version `v`, or signs the sheet: one conditional write. What was made upon another version, or comes after the
 * signature, is refused; the sheet is read only to say why.
 */
export async function keepSheet(db: Database, judge: Judge, input: Kept, how: 'draft' | 'sign', key: string, now: number): Promise<{ v: number }> {
  const { contestId, roundId, entryId, v, marks } = input;
  const round = roundKey(contestId, roundId);
  const _id = sheetId(round, entryId, judge.uid);
  const act = actOf(judge, key, inputHash({ how, ...input }), now);
  const answer = { v: v + 1 };
  const signedAt = how === 'sign' ? now : null;
  const refusal = obstacle(await roundById(db, round), judge, input, how, now);
  if (!refusal) {
    const first: SheetDocument = { _id, roundKey: round, entryId, judge: judge.uid, marks, signedAt, asked: null, waits: false, corrections: [], untold: null, v: 1, acts: [act] };
    if (v === 0 ? await insertSheet(db, first) : await changeSheet(db, { _id, v, signedAt: null }, act, { marks, signedAt })) return answer;
  }
  const sheet = await sheetById(db, _id);
  if (sheet && isDone(sheet, key, act.h)) return answer;
  if (refusal) throw refusal;
  throw sheet && sheet.signedAt !== null ? mineSigned() : changed();
}

/** A judge asks for a correction of the own signed sheet. */
export async function askCorrection(db: Database, judge: Judge, input: Kept & { reason: string }, key: string, now: number): Promise<{ v: number }> {
  const roundId = roundKey(input.contestId, input.roundId);
  const act = actOf(judge, key, inputHash(input), now);
  const answer = { v: input.v + 1 };
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const [found, sheet] = await Promise.all([roundById(db, roundId), sheetById(db, sheetId(roundId, input.entryId, judge.uid))]);
    if (sheet && isDone(sheet, key, act.h)) return answer;
    const { round } = seatOf(found, judge, input.entryId, now);
    mustFit(round.rules, input.marks, true);
    if (!sheet || sheet.signedAt === null) throw new Refusal('NOT_OPEN', '评分表还没有签名，直接改就行');
    if (sheet.v !== input.v) throw changed();
    if (round.rules.criteria.every(({ id }) => sheet.marks[id] === input.marks[id])) throw new Refusal('BAD_INPUT', '和原来的分数一样，没有要更正的');
    if (sheet.corrections.length >= 20) throw new Refusal('FULL', '这张评分表更正的次数太多了');
    if (await changeSheet(db, { _id: sheet._id, v: sheet.v }, act, { asked: { marks: input.marks, reason: tidy(input.reason), at: now }, waits: true })) return answer;
  }
  throw new Refusal('SLOW_DOWN');
}

/** Somebody who does not judge witnesses a correction, or turns it down. What is witnessed the round is told by `tellRound`. */
export async function witnessCorrection(db: Database, round: RoundDocument, witness: Pick<Member, 'uid'>, input: Api.Input<'judging.witness'>, key: string, now: number): Promise<SheetDocument> {
  const act = actOf(witness, key, inputHash(input), now);
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const sheet = await sheetById(db, sheetId(round._id, input.entryId, input.judge));
    if (!sheet) throw new Refusal('NOT_FOUND', '没有找到这张评分表');
    if (isDone(sheet, key, act.h)) return sheet;
    if (round.panel.some(({ uid }) => uid === witness.uid)) throw judgesToo();
    const { asked } = sheet;
    if (!asked) throw new Refusal('USED', '这项更正已经处理过了');
    if (sheet.v !== input.v) throw new Refusal('USED', '评委刚刚又改了，请重新核对');
    const record = recorded(input.confirm ? 'judging.correct' : 'judging.decline', round, act, { ...input, before: sheet.marks, after: asked.marks, reason: asked.reason });
    const change: SheetChange = input.confirm
      ? { marks: asked.marks, asked: null, waits: false, untold: act, correction: { marks: sheet.marks, reason: asked.reason, by: sheet.judge, witness: witness.uid, at: now } }
      : { asked: null, waits: false };
    if (await changeSheet(db, { _id: sheet._id, v: sheet.v }, act, change, record)) return { ...sheet, untold: input.confirm ? act : sheet.untold };
  }
  throw new Refusal('SLOW_DOWN');
}

/**
 * Tells the round of a correction in one conditional write: a score that is released is released anew; one that is not counts up what a release
 * is conditional on, so that none goes out made of the sheet as it was. Idempotent.
 */
export async function tellRound(db: Database, { _id, roundKey: roundId, entryId }: Pick<SheetDocument, '_id' | 'roundKey' | 'entryId'>, act: Act): Promise<void> {
  const load = async () => {
    const round = await roundById(db, roundId);
    if (!round) throw noRound();
    return round;
  };
  await actOn(db, load, act, async (round, done) => {
    if (done) return { answer: null };
    const { at, path } = placeOf(round, entryId);
    const fresh = at.score && scoreOfPerformance(round, at, await sheetsOf(db, roundId, [entryId]));
    const score = at.score && fresh && correctedScore(at.score, fresh);
    const { inc, set } = db.command;
    return { answer: null, write: { where: { v: round.v }, data: { [path('edits')]: inc(1), ...(score ? { [path('score')]: set(score) } : {}) } } };
  });
  await noteTold(db, _id, act);
}

/** Tells rounds of corrections that a crash kept from them. @returns how many */
export async function settleSheets(db: Database): Promise<number> {
  const found = await untoldSheets(db, 50);
  for (const sheet of found) if (sheet.untold) await tellRound(db, sheet, sheet.untold);
  return found.length;
}
