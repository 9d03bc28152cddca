import type { TeamRefusal } from '../../../miniprogram/domain/registration/team';
import { Refusal } from '../../platform/errors';

export const teamRefusals: Record<TeamRefusal, () => Refusal> = {
  keyReused: () => new Refusal('KEY_REUSED'),
  inTeam: () => new Refusal('USED', '您已经在一支队伍里，要先退出才能换队'),
  theyAreInTeam: () => new Refusal('USED', '这位会员已经在一支队伍里'),
  noTeam: () => new Refusal('NOT_FOUND', '您还不在队伍里'),
  notLeader: () => new Refusal('FORBIDDEN', '这件事由领队来办'),
  noInvitation: () => new Refusal('NOT_FOUND', '邀请已经失效，请领队再发一次'),
  full: () => new Refusal('FULL', '队伍人数已满'),
  tooFew: () => new Refusal('BAD_INPUT', '人数还不够，凑齐后再报名'),
  nameTaken: () => new Refusal('USED', '这个队名已经有人用了，请换一个'),
  leaderStays: () => new Refusal('FORBIDDEN', '您是领队，先把领队交给队友再退出'),
  notMate: () => new Refusal('NOT_FOUND', '队里没有这个人'),
  sending: () => new Refusal('SLOW_DOWN', '领队正在提交报名，请稍后再试'),
  sent: () => new Refusal('CLOSED', '队伍已经报名'),
  tooMany: () => new Refusal('FULL', '这个活动的队伍太多，请联系主办单位'),
};

export const noTeamsHere = () => new Refusal('CLOSED', '这个活动不用组队，直接报名就行');
