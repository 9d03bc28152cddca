import * as v from 'valibot';
import { faultOfPlan, keptIn, lengths, movedEntries, movedInto, mostSlots, placedByOrder, type Slot, slotsOf } from '../../../miniprogram/domain/contest/rehearsal';
import { holds } from '../../../miniprogram/domain/people/scope';
import { fits, tidy } from '../../../miniprogram/domain/text/clean';
import { type Act, decideUpon, wasDone } from '../../platform/acts';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { millis } from '../../platform/fields';
import { project } from '../../platform/log';
import { type Action, defineAction, type Member } from '../../platform/router';
import { inputHash } from '../../platform/secrets';
import { tellRehearsal } from './contest-news';
import type { RoundDocument } from './documents';
import { insertRehearsal, rehearsalById, type RehearsalDocument, type RehearsalNews, writeRehearsal } from './rehearsal-store';
import { roundById, roundKey } from './round-store';
import { actOf, crew, entryFields, noRound, reasonText, recorded, rolesIn, roundFields, roundFor } from './stage-guards';

/** 走台彩排: the organiser lays slots out, entries are placed by the running order or their units choose. */

const slotId = v.nullable(v.pipe(v.string(), v.regex(/^s\d{1,3}$/)));
const notLaid = () => new Refusal('NOT_FOUND', '这一轮还没有排走台时间');

/** Entries of the round that come, in running order. */
const coming = ({ performances }: RoundDocument) => performances.filter(({ state }) => state !== 'absent');

/** Entries for which this member may choose. */
const led = (round: RoundDocument, member: Member, now: number) => coming(round).filter(({ unitPath }) => holds(member.grants, 'cadre', unitPath, now));

const view = defineAction('rehearsal.view', 'member', v.strictObject(roundFields), async ({ db, input, member, now }) => {
  const key = roundKey(input.contestId, input.roundId);
  const [round, found] = await Promise.all([roundById(db, key), rehearsalById(db, key)]);
  if (!round) throw noRound();
  const roles = rolesIn(member, round, now);
  const known = new Map(round.performances.map((one) => [one.entryId, one]));
  const waiting = coming(round).filter(({ entryId }) => !found?.slots.some((slot) => slot.entryId === entryId));
  return {
    ...{ contestId: round.contestId, roundId: round.roundId, title: round.title, name: round.name },
    rehearsal: found && {
      ...{ stage: found.stage, minutes: found.minutes, how: found.how, chooseUntil: found.chooseUntil, v: found.v },
      slots: found.slots.map(({ id, at, entryId }) => ({ id, at, entryId: entryId === '' ? null : entryId, title: known.get(entryId)?.title ?? '', unitName: known.get(entryId)?.unitName ?? '' })),
    },
    waiting: waiting.map(({ entryId, title, unitName }) => ({ entryId, title, unitName })),
    mine: led(round, member, now).map(({ entryId }) => entryId),
    ...{ manages: roles.cadre, works: roles.cadre || roles.official, drawn: round.state !== 'open', now },
  };
});

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(1_000_000));
const session = v.strictObject({ startsAt: millis, count: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(mostSlots)) });
const laySchema = v.strictObject({
  ...roundFields,
  v: count,
  stage: v.pipe(v.string(), v.check((text) => fits(text, 2, 20), '舞台写 2–20 个字')),
  minutes: v.pipe(v.number(), v.safeInteger(), v.minValue(lengths.least), v.maxValue(lengths.most)),
  sessions: v.pipe(v.array(session), v.minLength(1), v.maxLength(6)),
  how: v.picklist(['order', 'choose']),
  chooseUntil: v.nullable(millis),
});

/** @throws BAD_INPUT · NOT_OPEN: entries are to be placed by an order that is not drawn */
function laid(round: RoundDocument, input: Api.Input<'rehearsal.lay'>, before: readonly Slot[], now: number): Slot[] {
  const { sessions, minutes, how, chooseUntil } = input;
  const fault = faultOfPlan(sessions, minutes, now);
  if (fault !== null) throw new Refusal('BAD_INPUT', fault);
  const slots = slotsOf(sessions, minutes);
  const entries = coming(round).map(({ entryId }) => entryId);
  if (slots.length < entries.length) throw new Refusal('BAD_INPUT', `${entries.length} 个节目只排了 ${slots.length} 个时段，请再加`);
  if ((how === 'choose') !== (chooseUntil !== null)) throw new Refusal('BAD_INPUT', '单位自己选的，要写选到什么时候');
  if (how === 'choose') {
    if (chooseUntil !== null && (chooseUntil <= now || chooseUntil > (slots[0]?.at ?? 0))) throw new Refusal('BAD_INPUT', '选时段要在走台开始前截止');
    return keptIn(slots, before);
  }
  if (round.state === 'open') throw new Refusal('NOT_OPEN', '还没有抽签，不能按出场顺序排；可以让单位自己选');
  return placedByOrder(slots, entries);
}

const newsOf = (before: readonly Slot[], after: readonly Slot[], { k }: Act): RehearsalNews[] => movedEntries(before, after).map((one) => ({ ...one, k }));
const placedIn = (slots: readonly Slot[]) => slots.filter(({ entryId }) => entryId !== '').length;

