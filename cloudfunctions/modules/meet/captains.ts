import * as v from 'valibot';
import { commitmentOf, unifyValue } from '../../../miniprogram/domain/draw/seed';
import { thinEvents } from '../../../miniprogram/domain/meet/groups';
import { runsIn, seedsIn, startsIn } from '../../../miniprogram/domain/meet/start-list';
import { holds } from '../../../miniprogram/domain/people/scope';
import { fits, tidy } from '../../../miniprogram/domain/text/clean';
import { type Act, wasDone } from '../../platform/acts';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { id } from '../../platform/fields';
import { project } from '../../platform/log';
import { type Action, defineAction, type Member } from '../../platform/router';
import { inputHash, newSecret, seal, unseal } from '../../platform/secrets';
import { type ActivityDocument, activityById } from '../activity/store';
import { recordOf } from '../audit/record';
import { actOf } from './access';
import type { MeetDocument } from './documents';
import { drawnEvents, makeEvents, seedFor } from './drawing';
import { delegationsInOrder, lockAll, rowsOf, startsOf } from './lists';
import { changeMeet, meetById } from './meet-store';
import { reasonSchema, version } from './meet-schema';
import { faultsOf, scratchOf, setupOf } from './views';

/** 领队会: the list is locked, thin events are dealt with, and everything is drawn. */

/** An event of fewer entries is no contest. */
const fewest = 3;

export const changed = () => new Refusal('USED', '名单刚刚有变动，请刷新再试');

/** A meet, for a cadre over it; to all others it does not exist. */
export async function ownMeet(db: Database, meetId: string, member: Member, now: number): Promise<{ meet: MeetDocument; activity: ActivityDocument }> {
  const [meet, activity] = await Promise.all([meetById(db, meetId), activityById(db, meetId)]);
  if (!meet || !activity || !holds(member.grants, 'cadre', meet.scope, now)) throw new Refusal('NOT_FOUND', '没有找到这个运动会');
  return { meet, activity };
}

export const recorded = (kind: Api.Audit.Act, meet: MeetDocument, activity: ActivityDocument, { k, t, by }: Act, details: unknown) =>
  recordOf({ act: kind, by, key: k, at: t, subject: meet._id, scope: meet.scope, scopeName: activity.organiser, details });

const list = defineAction('meet.list', 'member', v.strictObject({ meetId: id }), async ({ db, input, member, now }) => {
  const { meet, activity } = await ownMeet(db, input.meetId, member, now);
  const delegations = await delegationsInOrder(db, meet);
  const starts = startsOf(delegations, meet);
  const counts = new Map([...starts].map(([event, rows]) => [event, rows.length]));
  const thin = new Map(thinEvents(meet.rulebook, counts, fewest).map(({ event, into }) => [event, into ?? '']));
  const athletes = delegations.flatMap((one) => one.athletes);
  return {
    ...{ meetId: meet._id, title: activity.title, setup: setupOf(meet, now), now },
    counts: { units: delegations.length, athletes: athletes.length, entries: [...counts.values()].reduce((sum, n) => sum + n, 0) },
    unsigned: athletes.filter(({ health }) => health === null).length,
    uninsured: delegations.filter(({ insurance }) => insurance === null).map(({ name }) => name),
    events: meet.rulebook.events.map((event) => {
      const runs = runsIn(event.id, meet.changes);
      return { event: event.id, name: event.name, entries: counts.get(event.id) ?? 0, thin: thin.get(event.id) ?? null, mergedInto: runs === event.id ? null : runs };
    }),
    lot: meet.lot && { valueName: meet.lot.valueName, commitment: meet.lot.commitment },
    draw: meet.draw && { value: meet.draw.value, list: meet.draw.list, seed: meet.draw.seed, at: meet.draw.act.t },
  };
});

const listed = defineAction('meet.listed', 'member', v.strictObject({ meetId: id, event: id }), async ({ db, input, member, now }) => {
  const { meet } = await ownMeet(db, input.meetId, member, now);
  const rows = rowsOf(await delegationsInOrder(db, meet), meet).filter((row) => row.event === input.event || startsIn(row, meet.changes) === input.event);
  const starting = rows.flatMap((row) => (startsIn(row, meet.changes) === input.event ? [row.id] : []));
  return {
    seeds: seedsIn(input.event, meet.changes, starting),
    entries: rows.map((row) => {
      const moved = meet.changes.find((change) => change.kind === 'move' && change.entry === row.id);
      const people = row.athletes.map(({ name, bib }) => ({ name, bib }));
      return { entry: row.id, event: row.event, unitName: row.by.name, people, seed: row.seed, scratched: scratchOf(meet, row.id), movedInto: moved?.kind === 'move' ? moved.into : null };
    }),
    v: meet.v,
    now,
  };
});

