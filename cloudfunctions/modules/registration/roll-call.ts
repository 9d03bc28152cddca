import * as v from 'valibot';
import { phaseOf } from '../../../miniprogram/domain/activity/phase';
import { foldName } from '../../../miniprogram/domain/people/names';
import { pathsUpwards, scopesOf } from '../../../miniprogram/domain/people/scope';
import { candidatesOf, mostWords, readingsOf } from '../../../miniprogram/domain/registration/roll-call';
import { mostRows } from '../../../miniprogram/domain/registration/roll-sheet';
import { peopleOf } from '../../../miniprogram/domain/registration/seats';
import type { Database } from '../../platform/database';
import { Refusal, sentences } from '../../platform/errors';
import { id } from '../../platform/fields';
import { project } from '../../platform/log';
import { type Action, defineAction, type Member } from '../../platform/router';
import { idOf, inputHash, unseal } from '../../platform/secrets';
import { takeSheet } from '../../platform/sheet';
import { type ActivityDocument, activityById } from '../activity/store';
import { recordOf } from '../audit/record';
import { ownUnion, readerOf } from '../people/roster';
import { uidOfStaff, wholeNameOf } from '../people/roster-store';
import { type UnionDocument, unionsByPath } from '../people/store';
import { signUpFor } from './deciding';
import { standingElsewhere } from './elsewhere';
import type { OpenAct } from './open-acts';
import { peopleAmong, peopleNamed, type Person, rollCalls } from './roll-call-store';
import { readPlaces, type SeatsDocument, touch } from './store';

/** 接龙 and 问卷星: a list of names becomes registrations. A cadre signs up anybody of the roster in own scope, with or without WeChat. */

const most = 50;
const notForTheirUnit = '这个活动不面向这位会员的单位';

async function openActivity(db: Database, activityId: string): Promise<{ activity: ActivityDocument; seats: SeatsDocument }> {
  const [activity, seats] = await Promise.all([activityById(db, activityId), readPlaces(db, activityId)]);
  if (!activity || !seats) throw new Refusal('NOT_FOUND', '没有找到这个活动');
  return { activity, seats };
}

const lineSchema = v.strictObject({
  line: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000)),
  words: v.pipe(v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(60))), v.minLength(1), v.maxLength(mostWords)),
  staffNumber: v.pipe(v.string(), v.regex(/^([A-Z0-9-]{2,20})?$/)),
});
const rollCallSchema = v.strictObject({ activityId: id, unionId: id, lines: v.pipe(v.array(lineSchema), v.minLength(1), v.maxLength(most)) });

const rollCall = defineAction('registration.rollCall', 'member', rollCallSchema, async ({ db, input, member, now }) => {
  const union = await ownUnion(db, input.unionId, member, now);
  const keys = new Map<string, string>();
  for (const { words } of input.lines) for (const { name } of candidatesOf(words)) keys.set(wholeNameOf(name), foldName(name));
  const [{ activity, seats }, people] = await Promise.all([openActivity(db, input.activityId), peopleNamed(db, union.path, [...keys.keys()])]);
  const named = new Map<string, { person: Person; name: string }[]>();
  for (const person of people) {
    const name = unseal(person.name);
    named.set(foldName(name), [...(named.get(foldName(name)) ?? []), { person, name }]);
  }
  const choiceOf = await choices(db, { activity, seats, people, member, now });
  const rows = input.lines.flatMap(({ line, words, staffNumber }): Api.Registration.RollRow[] => {
    const readings = readingsOf(words, (folded) => named.get(folded) ?? []);
    if (readings.length === 0) return [{ line, word: words[0] ?? '', state: 'unknown', choices: [] }];
    return readings.map(({ word, certain, people: meant }) => {
      // A staff number says which of several it is: the row's own id is made of it.
      const numbered = staffNumber === '' ? [] : meant.filter((person) => person._id === uidOfStaff(person.unitId, staffNumber));
      const sure = numbered.length === 1 ? numbered : certain ? meant : [];
      const hinted = (person: Person) => (words.some((hint) => hint !== word && person.unitName.includes(hint)) ? 0 : 1);
      const offered = (sure.length > 0 ? sure : [...meant].sort((a, b) => hinted(a) - hinted(b)).slice(0, 20)).map(choiceOf);
      return { line, word, state: sure.length > 0 ? (offered[0]?.state ?? 'unknown') : 'choose', choices: offered };
    });
  });
  return { title: activity.title, rows };
});

/** How a member is offered: named as this cadre may read it, and whether there is anything to do for them. */
async function choices(db: Database, of: { activity: ActivityDocument; seats: SeatsDocument; people: Person[]; member: Member; now: number }) {
  const units = new Map<string, UnionDocument>();
  const paths = [...new Set(of.people.map(({ unitPath }) => unitPath))];
  for (let from = 0; from < paths.length; from += 100) for (const unit of await unionsByPath(db, paths.slice(from, from + 100))) units.set(unit.path, unit);
  const there = new Set([...of.seats.held, ...of.seats.waiting, ...of.seats.last].flatMap(peopleOf));
  return ({ _id, name, unitName, unitPath, staffTail }: Person): Api.Registration.RollChoice => {
    const unit = units.get(unitPath);
    const state = there.has(_id) ? 'in' : pathsUpwards(unitPath).includes(of.activity.audience) ? 'ready' : 'outside';
    return { uid: _id, name: unit ? readerOf(of.member, unit, of.now)(name) : '', unitName, staffTail, state };
  };
}

