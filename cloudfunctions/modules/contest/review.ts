import * as v from 'valibot';
import { checkEntry } from '../../../miniprogram/domain/contest/entry';
import { holds } from '../../../miniprogram/domain/people/scope';
import { fits, tidy } from '../../../miniprogram/domain/text/clean';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { cursor, id, readCursor, writeCursor } from '../../platform/fields';
import { project } from '../../platform/log';
import { type Action, defineAction, type Member } from '../../platform/router';
import { inputHash } from '../../platform/secrets';
import { activityById } from '../activity/store';
import { recordOf } from '../audit/record';
import { contestById, entriesEnd, firstRoundAt, freeze } from './contest-store';
import { tellReviewed } from './contest-news';
import { isDone, mustBeOpen } from './entry-acts';
import { mustHavePassed } from './entry-files';
import { changeEntry, entriesIn, entryById } from './entry-store';
import { entryIdSchema } from './entry-schema';
import { rehearsalsOf } from './rehearsal-store';
import { roundById, roundKey } from './round-store';
import { cardOf } from './views';

/** 节目审查: the organiser reads an entry's lyrics, watches its recording, and accepts or returns it. */

const page = 20;
const noEntry = () => new Refusal('NOT_FOUND', '没有找到这个节目');

const mayReview = (member: Pick<Member, 'grants'>, contest: { scope: string }, now: number) => holds(member.grants, 'cadre', contest.scope, now);

/** With the contest's first round, where it is laid out. */
async function entryWithContest(db: Database, entryId: string) {
  const contestId = entryId.slice(0, entryId.indexOf(':'));
  const entry = await entryById(db, entryId);
  const [contest, first] = await Promise.all([contestById(db, contestId), roundById(db, roundKey(contestId, 'r1'))]);
  if (!entry || !contest) throw noEntry();
  return { entry, contest, first };
}

/** The latest slot of an entry; where units choose for the first round, that it has none yet. */
function rehearsalOf({ entry: { _id }, contest, first }: Awaited<ReturnType<typeof entryWithContest>>, rehearsals: Awaited<ReturnType<typeof rehearsalsOf>>): Api.Contest.Entry['rehearsal'] {
  for (const { roundId, stage, minutes, how, chooseUntil, slots } of [...rehearsals].sort((a, b) => (a.roundId < b.roundId ? 1 : -1))) {
    const at = slots.find(({ entryId }) => entryId === _id)?.at ?? null;
    const chooses = how === 'choose' && roundId === first?.roundId && first.performances.some(({ entryId }) => entryId === _id);
    if (at !== null || chooses) return { roundId, roundName: contest.rulebook.rounds.find(({ id: one }) => one === roundId)?.name ?? '', stage, minutes, at, chooseUntil };
  }
  return null;
}

const entry = defineAction('contest.entry', 'member', v.strictObject({ entryId: entryIdSchema }), async ({ db, input, member, now }) => {
  const [found, rehearsals] = await Promise.all([entryWithContest(db, input.entryId), rehearsalsOf(db, input.entryId.slice(0, input.entryId.indexOf(':')))]);
  const { contest, first } = found;
  const leads = holds(member.grants, 'cadre', found.entry.unitPath, now);
  const reviews = mayReview(member, contest, now);
  if (!leads && !reviews) throw noEntry();
  const { contestId, unitId, state, songs, performers, accompaniment, photos, video, lyrics, contact, v: version } = found.entry;
  const end = state === 'returned' ? firstRoundAt(contest.rulebook) : entriesEnd(contest);
  return {
    ...cardOf(found.entry),
    ...{ contestId, unitId, songs, performers, accompaniment, photos, video, lyrics, contact, v: version, reviews, now },
    mayChange: leads && first === null && (state === 'submitted' || state === 'returned') && now < end,
    rehearsal: rehearsalOf(found, rehearsals),
    mayDecide: reviews && first === null,
    mayWithdraw: leads && first === null && state !== 'withdrawn' && now < firstRoundAt(contest.rulebook),
  };
});

const listSchema = v.strictObject({ contestId: id, state: v.picklist(['submitted', 'returned', 'accepted', 'withdrawn']), cursor: v.exactOptional(cursor) });

const list = defineAction('contest.entries', 'member', listSchema, async ({ db, input, member, now }) => {
  const { contestId, state } = input;
  const after = input.cursor === undefined ? null : readCursor(input.cursor);
  const [contest, found] = await Promise.all([contestById(db, contestId), entriesIn(db, contestId, state, after && { at: after.at, id: `${contestId}:${after.id}` }, page + 1)]);
  if (!contest || !mayReview(member, contest, now)) throw new Refusal('NOT_FOUND', '没有找到这个比赛');
  const rows = found.slice(0, page);
  const last = rows[page - 1];
  return { rows: rows.map(cardOf), next: found.length > page && last ? writeCursor(last.at, last._id.slice(contestId.length + 1)) : null, now };
});

const reviewSchema = v.strictObject({ entryId: entryIdSchema, v: v.pipe(v.number(), v.safeInteger(), v.minValue(1)), accept: v.boolean(), reason: v.string() });

const review = defineAction('contest.review', 'act', reviewSchema, async ({ db, input, key, member, now, requestId }) => {
  const { entry: before, contest, first } = await entryWithContest(db, input.entryId);
  if (!mayReview(member, contest, now)) throw noEntry();
  const { accept } = input;
  const state = accept ? 'accepted' : 'returned';
  const hash = inputHash(input);
  if (isDone(before, key, hash)) return { state };
  mustBeOpen(contest, first);
  if (accept ? input.reason !== '' : !fits(input.reason, 2, 60)) throw new Refusal('BAD_INPUT', '退回要写原因，2–60 个字');
  if (before.v !== input.v) throw new Refusal('USED', '节目刚刚有变动，请返回重新打开');
  if (before.state === 'withdrawn') throw new Refusal('USED', '节目已经退出');
  if (before.state === state) throw new Refusal('USED', accept ? '这个节目已经通过' : '这个节目已经退回，等单位修改');
  if (accept) {
    if (before.state !== 'submitted') throw new Refusal('USED', '单位还没有改好');
    if (before.text === 'held') throw new Refusal('HELD', '文字安全检查还没有结果，请报送人打开节目页再查一次');
    if (before.text === 'risky') throw new Refusal('BAD_INPUT', '文字没有通过安全检查，请退回修改');
    await mustHavePassed(db, before);
    const fault = checkEntry(before, contest.rulebook)[0];
    if (fault) throw new Refusal('BAD_INPUT', `不符合规程：${fault.message}。请退回修改`);
    if (contest.frozenAt === undefined && !(await freeze(db, contest._id, contest.v, now))) throw new Refusal('SLOW_DOWN', '规程刚刚有变动，请再点一次');
  }
  const activity = await activityById(db, contest._id);
  const record = recordOf({ act: accept ? 'contest.accept' : 'contest.return', by: member.uid, key, at: now, subject: contest._id, scope: contest.scope, scopeName: activity?.organiser ?? '', details: input });
  const change = { state, reason: accept ? '' : tidy(input.reason), news: { k: key, t: now } } as const;
  const done = await changeEntry(db, before, { k: key, h: hash, t: now, by: member.uid }, change, record);
  if (!done) throw new Refusal('USED', '节目刚刚有变动，请返回重新打开');
  await project(requestId, () => tellReviewed(db, { ...before, ...change }, now));
  return { state };
});

export const reviewActions: readonly Action[] = [entry, list, review];
