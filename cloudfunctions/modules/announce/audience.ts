import { covers, holds } from '../../../miniprogram/domain/people/scope';
import { holders } from '../../../miniprogram/domain/registration/roster';
import { peopleOf } from '../../../miniprogram/domain/registration/seats';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import type { Member } from '../../platform/router';
import { type ActivityDocument, activityById } from '../activity/store';
import { applicationId, applicationsById } from '../application/store';
import { unionById } from '../people/store';
import { countReaders, haveRead } from '../reading/store';
import { answersOf } from '../registration/forms';
import { readBuckets } from '../registration/store';
import { holdersAfter, membersAfter, recipientsById } from './audience-store';
import type { Recipient } from './documents';

/** At most so many people in one step. */
export const chunk = 500;

/** Whom an audience is about, as the asker may address it. */
export interface Addressed {
  scope: string;
  scopeName: string;
  words: string;
  /** Members of the union, where it is one. */
  members: number;
  /** Two people must want it: it is for everybody in a city. */
  two: boolean;
}

const roleWords = { cadre: '工会干部', gate: '场馆人员', judge: '评委', official: '裁判' } as const;

async function unionOf(db: Database, unionId: string, member: Member, now: number) {
  const union = await unionById(db, unionId);
  if (!union || !holds(member.grants, 'cadre', union.path, now)) throw new Refusal('NOT_FOUND', '没有找到这个工会，或者您不是它的干部');
  return union;
}

async function activityOf(db: Database, activityId: string): Promise<ActivityDocument> {
  const activity = await activityById(db, activityId);
  if (!activity) throw new Refusal('NOT_FOUND', '没有找到这个活动');
  return activity;
}

async function ownActivity(db: Database, activityId: string, member: Member, now: number): Promise<ActivityDocument> {
  const activity = await activityOf(db, activityId);
  if (!holds(member.grants, 'cadre', activity.scope, now)) throw new Refusal('NOT_FOUND', '没有找到这个活动');
  return activity;
}

/** Throws NOT_FOUND where the asker may not address them, BAD_INPUT where there is no such question. */
export async function addressed(db: Database, audience: Api.Announce.Audience, member: Member, now: number): Promise<Addressed> {
  if (audience.kind === 'activity' || audience.kind === 'answer') {
    const activity = await ownActivity(db, audience.activityId, member, now);
    const base = { scope: activity.scope, scopeName: activity.organiser, members: 0, two: false };
    if (audience.kind === 'activity') return { ...base, words: `已报名「${activity.title}」的人` };
    const field = activity.fields.find(({ id }) => id === audience.field);
    if (!field || !field.options.includes(audience.option)) throw new Refusal('BAD_INPUT', '报名表里没有这个选项');
    return { ...base, words: `「${activity.title}」里“${field.label}”填了“${audience.option}”的人` };
  }
  const { path: scope, name: scopeName, members, level } = await unionOf(db, audience.unionId, member, now);
  if (audience.kind === 'role') return { scope, scopeName, members: 0, two: false, words: `${scopeName}的${roleWords[audience.role]}` };
  if (audience.kind === 'union') return { scope, scopeName, members, two: level === 0, words: `${scopeName}的全体会员` };
  const activity = await activityOf(db, audience.activityId);
  if (!covers(activity.audience, scope) && !covers(scope, activity.audience)) throw new Refusal('NOT_FOUND', '这个活动不面向这个工会');
  return { scope, scopeName, members, two: level === 0, words: `${scopeName}里还没参加「${activity.title}」的人` };
}

/** Who is in an activity in any way: holds a place, or waits for one. */
async function participants(db: Database, activityId: string): Promise<Set<string>> {
  return new Set((await readBuckets(db, activityId)).flatMap(({ held, waiting, last }) => [...held, ...waiting, ...last].flatMap(peopleOf)));
}

async function placed(db: Database, activityId: string): Promise<string[]> {
  return [...new Set((await readBuckets(db, activityId)).flatMap(holders))].sort();
}

async function chose(db: Database, { activityId, field, option }: Extract<Api.Announce.Audience, { kind: 'answer' }>, uids: string[]): Promise<string[]> {
  const answers = await answersOf(db, activityId, uids);
  return uids.filter((uid) => {
    const answer = answers.get(uid)?.[field];
    return Array.isArray(answer) ? answer.includes(option) : answer === option;
  });
}

async function notIn(db: Database, activityId: string, people: Recipient[], inIt: ReadonlySet<string>): Promise<Recipient[]> {
  const rest = people.filter(({ uid }) => !inIt.has(uid));
  // Nobody signs up for a reading month: whoever has checked in takes part.
  const [applied, read] = await Promise.all([applicationsById(db, rest.map(({ uid }) => applicationId(activityId, uid))), haveRead(db, activityId, rest.map(({ uid }) => uid))]);
  return rest.filter(({ uid }) => {
    if (read.has(uid)) return false;
    const application = applied.get(applicationId(activityId, uid));
    return !application || application.state === 'withdrawn' || application.state === 'refused';
  });
}

/**
 * The next people of an audience; whoever changes their unit meanwhile may come twice. `cursor`: empty at the beginning. `size`: at most so many.
 * `inIt`: who takes part, read once for a run. @param since when the walk began
 * @returns next null: that was all
 */
export async function recipientsAfter(db: Database, audience: Api.Announce.Audience, scope: string, since: number, cursor: string, now: number, size: number, inIt?: ReadonlySet<string>): Promise<{ people: Recipient[]; next: string | null }> {
  if (audience.kind === 'union') return membersAfter(db, scope, since, cursor, size);
  if (audience.kind === 'role') return holdersAfter(db, scope, audience.role, cursor, now, size);
  if (audience.kind === 'absent') {
    const { people, next } = await membersAfter(db, scope, since, cursor, size);
    return { people: await notIn(db, audience.activityId, people, inIt ?? (await participants(db, audience.activityId))), next };
  }
  const ahead = (await placed(db, audience.activityId)).filter((uid) => uid > cursor);
  const some = ahead.slice(0, size);
  const wanted = audience.kind === 'answer' ? await chose(db, audience, some) : some;
  return { people: await recipientsById(db, wanted), next: ahead.length > size ? (some[some.length - 1] ?? null) : null };
}

/** What a run over an audience needs to know once. */
export const beforehand = (db: Database, audience: Api.Announce.Audience): Promise<ReadonlySet<string>> =>
  audience.kind === 'absent' ? participants(db, audience.activityId) : Promise.resolve(new Set<string>());

/** How many people it is for, as far as it can be told without walking through all members. */
export async function countOf(db: Database, audience: Api.Announce.Audience, { scope, members }: Addressed, now: number): Promise<number> {
  if (audience.kind === 'union') return members;
  if (audience.kind === 'absent') {
    const [inIt, readers] = await Promise.all([participants(db, audience.activityId).then((all) => [...all]), countReaders(db, audience.activityId, audience.unionId)]);
    let within = readers;
    for (let from = 0; from < inIt.length; from += chunk) {
      within += (await recipientsById(db, inIt.slice(from, from + chunk))).filter(({ path }) => covers(scope, path)).length;
    }
    return Math.max(0, members - within);
  }
  let [people, cursor] = [0, '' as string | null];
  while (cursor !== null) {
    const page: { people: Recipient[]; next: string | null } = await recipientsAfter(db, audience, scope, now, cursor, now, chunk);
    people += page.people.length;
    cursor = page.next;
  }
  return people;
}
