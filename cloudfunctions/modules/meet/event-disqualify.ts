import * as v from 'valibot';
import { undoesPlayed } from '../../../miniprogram/domain/meet/day';
import { tidy } from '../../../miniprogram/domain/text/clean';
import { Refusal } from '../../platform/errors';
import { type Action, defineAction } from '../../platform/router';
import { inputHash } from '../../platform/secrets';
import { actOf, calledOf, counted, crew, entryId, eventFields, eventFor, mustBeUnsigned, reasonText } from './event-guards';
import { actOnEvent, placeIn } from './event-store';

/** 取消资格 in a table of matches: what the entry has not played yet is given up. Elsewhere a DQ is entered as a mark is. */

const schema = v.strictObject({ ...eventFields, entry: entryId, m: counted, rule: v.nullable(reasonText) });

const disqualify = defineAction('event.disqualify', 'act', schema, ({ db, input, key, member, now }) => {
  const { entry, m } = input;
  const rule = input.rule === null ? null : tidy(input.rule);
  return actOnEvent(db, () => eventFor(db, input, member, crew, now), actOf(member, key, inputHash(input), now), (event, done) => {
    const answer = { m: m + 1 };
    if (done) return { answer };
    const { round, card, path } = placeIn(event, 1);
    const known = round.cards[entry];
    if (!known || !round.table) throw new Refusal('NOT_FOUND', '这个项目没有这个参赛者，或不是对阵的');
    mustBeUnsigned(round);
    const name = calledOf(event.starters, entry);
    if (known.m !== m) throw new Refusal('USED', `${name}刚刚有人登记过，请核对`);
    if ((known.entered === null) === (rule === null)) throw new Refusal('USED', rule === null ? `${name}没有被取消资格` : `${name}已经取消资格`);
    const entered: Api.Meet.Entered | null = rule === null ? null : { outcome: 'DQ', rule, raw: null, violations: 0, reruns: 0 };
    const after = { ...round, cards: { ...round.cards, [entry]: { ...known, entered } } };
    if (undoesPlayed(event.event, round, after)) throw new Refusal('USED', '后面的比赛已经打了，现在不能再改');
    const { inc, set } = db.command;
    return {
      answer,
      write: {
        // Who meets whom follows from all that is played: decided upon the table as it was read.
        where: { [card(entry, 'm')]: m, [path('edits')]: round.edits, [path('signed')]: 0 },
        data: { [card(entry, 'entered')]: set(entered), [card(entry, 'm')]: inc(1), [card(entry, 'by')]: member.uid, [card(entry, 'at')]: now, [path('edits')]: inc(1) },
      },
    };
  });
});

export const disqualifyActions: readonly Action[] = [disqualify];
