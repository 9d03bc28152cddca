import * as v from 'valibot';
import { heldTogether } from '../../../miniprogram/domain/contest/running';
import { id } from '../../platform/fields';
import { project } from '../../platform/log';
import { type Action, defineAction } from '../../platform/router';
import type { Performance, RoundDocument, SheetDocument } from './documents';
import { hasBegun, namesIn, panelActions } from './judging-panel';
import { roundById, roundKey, roundsJudgedBy } from './round-store';
import { seatingOf, standing } from './scoring';
import { sheetsOfJudge, waitingSheets } from './sheet-store';
import { askCorrection, judges, judgesToo, keepSheet, tellRound, witnessCorrection } from './sheets';
import { entryFields, noRound, reasonText, roundFields, roundFor } from './stage-guards';
import { pieceOf } from './stage-views';

/** What a judge does: the pad, drafts, the signature; corrections and their witness. */

const version = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(1_000_000));
/** Hundredths. How many points a sheet can have is the rulebook's. */
const mark = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(10_000));
const marks = v.pipe(v.record(id, mark), v.check((given) => Object.keys(given).length <= 10));
const keptFields = { ...entryFields, v: version, marks };

const rounds = defineAction('judging.rounds', 'member', v.strictObject({}), async ({ db, member, now }) => {
  const found = await roundsJudgedBy(db, member.uid, 20);
  return {
    rounds: found
      .filter((round) => judges(member, round, now))
      .map(({ contestId, roundId, title, name, state, performances, panel }) => {
        const reserve = panel.some(({ uid, reserve: spare }) => uid === member.uid && spare);
        return { contestId, roundId, title, name, state, entries: performances.length, reserve };
      }),
    now,
  };
});

function seatFor(round: RoundDocument, performance: Performance, uid: string): Api.Contest.Seat {
  if (seatingOf(round, performance).judges.includes(uid)) return 'seated';
  const declared = standing(round.recusals).some((one) => one.uid === uid && one.entryId === performance.entryId);
  return declared || !round.panel.some((one) => one.uid === uid && one.reserve) ? 'recused' : 'spare';
}

const mayReturn = (round: RoundDocument, { entryId }: Performance, uid: string) =>
  !hasBegun(round) && standing(round.recusals).some((one) => one.uid === uid && one.entryId === entryId && one.by !== '');

const mySheet = ({ entryId, marks: kept, signedAt, asked, corrections, v: at }: SheetDocument): Api.Contest.MySheet => ({ entryId, marks: kept, signedAt, asked, corrections: corrections.length, v: at });

const mine = defineAction('judging.mine', 'member', v.strictObject(roundFields), async ({ db, input, member, now }) => {
  const key = roundKey(input.contestId, input.roundId);
  const [round, sheets] = await Promise.all([roundById(db, key), sheetsOfJudge(db, key, member.uid)]);
  if (!round || !judges(member, round, now)) throw noRound();
  const { contestId, roundId, title, name, state, rules, performances, baselineAt } = round;
  const held = baselineAt === null ? heldTogether(performances, rules.heldSheets).map(({ entryId }) => entryId) : [];
  return {
    ...{ uid: member.uid, contestId, roundId, title, name, state, criteria: rules.criteria, maximum: rules.maximum },
    pieces: performances.map((one) => ({ ...pieceOf(one), state: one.state, seat: seatFor(round, one, member.uid), mayReturn: mayReturn(round, one, member.uid), held: held.includes(one.entryId), released: one.releasedAt !== null })),
    sheets: sheets.map(mySheet),
    now,
  };
});

const save = defineAction('judging.save', 'act', v.strictObject(keptFields), ({ db, input, key, member, now }) => keepSheet(db, member, input, 'draft', key, now));

const sign = defineAction('judging.sign', 'act', v.strictObject(keptFields), ({ db, input, key, member, now }) => keepSheet(db, member, input, 'sign', key, now));

const correct = defineAction('judging.correct', 'act', v.strictObject({ ...keptFields, reason: reasonText }), ({ db, input, key, member, now }) => askCorrection(db, member, input, key, now));

const witnessSchema = v.strictObject({ ...entryFields, judge: id, v: version, confirm: v.boolean() });

const witness = defineAction('judging.witness', 'act', witnessSchema, async ({ db, input, key, member, now, requestId }) => {
  const round = await roundFor(db, input, member, ['official', 'supervisor'], now);
  const sheet = await witnessCorrection(db, round, member, input, key, now);
  const { untold } = sheet;
  if (untold) await project(requestId, () => tellRound(db, sheet, untold));
  return { confirmed: input.confirm };
});

const asked = defineAction('judging.asked', 'member', v.strictObject(roundFields), async ({ db, input, member, now }) => {
  const [round, waiting] = await Promise.all([roundFor(db, input, member, ['official', 'supervisor'], now), waitingSheets(db, roundKey(input.contestId, input.roundId), 20)]);
  if (round.panel.some(({ uid }) => uid === member.uid)) throw judgesToo();
  const names = namesIn(round);
  const pieces = new Map(round.performances.map((piece) => [piece.entryId, piece]));
  const corrections = waiting.flatMap(({ entryId, judge, marks: before, asked: wish, v: at }) => {
    const piece = pieces.get(entryId);
    return wish && piece ? [{ entryId, title: piece.title, number: piece.number, judge, name: names.get(judge) ?? '', reason: wish.reason, before, after: wish.marks, at: wish.at, v: at }] : [];
  });
  return { criteria: round.rules.criteria, corrections, now };
});

export const judgingActions: readonly Action[] = [rounds, mine, save, sign, correct, asked, witness, ...panelActions];
