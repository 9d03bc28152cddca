import * as v from 'valibot';
import { mostIn } from '../../../miniprogram/domain/meet/heats';
import { chanceOf } from '../../../miniprogram/domain/meet/lots';
import { plannedMinutes } from '../../../miniprogram/domain/meet/planned';
import { instantAt, nextNotice, programmeOf, roundName, shifted } from '../../../miniprogram/domain/meet/programme';
import { heatSizes } from '../../../miniprogram/domain/meet/seeding';
import { propose, withinTime } from '../../../miniprogram/domain/meet/timetable-search';
import { holds } from '../../../miniprogram/domain/people/scope';
import { tidy } from '../../../miniprogram/domain/text/clean';
import { wasDone } from '../../platform/acts';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { id, millis } from '../../platform/fields';
import { project } from '../../platform/log';
import { type Action, defineAction, type KeyedCall } from '../../platform/router';
import { inputHash } from '../../platform/secrets';
import { activityById } from '../activity/store';
import { actOf } from './access';
import { foldBoard } from './board-fold';
import { changed, ownMeet, recorded } from './captains';
import type { MeetDocument } from './documents';
import { drawnEvents } from './drawing';
import { roundsOf } from './event-document';
import { delegationsInOrder } from './lists';
import { changeMeet, meetById } from './meet-store';
import { reasonSchema, version } from './meet-schema';
import { tellAll } from './word';

/** 竞赛日程 of a meet that is drawn. */

type Row = Api.Meet.Programme['rows'][number];

const nameOf = (rulebook: Api.Meet.Rulebook, event: string, round: number, of: number) => `${rulebook.events.find((one) => one.id === event)?.name ?? ''}${roundName(round, of)}`;

/** Every round of every event, planned or not. Who goes on is open: everybody of an event may be in its later rounds. */
async function rowsOf(db: Database, meet: MeetDocument): Promise<Row[]> {
  const kept = new Map((meet.timetable ?? []).map((item) => [item.id, item]));
  const numbers = new Map<string, number>();
  const numberOf = (uid: string) => numbers.get(uid) ?? numbers.set(uid, numbers.size + 1).size;
  return drawnEvents(meet, await delegationsInOrder(db, meet)).flatMap(({ event, starters }) => {
    const most = mostIn(event.start, meet.rulebook);
    const of = roundsOf(event, heatSizes(starters.length, most).length);
    const people = [...new Set(starters.flatMap((one) => one.people.map(({ uid }) => numberOf(uid))))];
    return Array.from({ length: of }, (_, index): Row => {
      const round = index + 1;
      const itemId = `${event.id}-r${round}`;
      const before = kept.get(itemId);
      // A final takes one heat, a semi-final two.
      const running = round === 1 ? starters.length : Math.min(starters.length, most * (of - index));
      const minutes = before?.minutes ?? plannedMinutes(event, running, most);
      return { id: itemId, event: event.id, round, zone: event.zone, minutes, start: before?.start ?? null, name: nameOf(meet.rulebook, event.id, round, of), metres: event.metres, people };
    });
  });
}

function mustBeDrawn({ draw }: Pick<MeetDocument, 'draw'>): void {
  if (!draw) throw new Refusal('NOT_OPEN', '抽签编排以后才能排日程');
}

const timetable = defineAction('meet.timetable', 'member', v.strictObject({ meetId: id }), async ({ db, input, member, now }) => {
  const [meet, activity] = await Promise.all([meetById(db, input.meetId), activityById(db, input.meetId)]);
  if (!meet || !activity) throw new Refusal('NOT_FOUND', '没有找到这个运动会');
  const items = meet.timetable ?? [];
  const last = (event: string) => Math.max(...items.filter((item) => item.event === event).map(({ round }) => round));
  return {
    ...{ meetId: meet._id, title: activity.title, hours: meet.hours, now },
    rows: items.map((item) => ({ ...item, name: nameOf(meet.rulebook, item.event, item.round, last(item.event)) })),
    paused: meet.paused && { reason: meet.paused.reason, at: meet.paused.at },
    manages: holds(member.grants, 'cadre', meet.scope, now),
  };
});

const programme = defineAction('meet.programme', 'member', v.strictObject({ meetId: id }), async ({ db, input, member, now }) => {
  const { meet, activity } = await ownMeet(db, input.meetId, member, now);
  mustBeDrawn(meet);
  const { rests, unsafe } = meet.rulebook;
  return {
    ...{ meetId: meet._id, title: activity.title, v: meet.v, rows: await rowsOf(db, meet), hours: meet.hours, rests, unsafe, now },
    paused: meet.paused && { reason: meet.paused.reason, at: meet.paused.at },
  };
});

const seconds = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(8));

const proposed = defineAction('meet.propose', 'member', v.strictObject({ meetId: id, seconds }), async ({ db, input, member, now }) => {
  const { meet } = await ownMeet(db, input.meetId, member, now);
  mustBeDrawn(meet);
  const rows = await rowsOf(db, meet);
  const { rests, unsafe } = meet.rulebook;
  const below = chanceOf(Buffer.from(meet.draw?.seed ?? '', 'hex'), 'timetable', 1);
  const { plan, unplaced, length, proven } = propose(programmeOf({ rows, hours: meet.hours, rests, unsafe }), below, withinTime(() => performance.now(), input.seconds * 1000));
  const planned = rows.map(({ id: item, minutes }) => {
    const start = plan.get(item);
    return { item, minutes, start: start === undefined ? null : instantAt(meet.hours, start) };
  });
  return { planned, unplaced, length, proven };
});