const valueName = v.pipe(v.string(), v.check((text) => fits(text, 2, 40), '请写明用哪个公开数值抽签，如“12月1日福彩3D开奖号码”'));

const freeze = defineAction('meet.freeze', 'act', v.strictObject({ meetId: id, v: version, valueName }), async ({ db, input, key, member, now, requestId }) => {
  const { meet, activity } = await ownMeet(db, input.meetId, member, now);
  const act = actOf(member, key, inputHash(input), now);
  if (wasDone(meet, key, act.h)) return { commitment: meet.lot?.commitment ?? '' };
  if (meet.state !== 'entries') throw new Refusal('USED', '名单已经锁定');
  if (now < meet.entriesUntil) throw new Refusal('NOT_OPEN', '报名还没有截止，截止后再锁定名单');
  if (meet.units.length === 0) throw new Refusal('NOT_OPEN', '还没有单位报名');
  if (meet.v !== input.v) throw changed();
  const share = newSecret();
  const lotId = `${meet._id}:draw`;
  const lot = { id: lotId, valueName: tidy(input.valueName), commitment: commitmentOf(lotId, 'organiser', share), secret: seal(share) };
  const data = { state: 'frozen', lot: db.command.set(lot), unlocked: true };
  if (!(await changeMeet(db, meet._id, input.v, data, act, recorded('meet.freeze', meet, activity, act, { ...input, commitment: lot.commitment })))) throw changed();
  const now_ = await meetById(db, meet._id);
  if (now_) await project(requestId, () => lockAll(db, now_));
  return { commitment: lot.commitment };
});

const changeSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('scratch'), entry: id, reason: reasonSchema }),
  v.strictObject({ kind: v.literal('move'), entry: id, into: id }),
  v.strictObject({ kind: v.literal('merge'), event: id, into: id }),
  v.strictObject({ kind: v.literal('seeds'), event: id, entries: v.pipe(v.array(id), v.maxLength(16)) }),
]);

function mustBeLocked({ state, v: known }: MeetDocument, given: number): void {
  if (state === 'entries') throw new Refusal('NOT_OPEN', '先锁定名单');
  if (state !== 'frozen') throw new Refusal('CLOSED', '已经抽签，名单不能再改；不能参加的到检录处登记弃权');
  if (known !== given) throw changed();
}

/** What is wrong with a change; null: nothing. */
async function changeFault(db: Database, meet: MeetDocument, change: Api.Meet.ListChange): Promise<string | null> {
  const { events, groups } = meet.rulebook;
  if (change.kind === 'merge') {
    const [from, into] = [events.find((one) => one.id === change.event), events.find((one) => one.id === change.into)];
    if (!from || !into) return '规程里没有这个项目';
    if (runsIn(from.id, meet.changes) !== from.id) return '这一项已经并入别的组';
    const next = groups.find((group) => group.id === from.group)?.next;
    return from.discipline === into.discipline && into.group === next ? null : '只能并入同一项目的下一个年龄组';
  }
  const rows = rowsOf(await delegationsInOrder(db, meet), meet);
  if (change.kind === 'seeds') {
    const format = events.find((one) => one.id === change.event)?.format;
    if (format?.kind !== 'knockout' || format.seeds === 0) return '这一项的规程没有设种子';
    if (change.entries.length > format.seeds) return `规程只设 ${format.seeds} 名种子`;
    if (new Set(change.entries).size < change.entries.length) return '同一个报名不能排两次';
    const starts = (entry: string) => rows.some((one) => one.id === entry && startsIn(one, meet.changes) === change.event);
    return change.entries.every(starts) ? null : '种子要是参加这一项的';
  }
  const row = rows.find((one) => one.id === change.entry);
  if (!row) return '名单里没有这项报名';
  if (scratchOf(meet, row.id) !== null) return '这项报名已经弃权';
  if (change.kind === 'scratch') return null;
  if (!events.some((event) => event.id === change.into)) return '规程里没有这个项目';
  if (startsIn(row, meet.changes) === change.into) return '已经报在这个项目';
  // The whole of the delegation as it would start.
  const moved = row.by.entries.map((entry) => {
    const at = entry.id === row.id ? change.into : meet.changes.find((one) => one.kind === 'move' && one.entry === entry.id);
    return { ...entry, event: typeof at === 'string' ? at : at?.kind === 'move' ? at.into : entry.event };
  });
  return faultsOf(meet, { ...row.by, entries: moved }).find(({ entry }) => entry === row.id)?.words ?? null;
}

