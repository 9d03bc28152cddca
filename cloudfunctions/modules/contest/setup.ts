import * as v from 'valibot';
import { brokenPromises, checkRulebook } from '../../../miniprogram/domain/contest/rulebook';
import { opened, templates } from '../../../miniprogram/domain/contest/templates';
import { covers, holds } from '../../../miniprogram/domain/people/scope';
import { tidy } from '../../../miniprogram/domain/text/clean';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { id, millis } from '../../platform/fields';
import { type Action, defineAction, type Member } from '../../platform/router';
import { inputHash } from '../../platform/secrets';
import { type ActivityDocument, activityById } from '../activity/store';
import { recordOf } from '../audit/record';
import { claimSettles } from './claims';
import { contestById, entriesEnd, firstRoundAt, insertContest, keepRulebook } from './contest-store';
import { acceptedCount, entriesOfUnit } from './entry-store';
import { roundById, roundKey } from './round-store';
import { rulebookSchema } from './rulebook-schema';
import { cardOf } from './views';

const notThere = () => new Refusal('NOT_FOUND', '没有找到这个比赛');

/** A contest's activity, for a cadre over it; to all others it does not exist. */
async function ownActivity(db: Database, activityId: string, member: Member, now: number): Promise<ActivityDocument> {
  const activity = await activityById(db, activityId);
  if (!activity || activity.programme !== 'contest' || !holds(member.grants, 'cadre', activity.scope, now)) throw notThere();
  return activity;
}

const create = defineAction('contest.create', 'act', v.strictObject({ activityId: id, template: v.picklist(['may', 'vocal', 'talent']) }), async ({ db, input, key, member, now }) => {
  const activity = await ownActivity(db, input.activityId, member, now);
  const template = templates.find((one) => one.id === input.template);
  if (!template) throw new Refusal('BAD_INPUT');
  const hash = inputHash(input);
  const { rulebook, entriesUntil } = opened(template, activity.startsAt, now);
  const record = recordOf({ act: 'contest.create', by: member.uid, key, at: now, subject: activity._id, scope: activity.scope, scopeName: activity.organiser, details: input });
  const acts = [{ k: key, h: hash, t: now, by: member.uid }];
  if (await insertContest(db, { _id: activity._id, scope: activity.scope, rulebook, entriesUntil, v: 1, acts, audit: [record] })) return { contestId: activity._id };
  const first = (await contestById(db, activity._id))?.acts[0];
  if (first?.k !== key) throw new Refusal('USED', '这个比赛已经设置过了');
  if (first.h !== hash) throw new Refusal('KEY_REUSED');
  return { contestId: activity._id };
});

const editSchema = v.strictObject({ contestId: id, v: v.pipe(v.number(), v.safeInteger(), v.minValue(1)), rulebook: rulebookSchema, entriesUntil: millis });

const edit = defineAction('contest.edit', 'act', editSchema, async ({ db, input, key, member, now }) => {
  const [activity, contest, first] = await Promise.all([ownActivity(db, input.contestId, member, now), contestById(db, input.contestId), roundById(db, roundKey(input.contestId, 'r1'))]);
  if (!contest) throw notThere();
  const hash = inputHash(input);
  const done = contest.acts.find(({ k }) => k === key);
  if (done && done.h !== hash) throw new Refusal('KEY_REUSED');
  if (done) return { v: input.v + 1 };
  if (contest.v !== input.v) throw changed();
  const rulebook = { ...input.rulebook, setSongs: input.rulebook.setSongs.map(tidy) };
  const fault = [...checkRulebook(rulebook), ...(contest.frozenAt === undefined ? [] : brokenPromises(contest.rulebook, rulebook))][0];
  if (fault !== undefined) throw new Refusal('BAD_INPUT', fault);
  if (input.entriesUntil > firstRoundAt(rulebook)) throw new Refusal('BAD_INPUT', '报送要在第一轮开始前截止');
  if (first && input.entriesUntil > now) throw new Refusal('BAD_INPUT', `${first.name}已经开始编排出场顺序，不再收节目`);
  const { sealedAt = null } = contest;
  const opensAgain = input.entriesUntil > now && sealedAt !== null;
  // A call that is laying the first round out may be under way still.
  if (opensAgain && now < sealedAt + claimSettles) throw new Refusal('SLOW_DOWN', '正在编排出场顺序，请两分钟后再改');
  const record = recordOf({ act: 'contest.edit', by: member.uid, key, at: now, subject: activity._id, scope: activity.scope, scopeName: activity.organiser, details: input });
  if (!(await keepRulebook(db, contest._id, input.v, { rulebook, entriesUntil: input.entriesUntil, sealedAt: opensAgain ? null : sealedAt }, { k: key, h: hash, t: now, by: member.uid }, record))) throw changed();
  return { v: input.v + 1 };
});

const changed = () => new Refusal('USED', '规程刚刚被别人改过，请返回重新打开再改');

const detail = defineAction('contest.detail', 'anyone', v.strictObject({ contestId: id }), async ({ db, input, member, now }) => {
  const leads = member !== null && holds(member.grants, 'cadre', member.unitPath, now);
  const [activity, contest, mine, accepted] = await Promise.all([
    activityById(db, input.contestId),
    contestById(db, input.contestId),
    leads ? entriesOfUnit(db, input.contestId, member.unitPath) : [],
    member?.grants.some(({ role }) => role === 'cadre') === true ? acceptedCount(db, input.contestId) : 0,
  ]);
  if (!activity || activity.programme !== 'contest') throw notThere();
  const manages = member !== null && holds(member.grants, 'cadre', activity.scope, now);
  return {
    contestId: activity._id,
    title: activity.title,
    organiser: activity.organiser,
    startsAt: activity.startsAt,
    setup: contest && { rulebook: contest.rulebook, entriesUntil: entriesEnd(contest), frozen: contest.frozenAt !== undefined, v: contest.v },
    unit: leads && covers(activity.audience, member.unitPath) ? { id: member.unitId, name: member.unitName } : null,
    // A cadre of the city leads a unit that all others are part of: their entries are theirs.
    mine: mine.filter(({ unitId }) => unitId === member?.unitId).map(cardOf),
    manages,
    accepted: manages ? accepted : 0,
    now,
  };
});

export const setupActions: readonly Action[] = [create, edit, detail];