/** A file that a phone put there for this: nothing else of the storage is read, or deleted after it. */
const sheetFile = v.pipe(v.string(), v.maxLength(300), v.regex(/^cloud:\/\/[^/]+\/sheets\/[A-Za-z0-9_-]{22}\.xlsx$/));
const mostColumns = 40;

const readSheet = defineAction('registration.readSheet', 'member', v.strictObject({ fileId: sheetFile }), async ({ input, member, now }) => {
  if (scopesOf(member.grants, 'cadre', now).length === 0) throw new Refusal('FORBIDDEN', '只有工会干部可以导入名单');
  const rows = await takeSheet(input.fileId);
  if (!rows) throw new Refusal('BAD_INPUT', '打不开这个文件。请用 .xlsx 格式的 Excel 文件，不超过 4 MB');
  if (rows.length > mostRows + 10) throw new Refusal('BAD_INPUT', `一次最多 ${mostRows} 行，请分成几个文件`);
  return { rows: rows.map((row) => row.slice(0, mostColumns).map((cell) => cell.slice(0, 200))) };
});

const uids = v.pipe(
  v.array(id),
  v.minLength(1),
  v.maxLength(most),
  v.check((all) => new Set(all).size === all.length, '同一个人只能报一次'),
);

const signUpMany = defineAction('registration.signUpMany', 'act', v.strictObject({ activityId: id, unionId: id, uids }), async ({ db, input, key, member, now, requestId }) => {
  const callId = idOf('rollcall', member.uid, key);
  const h = inputHash(input);
  const before = await rollCalls.byId(db, callId);
  if (before && before.h !== h) throw new Refusal('KEY_REUSED');
  const union = await ownUnion(db, input.unionId, member, now);
  const people = await peopleAmong(db, union.path, input.uids);
  if (people.length < input.uids.length && !before) throw new Refusal('NOT_FOUND', '名单里有人已不在名册里，请重新核对名单');
  const { activity } = await openActivity(db, input.activityId);
  if (!before) {
    refuseClosed(activity, now);
    const record = recordOf({ act: 'activity.rollCall', by: member.uid, key, at: now, subject: activity._id, scope: union.path, scopeName: union.name, details: input });
    const call: OpenAct = { _id: callId, k: key, h, by: member.uid, at: now, activityId: activity._id, uids: input.uids, open: true, audit: [record] };
    if (!(await rollCalls.insert(db, call)) && (await rollCalls.byId(db, callId))?.h !== h) throw new Refusal('KEY_REUSED');
  }
  const call = { _id: callId, k: key, h, by: member.uid, at: before?.at ?? now, activityId: activity._id, uids: input.uids };
  const results = await carryOut(db, call, people, now);
  await project(requestId, () => rollCalls.close(db, callId));
  return { results };
});

/** A list is signed up where a sign-up alone gives the place, while it is open. */
function refuseClosed(activity: ActivityDocument, now: number): void {
  const phase = phaseOf({ ...activity, cancelled: activity.cancelled !== null }, now);
  if (phase === 'cancelled') throw new Refusal('CLOSED', '主办方取消了这个活动');
  if (phase === 'announced') throw new Refusal('NOT_OPEN', '报名还没有开始');
  if (phase !== 'open') throw new Refusal('CLOSED', '报名已经截止');
  if (activity.rules.team) throw new Refusal('CLOSED', '这个活动按队报名，请由领队组队');
  if (activity.rules.mode !== 'firstCome') throw new Refusal('CLOSED', '这个活动要摇号或审核，请由本人申请');
}

/** Signs the members up one after the other, in the order of the list. Each has a key of its own, so that a repeat changes nothing. */
async function carryOut(db: Database, call: Omit<OpenAct, 'open' | 'audit'>, people: Person[], now: number): Promise<Api.Registration.RollResult[]> {
  const known = new Map(people.map((person) => [person._id, person]));
  const results: Api.Registration.RollResult[] = [];
  for (const uid of call.uids) {
    const person = known.get(uid);
    const entry = { u: uid, k: idOf('rollcall-entry', uid, `${call.by}:${call.k}`), h: call.h, t: call.at, by: call.by };
    try {
      if (!person) throw new Refusal('NOT_FOUND', '已不在名册里');
      const before = await standingElsewhere(db, call.activityId, entry, person.changedAt ?? 0, now);
      const { state, position, at } = before ?? (await signUpFor(db, call.activityId, entry, person.unitPath, now, { last: now < (person.last?.until ?? 0) }));
      results.push({ uid, state, position, why: '' });
      // A projection: where it fails the job adds the row from the seats.
      await project(call._id, () => touch(db, call.activityId, uid, at));
    } catch (refused) {
      if (!(refused instanceof Refusal)) throw refused;
      results.push({ uid, state: null, position: null, why: refused.code === 'FORBIDDEN' ? notForTheirUnit : refused.sentence || sentences[refused.code] });
    }
  }
  return results;
}

/** Finishes what broke off. Every step may be repeated. @returns how many acts were finished */
export async function settleRollCalls(db: Database, now: number): Promise<number> {
  const open = await rollCalls.brokenOff(db, now - 60_000, 5);
  for (const call of open) {
    await carryOut(db, call, await peopleAmong(db, '/', call.uids), now);
    await rollCalls.close(db, call._id);
  }
  return open.length;
}

export const rollCallActions: readonly Action[] = [rollCall, readSheet, signUpMany];
