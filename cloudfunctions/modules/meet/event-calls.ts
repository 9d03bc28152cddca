import * as v from 'valibot';
import { laneless } from '../../../miniprogram/domain/meet/day';
import { minute } from '../../../miniprogram/domain/time/shanghai';
import { Refusal } from '../../platform/errors';
import { project } from '../../platform/log';
import { type Action, defineAction } from '../../platform/router';
import { inputHash } from '../../platform/secrets';
import { tellRound } from './call-notices';
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
      if (laneless(round).includes(entry)) throw new Refusal('CLOSED', `${calledOf(event.starters, entry)}在并组前没有到，已经不排道次`);
      if (isGone(to) && known.entered) throw new Refusal('USED', `${calledOf(event.starters, entry)}已经有成绩，不能登记${stateWords[to]}`);
      where[card(entry, 'call')] = from;
      where[card(entry, 'm')] = known.m;
      data[card(entry, 'call')] = to;
      if (to === 'in' && known.calledAt === null) data[card(entry, 'calledAt')] = now;
    }
    return { answer, write: { where, data } };
  });
});

/** Whoever was told is not told again so soon, ms. */
const again = 10 * minute;

const summon = defineAction('event.summon', 'act', v.strictObject(roundFields), async ({ db, input, key, member, now, requestId }) => {
  const act = actOf(member, key, inputHash(input), now);
  const { event, told, at } = await actOnEvent(db, () => eventFor(db, input, member, crew, now), act, (found, done) => {
    const { round, path } = placeIn(found, input.round);
    const waiting = found.starters.filter(({ entry }) => round.cards[entry]?.call === 'none');
    const answer = { event: found, told: waiting, at: done ? (round.summonedAt ?? now) : now };
    if (done) return { answer };
    mustBeUnsigned(round);
    if (waiting.length === 0) throw new Refusal('USED', '这一轮都已检录');
    if (round.summonedAt !== null && now < round.summonedAt + again) throw new Refusal('SLOW_DOWN', '刚通知过，10 分钟后可以再通知');
    return { answer, write: { where: { [path('summonedAt')]: round.summonedAt, [path('signed')]: 0 }, data: { [path('summonedAt')]: now } } };
  });
  const { round } = placeIn(event, input.round);
  await project(requestId, () => tellRound(db, event, round, told, { calledAt: at, key: `summon:${event.meetId}:${event.eventId}:${round.n}:${at}` }, at));
  return { told: told.reduce((sum, { people }) => sum + people.length, 0) };
});

export const callActions: readonly Action[] = [call, summon];
