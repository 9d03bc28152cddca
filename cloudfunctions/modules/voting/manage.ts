import * as v from 'valibot';
import { holds } from '../../../miniprogram/domain/people/scope';
import { tidy } from '../../../miniprogram/domain/text/clean';
import { checkVote } from '../../../miniprogram/domain/voting/ballot';
import { Refusal } from '../../platform/errors';
import { id, millis } from '../../platform/fields';
import { type Action, defineAction } from '../../platform/router';
import { idOf, inputHash } from '../../platform/secrets';
import { activityById } from '../activity/store';
import { recordOf } from '../audit/record';
import { unionsById } from '../people/store';
import { words } from '../text/words';
import { emptyTally, insertTally, insertVote, voteById, withdrawCandidate } from './store';

const count = v.pipe(v.number(), v.safeInteger());
const link = v.pipe(v.string(), v.maxLength(300), v.check((text) => text === '' || /^(cloud|https):\/\/[\w.%~:/?#@!$&'()*+,;=-]+$/.test(text), '链接不完整'));

const createSchema = v.strictObject({
  activityId: id,
  title: words(2, 40, '投票名称'),
  summary: words(0, 500, '说明', true),
  opensAt: millis,
  closesAt: millis,
  rules: v.strictObject({
    least: count,
    most: count,
    ballots: count,
    per: v.picklist(['day', 'all']),
    perCandidate: v.nullable(count),
    ownUnit: v.nullable(count),
    joinedBefore: v.nullable(millis),
    open: v.boolean(),
  }),
  candidates: v.pipe(
    v.array(v.strictObject({ title: words(1, 40, '候选对象'), unitId: v.nullable(id), note: words(0, 60, '一句话介绍'), image: link, video: link })),
    v.maxLength(100),
  ),
});

const create = defineAction('voting.create', 'act', createSchema, async ({ db, input, key, member, now }) => {
  const activity = await activityById(db, input.activityId);
  if (!activity || !holds(member.grants, 'cadre', activity.scope, now)) throw new Refusal('NOT_FOUND', '没有找到这个活动');
  const voteId = idOf('vote', member.uid, key);
  const hash = inputHash(input);
  const before = await voteById(db, voteId);
  if (before && before.acts[0]?.h !== hash) throw new Refusal('KEY_REUSED');
  const openedAt = before?.createdAt ?? now;
  if (!before) {
    const fault = checkVote(input, now)[0];
    if (fault) throw new Refusal('BAD_INPUT', fault.message);
    const found = await unionsById(db, [...new Set(input.candidates.flatMap(({ unitId }) => unitId ?? []))]);
    const unions = new Map(found.map((union) => [union._id, union]));
    const candidates = input.candidates.map(({ unitId, title, note, image, video }, index) => {
      const union = unitId === null ? null : unions.get(unitId);
      if (union === undefined) throw new Refusal('BAD_INPUT', `第 ${index + 1} 个候选对象的单位没有找到`);
      return { id: `c${index + 1}`, title: tidy(title), note: tidy(note), image, video, unitName: union?.name ?? '', unit: union?._id ?? null, withdrawnAt: null };
    });
    await insertVote(db, {
      _id: voteId,
      activityId: activity._id,
      scope: activity.scope,
      organiser: activity.organiser,
      audience: activity.audience,
      title: tidy(input.title),
      summary: tidy(input.summary),
      opensAt: input.opensAt,
      closesAt: input.closesAt,
      rules: input.rules,
      candidates,
      createdAt: openedAt,
      state: 'open',
      acts: [{ k: key, h: hash, t: openedAt, by: member.uid }],
      audit: [recordOf({ act: 'voting.create', by: member.uid, key, at: openedAt, subject: activity._id, scope: activity.scope, scopeName: activity.organiser, details: input })],
    });
  }
  // After the vote: a ballot that comes between the two waits for its fold, and a repeat after a crash makes the tally.
  await insertTally(db, emptyTally(voteId));
  return { voteId };
});

const withdrawSchema = v.strictObject({ voteId: id, candidateId: v.pipe(v.string(), v.regex(/^c\d{1,3}$/)), reason: words(2, 60, '退出的原因') });

const withdraw = defineAction('voting.withdraw', 'act', withdrawSchema, async ({ db, input, key, member, now }) => {
  const vote = await voteById(db, input.voteId);
  if (!vote || !holds(member.grants, 'cadre', vote.scope, now)) throw new Refusal('NOT_FOUND', '没有找到这次投票');
  const hash = inputHash(input);
  const done = vote.acts.find(({ k }) => k === key);
  if (done && done.h !== hash) throw new Refusal('KEY_REUSED');
  if (done) return { withdrawn: true };
  const index = vote.candidates.findIndex((candidate) => candidate.id === input.candidateId);
  if (index < 0) throw new Refusal('BAD_INPUT', '这个对象不在这次投票里');
  if (vote.candidates[index]?.withdrawnAt !== null) throw new Refusal('USED', '这个对象已经退出了');
  if (now >= vote.closesAt) throw new Refusal('CLOSED', '投票已经截止，名单不再变动');
  const record = recordOf({ act: 'voting.withdraw', by: member.uid, key, at: now, subject: vote.activityId, scope: vote.scope, scopeName: vote.organiser, details: input });
  if (await withdrawCandidate(db, vote._id, index, input.candidateId, { k: key, h: hash, t: now, by: member.uid }, record)) return { withdrawn: true };
  // Somebody was quicker: a repeat of this very act has its answer.
  if ((await voteById(db, vote._id))?.acts.some(({ k, h }) => k === key && h === hash)) return { withdrawn: true };
  throw new Refusal('USED', '这个对象已经退出了');
});

export const manageActions: readonly Action[] = [create, withdraw];
