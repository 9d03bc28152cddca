import type { ApplicationRefusal } from '../../../miniprogram/domain/application/application';
import { Refusal } from '../../platform/errors';

/** What a person is told whose act on an application is refused. */
export const refusals: Record<ApplicationRefusal, () => Refusal> = {
  keyReused: () => new Refusal('KEY_REUSED'),
  activityCancelled: () => new Refusal('CLOSED', '主办方取消了这个活动'),
  notOpen: () => new Refusal('NOT_OPEN', '报名还没有开始'),
  closed: () => new Refusal('CLOSED', '报名已经截止'),
  over: () => new Refusal('CLOSED', '活动已经结束'),
  restless: () => new Refusal('SLOW_DOWN', '您已多次撤回又申请，请联系主办单位'),
  sealMissing: () => new Refusal('BAD_INPUT', '请先拍一张盖好章的报名表'),
  notIn: () => new Refusal('NOT_FOUND', '没有这份申请'),
  frozen: () => new Refusal('CLOSED', '报名已截止，名单已冻结；中签后可以取消名额'),
  confirmed: () => new Refusal('CLOSED', '主办方已确认，不参加请取消名额'),
  withdrawn: () => new Refusal('CLOSED', '本人已撤回'),
  notPassed: () => new Refusal('CLOSED', '单位还没有审核'),
  decided: () => new Refusal('CLOSED', '这份申请已经处理过了'),
  reasonMissing: () => new Refusal('BAD_INPUT', '写一句为什么，让申请的人知道怎么办'),
};