const amend = defineAction('meet.amend', 'act', v.strictObject({ meetId: id, v: version, change: changeSchema }), async ({ db, input, key, member, now }) => {
  const { meet, activity } = await ownMeet(db, input.meetId, member, now);
  const act = actOf(member, key, inputHash(input), now);
  if (wasDone(meet, key, act.h)) return { v: input.v + 1 };
  mustBeLocked(meet, input.v);
  const fault = await changeFault(db, meet, input.change);
  if (fault !== null) throw new Refusal('BAD_INPUT', fault);
  const { change } = input;
  // Seeds are named anew as a whole.
  const stay = meet.changes.filter((one) => change.kind !== 'seeds' || one.kind !== 'seeds' || one.event !== change.event);
  const data = { changes: db.command.set([...stay, { ...change, by: member.uid, at: now }]) };
  if (!(await changeMeet(db, meet._id, input.v, data, act, recorded('meet.amend', meet, activity, act, input)))) throw changed();
  return { v: input.v + 1 };
});

const restoreSchema = v.strictObject({ meetId: id, v: version, of: v.union([v.strictObject({ entry: id }), v.strictObject({ event: id })]) });

const restore = defineAction('meet.restore', 'act', restoreSchema, async ({ db, input, key, member, now }) => {
  const { meet, activity } = await ownMeet(db, input.meetId, member, now);
  const act = actOf(member, key, inputHash(input), now);
  if (wasDone(meet, key, act.h)) return { v: input.v + 1 };
  mustBeLocked(meet, input.v);
  const { of } = input;
  const taken = (change: Api.Meet.ListChange) => ('event' in of ? change.kind === 'merge' && change.event === of.event : (change.kind === 'scratch' || change.kind === 'move') && change.entry === of.entry);
  const changes = meet.changes.filter((change) => !taken(change));
  if (changes.length === meet.changes.length) throw new Refusal('USED', '没有要撤回的调整');
  if (!(await changeMeet(db, meet._id, input.v, { changes: db.command.set(changes) }, act, recorded('meet.amend', meet, activity, act, input)))) throw changed();
  return { v: input.v + 1 };
});

const drawSchema = v.strictObject({ meetId: id, v: version, value: v.pipe(v.string(), v.check((text) => fits(text, 1, 40), '公开数值写 1–40 个字')) });

const draw = defineAction('meet.draw', 'act', drawSchema, async ({ db, input, key, member, now, requestId }) => {
  const { meet, activity } = await ownMeet(db, input.meetId, member, now);
  const act = actOf(member, key, inputHash(input), now);
  if (!wasDone(meet, key, act.h)) {
    mustBeLocked(meet, input.v);
    if (!meet.lot) throw new Refusal('NOT_OPEN', '先锁定名单');
    if (meet.unlocked) await lockAll(db, meet);
    const events = drawnEvents(meet, await delegationsInOrder(db, meet));
    if (events.length === 0) throw new Refusal('NOT_OPEN', '还没有人报名');
    const [share, value] = [unseal(meet.lot.secret), unifyValue(input.value)];
    const drawn = { ...seedFor(events, [share, value]), share, value, act };
    const record = recorded('meet.draw', meet, activity, act, { ...input, list: drawn.list });
    if (!(await changeMeet(db, meet._id, input.v, { state: 'drawn', draw: db.command.set(drawn), undrawn: true }, act, record))) throw changed();
  }
  const after = await meetById(db, meet._id);
  if (!after?.draw) throw new Refusal('SLOW_DOWN');
  // The job does it too: where this fails or runs out of time, within a minute.
  if (after.undrawn) await project(requestId, () => makeEvents(db, after));
  return { events: drawnEvents(after, await delegationsInOrder(db, after)).length, seed: after.draw.seed };
});

const proof = defineAction('meet.proof', 'member', v.strictObject({ meetId: id }), async ({ db, input }) => {
  const [meet, activity] = await Promise.all([meetById(db, input.meetId), activityById(db, input.meetId)]);
  if (!meet || !activity) throw new Refusal('NOT_FOUND', '没有找到这个运动会');
  if (!meet.draw || !meet.lot) throw new Refusal('NOT_OPEN', '还没有抽签');
  const { lanes, bands } = meet.rulebook;
  const { share, value, list: hash, seed, act } = meet.draw;
  return {
    ...{ meetId: meet._id, title: activity.title, drawId: meet.lot.id, valueName: meet.lot.valueName, commitment: meet.lot.commitment, share, value, list: hash, seed, at: act.t },
    track: { lanes, bands },
    events: drawnEvents(meet, await delegationsInOrder(db, meet)).map(({ event, starters }) => ({ event, starters: starters.map(({ entry, unit, seed: mark }) => ({ entry, unit, seed: mark })) })),
  };
});

export const captainActions: readonly Action[] = [list, listed, freeze, amend, restore, draw, proof];