const minutes = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(1440));

/** One act on the timetable: conditional on the version, audited, and told where it is to be told. */
async function act(
  { db, input, key, member, now, requestId }: KeyedCall<{ meetId: string; v: number }>,
  kind: 'meet.arrange' | 'meet.shift' | 'meet.pause',
  decide: (meet: MeetDocument) => Promise<{ data: object; word: { title: string; text: string } | null }>,
): Promise<{ v: number }> {
  const { meet, activity } = await ownMeet(db, input.meetId, member, now);
  const made = actOf(member, key, inputHash(input), now);
  if (wasDone(meet, key, made.h)) return { v: input.v + 1 };
  mustBeDrawn(meet);
  if (meet.v !== input.v) throw changed();
  const { data, word } = await decide(meet);
  const { set } = db.command;
  const telling = word === null ? {} : { word: set({ key: `${meet._id}:word:${input.v}`, title: word.title, text: `「${activity.title}」${word.text}` }), untold: true };
  if (!(await changeMeet(db, meet._id, input.v, { ...data, ...telling, unshown: true }, made, recorded(kind, meet, activity, made, input)))) throw changed();
  // The job does both too: where this fails or runs out of time, within a minute.
  await project(requestId, () => foldBoard(db, meet._id, now));
  if (word !== null)
    await project(requestId, async () => {
      const after = await meetById(db, meet._id);
      if (after?.untold === true) await tellAll(db, after, now);
    });
  return { v: input.v + 1 };
}

/** A timetable with what follows from it. */
const kept = (db: Database, items: Api.Meet.TimetableItem[], { rulebook, paused }: MeetDocument, now: number) => ({
  timetable: db.command.set(items),
  noticeDue: paused ? null : nextNotice(items, rulebook.rests, now, new Set()),
});

const planned = v.strictObject({ item: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,40}-r\d$/)), start: v.nullable(millis), minutes });

const arrange = defineAction('meet.arrange', 'act', v.strictObject({ meetId: id, v: version, planned: v.pipe(v.array(planned), v.maxLength(300)) }), (call) =>
  act(call, 'meet.arrange', async (meet) => {
    const wanted = new Map(call.input.planned.map((one) => [one.item, one]));
    const rows = await rowsOf(call.db, meet);
    if (rows.length !== wanted.size || rows.some((row) => !wanted.has(row.id))) throw new Refusal('BAD_INPUT', '日程里的项目和编排不一致，请刷新');
    const items = rows.map(({ id: item, event, round, zone, minutes: usual, start }): Api.Meet.TimetableItem => {
      const one = wanted.get(item);
      return { id: item, event, round, zone, minutes: one?.minutes ?? usual, start: one ? one.start : start };
    });
    return { data: kept(call.db, items, meet, call.now), word: null };
  }),
);

const shiftSchema = v.strictObject({ meetId: id, v: version, from: millis, minutes: v.pipe(v.number(), v.safeInteger(), v.minValue(-720), v.maxValue(2880)), zone: v.nullable(v.pipe(v.string(), v.maxLength(80))), reason: reasonSchema });

const shift = defineAction('meet.shift', 'act', shiftSchema, (call) =>
  act(call, 'meet.shift', async (meet) => {
    const { from, minutes: by, zone, reason } = call.input;
    const before = meet.timetable ?? [];
    const items = shifted(before, from, by, zone);
    if (by === 0 || items.every((item, index) => item.start === before[index]?.start)) throw new Refusal('BAD_INPUT', '没有要顺延的项目');
    const words = `${zone === null ? '后面的比赛' : `${zone}后面的比赛`}${by > 0 ? `顺延 ${by} 分钟` : `提前 ${-by} 分钟`}：${tidy(reason)}。以新的日程为准。`;
    return { data: kept(call.db, items, meet, call.now), word: { title: by > 0 ? '比赛顺延' : '比赛提前', text: words } };
  }),
);

const pause = defineAction('meet.pause', 'act', v.strictObject({ meetId: id, v: version, paused: v.boolean(), reason: reasonSchema }), (call) =>
  act(call, 'meet.pause', async (meet) => {
    const { paused, reason } = call.input;
    if (paused === (meet.paused !== null)) throw new Refusal('USED', paused ? '比赛已经暂停' : '比赛没有暂停');
    const data = paused
      ? { paused: call.db.command.set({ reason: tidy(reason), at: call.now, by: call.member.uid }), noticeDue: null }
      : { paused: null, noticeDue: nextNotice(meet.timetable ?? [], meet.rulebook.rests, call.now, new Set()) };
    return { data, word: { title: paused ? '比赛暂停' : '比赛恢复', text: `${paused ? '暂停' : '恢复'}：${tidy(reason)}。` } };
  }),
);

export const timetableActions: readonly Action[] = [timetable, programme, proposed, arrange, shift, pause];
