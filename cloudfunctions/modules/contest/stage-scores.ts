import * as v from 'valibot';
import { heldTogether } from '../../../miniprogram/domain/contest/running';
import { tidy } from '../../../miniprogram/domain/text/clean';
import { Refusal } from '../../platform/errors';
import { type Action, defineAction } from '../../platform/router';
import { idOf, inputHash } from '../../platform/secrets';
import type { Performance, RoundDocument } from './documents';
import { actOn, placeOf } from './round-store';
import { missing, scoreOfPerformance } from './scoring';
import { sheetsOf } from './sheet-store';
import { actOf, crew, entryFields, mustRun, reasonText, recorded, roundFor } from './stage-guards';

/** 加减分 by two people, and the release 公布 of scores. */

/** More proposals than anybody reads on one entry. */
const mostProposals = 20;

const isOver = () => new Refusal('CLOSED', '得分已经公布，加减分不能再改');

const adjustSchema = v.strictObject({ ...entryFields, hundredths: v.pipe(v.number(), v.safeInteger(), v.minValue(-10_000), v.maxValue(10_000)), reason: reasonText });

const adjust = defineAction('stage.adjust', 'act', adjustSchema, ({ db, input, key, member, now }) => {
  const { entryId, hundredths, reason } = input;
  const adjustmentId = idOf('adjustment', member.uid, key);
  return actOn(db, () => roundFor(db, input, member, crew, now), actOf(member, key, inputHash(input), now), (round, done) => {
    const answer = { adjustmentId };
    if (done) return { answer };
    mustRun(round);
    if (hundredths === 0 || Math.abs(hundredths) > round.rules.maximum * 100) throw new Refusal('BAD_INPUT', `加减分在 ${round.rules.maximum} 分以内，不能是 0`);
    const { at, path, holds } = placeOf(round, entryId);
    if (at.releasedAt !== null) throw isOver();
    if (at.proposals.length + at.adjustments.length >= mostProposals) throw new Refusal('FULL', '这个节目的加减分太多了');
    const { inc, push } = db.command;
    const proposal = { id: adjustmentId, hundredths, reason: tidy(reason), by: member.uid, at: now };
    return { answer, write: { where: holds(db, { releasedAt: null }), data: { [path('proposals')]: push([proposal]), [path('edits')]: inc(1) } } };
  });
});

const confirmSchema = v.strictObject({ ...entryFields, adjustmentId: v.pipe(v.string(), v.regex(/^[\w-]{22}$/)), confirm: v.boolean() });

const confirm = defineAction('stage.confirm', 'act', confirmSchema, ({ db, input, key, member, now }) => {
  const { entryId, adjustmentId } = input;
  const act = actOf(member, key, inputHash(input), now);
  return actOn(db, () => roundFor(db, input, member, [...crew, 'supervisor'], now), act, (round, done) => {
    const answer = { confirmed: input.confirm };
    if (done) return { answer };
    mustRun(round);
    const { at, path, holds } = placeOf(round, entryId);
    if (at.releasedAt !== null) throw isOver();
    const proposal = at.proposals.find(({ id }) => id === adjustmentId);
    if (!proposal) throw new Refusal('USED', '这一项已经处理过了');
    if (proposal.by === member.uid) throw new Refusal('FORBIDDEN', '提出的人不能自己确认，请另一位工作人员来确认');
    const { inc, pull, push } = db.command;
    const counted = { hundredths: proposal.hundredths, reason: proposal.reason, by: [proposal.by, member.uid] };
    return {
      answer,
      write: {
        where: holds(db, { 'proposals.id': adjustmentId, releasedAt: null }),
        data: { [path('proposals')]: pull({ id: adjustmentId }), [path('edits')]: inc(1), ...(input.confirm ? { [path('adjustments')]: push([counted]) } : {}) },
        record: recorded('stage.confirm', round, act, { ...input, hundredths: proposal.hundredths, reason: proposal.reason }),
      },
    };
  });
});

/** Who is released with it: before the first release the first few together (基准). */
function releasedWith(round: RoundDocument, entryId: string): Performance[] {
  const held = round.baselineAt === null ? heldTogether(round.performances, round.rules.heldSheets) : [];
  return held.some((one) => one.entryId === entryId) ? held : [placeOf(round, entryId).at];
}

function mustBeReady(together: readonly Performance[]): void {
  const held = together.length > 1 ? `前 ${together.length} 个节目演完后一起公布：` : '';
  for (const one of together) {
    if (one.state !== 'done') throw new Refusal('NOT_OPEN', `${held}《${one.title}》还没有演毕`);
    if (one.proposals.length > 0) throw new Refusal('NOT_OPEN', `《${one.title}》还有 ${one.proposals.length} 项加减分没有确认`);
  }
}

const release = defineAction('stage.release', 'act', v.strictObject(entryFields), ({ db, input, key, member, now }) => {
  const act = actOf(member, key, inputHash(input), now);
  return actOn(db, () => roundFor(db, input, member, crew, now), act, async (round, done) => {
    const { at } = placeOf(round, input.entryId);
    if (done) return { answer: { released: round.performances.flatMap(({ entryId, releasedAt, score }) => (score && releasedAt === at.releasedAt ? [{ entryId, announced: score.announced }] : [])) } };
    mustRun(round);
    if (at.releasedAt !== null) throw new Refusal('USED', '这个节目的得分已经公布');
    const first = round.baselineAt === null && round.rules.heldSheets > 0;
    const together = releasedWith(round, input.entryId);
    if (first && !together.some(({ entryId }) => entryId === heldTogether(round.performances, 1)[0]?.entryId)) throw new Refusal('NOT_OPEN', `前 ${round.rules.heldSheets} 个节目的得分要先公布`);
    mustBeReady(together);
    const sheets = await sheetsOf(db, round._id, together.map(({ entryId }) => entryId));
    const scored = together.map((one) => {
      const score = scoreOfPerformance(round, one, sheets);
      if (!score) {
        const open = missing(round, one, sheets).length;
        throw new Refusal('NOT_OPEN', open > 0 ? `《${one.title}》还差 ${open} 张评分表没有签字` : `《${one.title}》没有评委打分，请先排评委席`);
      }
      return { one, score };
    });
    const { inc, set } = db.command;
    const data = scored.map(({ one, score }) => {
      const { path } = placeOf(round, one.entryId);
      return { [path('score')]: set(score), [path('releasedAt')]: now, [path('edits')]: inc(1) };
    });
    return {
      answer: { released: scored.map(({ one, score }) => ({ entryId: one.entryId, announced: score.announced })) },
      write: {
        // Panel, recusals, adjustments, corrected sheets: whatever a score is made of counts up.
        where: { v: round.v },
        data: Object.assign({}, ...data, first ? { baselineAt: now } : {}),
        record: recorded('stage.release', round, act, { ...input, scores: scored.map(({ one, score }) => [one.entryId, score.announced]) }),
      },
    };
  });
});

export const scoreActions: readonly Action[] = [adjust, confirm, release];
