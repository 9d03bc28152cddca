import * as v from 'valibot';
import { unifyValue } from '../../../miniprogram/domain/draw/seed';
import { holds } from '../../../miniprogram/domain/people/scope';
import { fits } from '../../../miniprogram/domain/text/clean';
import { Refusal } from '../../platform/errors';
import { id } from '../../platform/fields';
import { project } from '../../platform/log';
import { type Action, defineAction } from '../../platform/router';
import { inputHash, unseal } from '../../platform/secrets';
import { activityById } from '../activity/store';
import { recordOf } from '../audit/record';
import { readBuckets } from '../registration/store';
import { decide, type DrawDocument, drawOf, pageOf } from './draw-store';
import { settleDraw } from './results';

/** 开奖: the organiser's cadre brings the public value, once; everything else follows from it. */

const value = v.pipe(v.string(), v.check((text) => fits(text, 1, 40), '公开数值写 1–40 个字'));

const draw = defineAction('application.draw', 'act', v.strictObject({ activityId: id, value }), async ({ db, input, key, member, now, requestId }) => {
  const [activity, frozen] = await Promise.all([activityById(db, input.activityId), drawOf(db, input.activityId)]);
  if (activity?.rules.mode !== 'lottery' || !holds(member.grants, 'cadre', activity.scope, now)) throw new Refusal('NOT_FOUND', '没有找到这个活动');
  if (!frozen) throw new Refusal('NOT_OPEN', '名单还没有冻结，报名截止约两分钟后自动冻结');
  const h = inputHash(input);
  const before = frozen.drawn;
  if (before) return repeated(before, key, h);
  if (activity.cancelled) throw new Refusal('CLOSED', '这个活动已经取消了');
  if (now >= activity.endsAt) throw new Refusal('CLOSED', '活动已经结束');
  const buckets = await readBuckets(db, activity._id);
  const drawn = {
    ...{ k: key, h, t: now, by: member.uid, value: unifyValue(input.value), share: unseal(frozen.secret) },
    places: buckets.map(({ bucket, quota, left, waitCap }) => ({ bucket, name: quota?.name ?? '', places: left, waits: waitCap })),
  };
  const record = recordOf({ act: 'activity.draw', by: member.uid, key, at: now, subject: activity._id, scope: activity.scope, scopeName: activity.organiser, details: { ...input, list: frozen.list } });
  if (!(await decide(db, activity._id, drawn, record))) {
    const first = (await drawOf(db, activity._id))?.drawn;
    if (!first) throw new Refusal('SLOW_DOWN');
    return repeated(first, key, h);
  }
  // The job does it too: where this fails or runs out of time, within a minute.
  await project(requestId, () => settleDraw(db, { ...frozen, drawn }, now));
  return { drawn: true };
});

function repeated(before: NonNullable<DrawDocument['drawn']>, key: string, h: string): { drawn: true } {
  if (before.k !== key) throw new Refusal('CLOSED', '已经抽过签，结果不能改');
  if (before.h !== h) throw new Refusal('KEY_REUSED');
  return { drawn: true };
}

const page = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(999));
const pageSchema = v.strictObject({ activityId: id, page });

const entries = defineAction('application.entries', 'anyone', pageSchema, async ({ db, input }) => {
  // A page is published when the hash of all of them is.
  const [frozen, found] = await Promise.all([drawOf(db, input.activityId), pageOf(db, input.activityId, input.page)]);
  if (!frozen || !found) throw new Refusal('NOT_FOUND', '名单里没有这一页');
  return { entries: found.entries };
});

const order = defineAction('application.order', 'anyone', pageSchema, async ({ db, input }) => {
  const found = await pageOf(db, input.activityId, input.page);
  if (!found?.order) throw new Refusal('NOT_FOUND', '还没有抽签');
  return { order: found.order };
});

export const drawActions: readonly Action[] = [draw, entries, order];
