import * as v from 'valibot';
import { Refusal } from '../../platform/errors';
import { type Action, defineAction } from '../../platform/router';
import { inputHash } from '../../platform/secrets';
import { actOnEvent, placeIn } from './event-store';
import { actOf, calledOf, crew, entryId, eventFor, mustBeUnsigned, roundFields } from './event-guards';

/** The call room 检录. */

const state = v.picklist(['none', 'in', 'missing', 'leave', 'out']);

const stateWords: Readonly<Record<Api.Meet.Call, string>> = { none: '未检录', in: '已检录', missing: '未到', leave: '请假', out: '弃权' };

/** Who did not come or withdrew has no mark. */
const isGone = (call: Api.Meet.Call) => call === 'missing' || call === 'out';

const callSchema = v.strictObject({ ...roundFields, entries: v.pipe(v.array(entryId), v.minLength(1), v.maxLength(60)), from: state, to: state });

const call = defineAction('event.call', 'act', callSchema, ({ db, input, key, member, now }) => {
  const { entries, from, to } = input;
  return actOnEvent(db, () => eventFor(db, input, member, crew, now), actOf(member, key, inputHash(input), now), (event, done) => {
    const answer = { to };
    if (done) return { answer };
    if (from === to || new Set(entries).size < entries.length) throw new Refusal('BAD_INPUT');
    const { round, card, path } = placeIn(event, input.round);
    mustBeUnsigned(round);
    const where: Record<string, unknown> = { [path('signed')]: 0 };
    const data: Record<string, unknown> = { [path('edits')]: db.command.inc(1) };
    for (const entry of entries) {
      const known = round.cards[entry];
      if (!known) throw new Refusal('NOT_FOUND', '这一轮没有这名运动员');
      if (known.call !== from) throw new Refusal('USED', `${calledOf(event.starters, entry)}现在是“${stateWords[known.call]}”，请看一眼再点`);
      if (isGone(to) && known.entered) throw new Refusal('USED', `${calledOf(event.starters, entry)}已经有成绩，不能登记${stateWords[to]}`);
      where[card(entry, 'call')] = from;
      where[card(entry, 'm')] = known.m;
      data[card(entry, 'call')] = to;
      if (to === 'in' && known.calledAt === null) data[card(entry, 'calledAt')] = now;
    }
    return { answer, write: { where, data } };
  });
});

export const callActions: readonly Action[] = [call];
