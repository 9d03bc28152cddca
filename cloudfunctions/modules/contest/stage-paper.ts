import * as v from 'valibot';
import { orderBySlips } from '../../../miniprogram/domain/contest/order';
import { Refusal } from '../../platform/errors';
import { mediaId, millis } from '../../platform/fields';
import { type Action, defineAction } from '../../platform/router';
import { inputHash } from '../../platform/secrets';
import { claimFiles } from '../media/claim';
import type { RoundDocument } from './documents';
import { entryIdSchema } from './entry-schema';
import { actOn } from './round-store';
import { numbered } from './stage-draw';
import { actOf, crew, mustBeCurrent, recorded, roundFields, roundFor } from './stage-guards';

/** 纸签: numbers drawn by hand, entered with a photo of the slips; a second person signs. */

const numbers = v.pipe(v.array(v.strictObject({ entryId: entryIdSchema, number: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(300)), drawnFor: v.boolean() })), v.maxLength(300));

function mustBePaper(round: RoundDocument): void {
  const { order, draw } = round;
  mustBeCurrent(round);
  if (order !== 'paper') throw new Refusal('BAD_INPUT', '这一轮用手机抽签');
  if (draw) throw new Refusal('CLOSED', '已经抽完签，顺序不能再改');
}

const paper = defineAction('stage.paper', 'act', v.strictObject({ ...roundFields, photo: mediaId, numbers }), ({ db, input, key, member, now }) => {
  return actOn(db, () => roundFor(db, input, member, crew, now), actOf(member, key, inputHash(input), now), async (round, done) => {
    const answer = { entered: input.numbers.length };
    if (done) return { answer };
    mustBePaper(round);
    if (!orderBySlips(round.performances, input.numbers)) throw new Refusal('BAD_INPUT', `${round.performances.length} 个节目要各有一个号，从 1 起不重不漏`);
    await claimFiles(db, { activityId: round.contestId, by: [member.uid], files: new Map([['slips', [input.photo]]]) }, () => '纸签照片');
    return { answer, write: { where: { draw: null, renew: null, rosterHash: round.rosterHash }, data: { slips: db.command.set({ photo: input.photo, numbers: input.numbers, by: member.uid, at: now }) } } };
  });
});

const paperSign = defineAction('stage.paperSign', 'act', v.strictObject({ ...roundFields, at: millis }), ({ db, input, key, member, now }) => {
  const act = actOf(member, key, inputHash(input), now);
  return actOn(db, () => roundFor(db, input, member, [...crew, 'supervisor'], now), act, (round, done) => {
    const answer = { drawn: round.performances.length };
    if (done) return { answer };
    mustBePaper(round);
    const { slips } = round;
    if (slips?.at !== input.at) throw new Refusal('USED', '纸签刚刚重新录入过，请刷新后再核对');
    if (slips.by === member.uid) throw new Refusal('FORBIDDEN', '录入的人不能自己签字，请另一位工作人员核对');
    const order = orderBySlips(round.performances, slips.numbers);
    if (!order) throw new Refusal('BAD_INPUT', '号码不全');
    const { set } = db.command;
    return {
      answer,
      write: {
        where: { draw: null, renew: null, 'slips.at': slips.at, 'slips.by': slips.by },
        data: {
          draw: set({ kind: 'paper', photo: slips.photo, by: [slips.by, member.uid], numbers: slips.numbers, ...order, at: now }),
          performances: set(numbered(round.performances, order)),
          state: 'drawn',
        },
        record: recorded('stage.paper', round, act, { photo: slips.photo, numbers: slips.numbers }),
      },
    };
  });
});

export const paperActions: readonly Action[] = [paper, paperSign];