const lay = defineAction('rehearsal.lay', 'act', laySchema, async ({ db, input, key, member, now, requestId }) => {
  const round = await roundFor(db, input, member, ['cadre'], now);
  const act = actOf(member, key, inputHash(input), now);
  const before = await rehearsalById(db, round._id);
  if (before && wasDone(before, key, act.h)) return { slots: before.slots.length, placed: placedIn(before.slots) };
  if (round.state === 'closed') throw new Refusal('CLOSED', '这一轮已经结束');
  if ((before?.v ?? 0) !== input.v) throw changed();
  const slots = laid(round, input, before?.slots ?? [], now);
  const { minutes, how, chooseUntil } = input;
  const plan = { stage: tidy(input.stage), minutes, how, chooseUntil };
  const news = newsOf(before?.slots ?? [], slots, act);
  const record = recorded('rehearsal.lay', round, act, input);
  const first: RehearsalDocument = { _id: round._id, contestId: round.contestId, roundId: round.roundId, ...plan, slots, news, untold: news.length > 0, v: 1, acts: [act], audit: [record] };
  const done = before ? await writeRehearsal(db, round._id, act, { where: { v: input.v }, data: { ...plan, slots: db.command.set(slots) }, news, record }) : await insertRehearsal(db, first);
  if (!done) {
    const now2 = await rehearsalById(db, round._id);
    if (!now2 || !wasDone(now2, key, act.h)) throw changed();
  }
  await project(requestId, () => tellRehearsal(db, round, now));
  return { slots: slots.length, placed: placedIn(slots) };
});

const changed = () => new Refusal('USED', '走台时间刚刚被别人改过，请返回重新打开');

async function loaded(db: Database, id: string): Promise<RehearsalDocument> {
  const found = await rehearsalById(db, id);
  if (!found) throw notLaid();
  return found;
}

const timeIn = ({ slots }: Pick<RehearsalDocument, 'slots'>, wanted: string | null) => slots.find(({ id }) => id === wanted)?.at ?? null;

/** The write that moves an entry, conditional on the slots it touches. */
function moving(before: readonly Slot[], after: readonly Slot[]): { where: Record<string, string>; data: Record<string, string> } {
  const touched = before.flatMap(({ entryId }, index) => (entryId === after[index]?.entryId ? [] : [index]));
  return {
    where: Object.fromEntries(touched.flatMap((index) => [[`slots.${index}.entryId`, before[index]?.entryId ?? ''], [`slots.${index}.id`, before[index]?.id ?? '']])),
    data: Object.fromEntries(touched.map((index) => [`slots.${index}.entryId`, after[index]?.entryId ?? ''])),
  };
}

const take = defineAction('rehearsal.take', 'act', v.strictObject({ ...entryFields, slotId }), async ({ db, input, key, member, now }) => {
  const { entryId } = input;
  const id = roundKey(input.contestId, input.roundId);
  const round = await roundById(db, id);
  if (!round || !led(round, member, now).some((one) => one.entryId === entryId)) throw noRound();
  const act = actOf(member, key, inputHash(input), now);
  return decideUpon(
    () => loaded(db, id),
    act,
    (document, done) => {
      const answer = { at: timeIn(document, input.slotId) };
      if (done) return { answer };
      const { how, chooseUntil, slots } = document;
      if (how !== 'choose') throw new Refusal('CLOSED', '走台时间由主办方按出场顺序排，要换请联系主办方');
      if (chooseUntil !== null && now >= chooseUntil) throw new Refusal('CLOSED', '选时段已经截止，要换请联系主办方');
      const wanted = slots.find((slot) => slot.id === input.slotId);
      if (wanted && wanted.entryId !== '' && wanted.entryId !== entryId) throw new Refusal('FULL', '这个时段刚被选走，请换一个');
      const after = movedInto(slots, entryId, input.slotId);
      if (!after) throw new Refusal('BAD_INPUT', '没有这个时段');
      const write = moving(slots, after);
      if (Object.keys(write.data).length === 0) return { answer };
      // Nobody else has put the entry anywhere meanwhile: it has the slot it had, or none.
      const had = slots.some((slot) => slot.entryId === entryId);
      return { answer, write: { where: { ...write.where, how: 'choose', ...(had ? {} : { 'slots.entryId': db.command.neq(entryId) }) }, data: write.data, news: [] } };
    },
    (document, write) => writeRehearsal(db, document._id, act, write),
  );
});

const place = defineAction('rehearsal.place', 'act', v.strictObject({ ...entryFields, slotId, reason: reasonText }), async ({ db, input, key, member, now, requestId }) => {
  const { entryId } = input;
  const round = await roundFor(db, input, member, crew, now);
  if (!coming(round).some((one) => one.entryId === entryId)) throw new Refusal('NOT_FOUND', '这一轮没有这个节目');
  const act = actOf(member, key, inputHash(input), now);
  const answer = await decideUpon(
    () => loaded(db, round._id),
    act,
    (document, done) => {
      const told = { at: timeIn(document, input.slotId) };
      if (done) return { answer: told };
      const after = movedInto(document.slots, entryId, input.slotId);
      if (!after) throw new Refusal('BAD_INPUT', '没有这个时段');
      const news = newsOf(document.slots, after, act);
      if (news.length === 0) throw new Refusal('USED', '已经在这个时段');
      const record = recorded('rehearsal.place', round, act, input);
      return { answer: told, write: { where: { v: document.v }, data: { slots: db.command.set(after) }, news, record } };
    },
    (document, write) => writeRehearsal(db, document._id, act, write),
  );
  await project(requestId, () => tellRehearsal(db, round, now));
  return answer;
});

export const rehearsalActions: readonly Action[] = [view, lay, take, place];
