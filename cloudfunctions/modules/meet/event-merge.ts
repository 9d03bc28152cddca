import * as v from 'valibot';
import type { MergeRefusal } from '../../../miniprogram/domain/meet/heats';
import { goneOf, mergeable, mergedNext, movedBetween } from '../../../miniprogram/domain/meet/merges';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { project } from '../../platform/log';
import { type Action, defineAction } from '../../platform/router';
import { inputHash } from '../../platform/secrets';
import { tell } from '../notice/tell';
import { type EventDocument, type HeatMerge, type Round, roundName } from './event-document';
import { actOf, counted, crew, eventFields, eventFor, recorded } from './event-guards';
import { actOnEvent, eventsUntold, noteMergesTold, placeIn } from './event-store';

/** 并组 after the draw: before the event's first heat has run, thin heats of a timed final become one. */

const words: Readonly<Record<MergeRefusal, string>> = {
  notTimedFinal: '只有分组一次性决赛可以并组',
  hasRun: '这一项已经开赛，不能再并组',
  noSuchHeat: '没有这一组，请刷新再看',
  noRoom: '两组的人合起来超过了道次',
};

/** Has anything of it been run? */
const hasRun = ({ cards, winds, signed }: Round) => signed > 0 || Object.values(cards).some(({ m }) => m > 0) || Object.values(winds).some((wind) => wind !== null);

/** Who did not come to 检录 or withdrew has given up the lane. */
const isGoneFrom =
  ({ cards }: Round) =>
  (entry: string) =>
    cards[entry]?.call === 'missing' || cards[entry]?.call === 'out';

/** What could be run as one, for the officials' desk. */
export const mergeableOf = ({ event, rules, last }: Pick<EventDocument, 'event' | 'rules' | 'last'>, round: Round) =>
  last > 1 || hasRun(round) ? [] : mergeable(event, round.heats, isGoneFrom(round), rules.lanes);

/** @throws where it cannot be */
function merged({ event, rules, seed }: EventDocument, round: Round, { from, into }: Api.Meet.MergePair): { heats: Api.Meet.Heat[]; gone: string[]; moves: Api.Meet.HeatMove[] } {
  const gone = goneOf(round.heats, { from, into }, isGoneFrom(round));
  const found = mergedNext(event, round.heats, round.merges.length, { from, into, gone }, hasRun(round), rules, Buffer.from(seed, 'hex'));
  if (!found.ok) throw new Refusal(found.reason === 'hasRun' ? 'CLOSED' : 'BAD_INPUT', words[found.reason]);
  return { heats: found.heats, gone, moves: movedBetween(round.heats, found.heats) };
}

const heat = v.pipe(counted, v.minValue(1));
const pairFields = { ...eventFields, from: heat, into: heat };

const merging = defineAction('event.merging', 'member', v.strictObject(pairFields), async ({ db, input, member, now }) => {
  const event = await eventFor(db, input, member, crew, now);
  const { round } = placeIn(event, 1);
  const { heats, moves } = merged(event, round, input);
  return { heats, moves, merges: round.merges.length };
});

const merge = defineAction('event.merge', 'act', v.strictObject({ ...pairFields, merges: counted }), async ({ db, input, key, member, now, requestId }) => {
  const { from, into } = input;
  const act = actOf(member, key, inputHash(input), now);
  const done = await actOnEvent(db, () => eventFor(db, input, member, crew, now), act, (event, was) => {
    const { round, path } = placeIn(event, 1);
    const made = round.merges[input.merges];
    if (was && made) return { answer: { event, moves: made.moves } };
    if (round.merges.length !== input.merges) throw new Refusal('USED', '刚刚有人并过组，请再看一遍');
    const { heats, gone, moves } = merged(event, round, input);
    const added: HeatMerge = { from, into, gone, moves, by: member.uid, at: now };
    const after: EventDocument = { ...event, rounds: { ...event.rounds, [roundName(1)]: { ...round, merges: [...round.merges, added] } }, v: event.v + 1 };
    const { inc, push, set } = db.command;
    return {
      answer: { event: after, moves: added.moves },
      write: {
        // Whatever was entered, called or signed meanwhile is looked at again.
        where: { [path('edits')]: round.edits, [path('signed')]: 0 },
        data: { [path('heats')]: set(heats), [path('winds')]: set(Object.fromEntries(heats.map(({ n }) => [`h${n}`, null]))), [path('merges')]: push([added]), [path('edits')]: inc(1), untold: true },
        record: recorded('event.merge', event, act, { ...input, moves: added.moves }),
      },
    };
  });
  await project(requestId, () => tellMerges(db, done.event));
  return { moved: done.moves.length };
});

/** Tells athletes and leaders of every 并组 of an event: each exactly once; may be repeated. */
async function tellMerges(db: Database, found: EventDocument): Promise<void> {
  const { meetId, eventId, event, starters } = found;
  const page = `packages/meet/pages/event/event?meet=${meetId}&event=${encodeURIComponent(eventId)}`;
  const place = event.start.kind === 'lanes' || event.start.kind === 'pool' ? '道' : '位';
  for (const [index, { from, into, moves, at }] of (found.rounds[roundName(1)]?.merges ?? []).entries()) {
    const key = `merge:${meetId}:${eventId}:${index + 1}`;
    const title = `${event.name} 并组`;
    const movedOf = (leader: string) => moves.filter(({ entry }) => starters.find((one) => one.entry === entry)?.leader === leader).length;
    for (const { entry, was, is } of moves) {
      const people = starters.find((one) => one.entry === entry)?.people ?? [];
      const text = `您由第${was.heat}组第${was.lane}${place}改为第${is.heat}组第${is.lane}${place}，请按新的组次检录。`;
      await tell(db, { template: 'matter', to: people.map(({ uid }) => uid), about: { title, text, page }, key }, at);
    }
    // Under a key of their own: a leader may run, too.
    for (const leader of new Set(starters.map((one) => one.leader))) {
      const count = movedOf(leader);
      if (count > 0) await tell(db, { template: 'matter', to: [leader], about: { title, text: `第${from}组并入第${into}组，本队 ${count} 项的组次道次有变，请转告没有用小程序的队员。`, page }, key: `${key}:led` }, at);
    }
  }
  await noteMergesTold(db, found);
}

/** Tells of what a call that broke off did not. @returns how many events */
export async function settleMerges(db: Database): Promise<number> {
  const found = await eventsUntold(db, 20);
  for (const event of found) await tellMerges(db, event);
  return found.length;
}

export const mergeActions: readonly Action[] = [merging, merge];
