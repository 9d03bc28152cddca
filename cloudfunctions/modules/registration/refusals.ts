import { whenOf } from '../../../miniprogram/domain/activity/steps';
import type { RefusalReason } from '../../../miniprogram/domain/registration/seats';
import { calendarTime, startOfDay } from '../../../miniprogram/domain/time/shanghai';
import { Refusal } from '../../platform/errors';

/** To a member outside the audience. */
export const notForYourUnit = '这个活动不面向您所在的单位';

export const refusals: Record<RefusalReason, () => Refusal> = {
  notOpen: () => new Refusal('NOT_OPEN', '报名还没有开始'),
  closed: () => new Refusal('CLOSED', '报名已经截止'),
  activityCancelled: () => new Refusal('CLOSED', '主办方取消了这个活动'),
  audience: () => new Refusal('FORBIDDEN', notForYourUnit),
  full: () => new Refusal('FULL', '名额和候补都已满'),
  nextBatch: () => new Refusal('FULL', '本批名额已报满'),
  notFirstCome: () => new Refusal('FORBIDDEN', '这个活动要先申请，由主办方确定名单'),
  form: () => new Refusal('BAD_INPUT', '这个活动要先填报名表'),
  needsTeam: () => new Refusal('FORBIDDEN', '这个活动按队报名，请先组队'),
  teamMate: () => new Refusal('USED', '队里有人已经报名这个活动'),
  notLeader: () => new Refusal('FORBIDDEN', '您在队里，请让领队来操作'),
  keyReused: () => new Refusal('KEY_REUSED'),
  keyCancelled: () => new Refusal('CLOSED', '这次报名已经取消，想参加请重新报名'),
  restless: () => new Refusal('SLOW_DOWN', '您已多次取消这个活动的报名，请联系主办单位'),
  notIn: () => new Refusal('NOT_FOUND', '您没有报名这个活动'),
  over: () => new Refusal('CLOSED', '活动已经结束'),
  arrived: () => new Refusal('USED', '您已经签到，不能再取消报名'),
  noOffer: () => new Refusal('CLOSED', '这个名额已过确认时间，给了下一位'),
  notHeld: () => new Refusal('NOT_FOUND', '没有名额，不能这样操作'),
  begun: () => new Refusal('CLOSED', '活动已经开始'),
  noSubstitutes: () => new Refusal('CLOSED', '这个活动现在不能替换人员'),
  inAlready: () => new Refusal('USED', '这位会员已经在名单里'),
  noPlace: () => new Refusal('FULL', '没有空余的名额'),
  belowHeld: () => new Refusal('FULL', '名额不能少于已经报名的人数'),
  batched: () => new Refusal('CLOSED', '还有名额没有放出，放完后才能减少名额'),
};

/** 本批名额已报满，下一批 10:00 放号 */
export function nextBatchRefusal(at: number, now: number): Refusal {
  const { hour, minute } = calendarTime(at);
  const clock = `${hour}:${String(minute).padStart(2, '0')}`;
  const day = startOfDay(at) === startOfDay(now) ? '' : `${whenOf(at, at).split(' ')[0] ?? ''} `;
  return new Refusal('FULL', `本批名额已报满，下一批 ${day}${clock} 放号`);
}

export const notThere = () => new Refusal('NOT_FOUND', '没有找到这个活动');
export const tooMany = () => new Refusal('SLOW_DOWN', '同时操作的人太多，请稍后再试');
