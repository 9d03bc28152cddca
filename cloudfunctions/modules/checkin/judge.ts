import { staysOf } from '../../../miniprogram/domain/checkin/stays';
import { holds, scopesOf } from '../../../miniprogram/domain/people/scope';
import { calendarTime } from '../../../miniprogram/domain/time/shanghai';
import { Refusal } from '../../platform/errors';
import type { Member } from '../../platform/router';
import { checkPass } from './passkeys';
import type { CheckInDocument, KeptScan } from './store';

/** Cadres may stand at the gate of their own activities too. */
const gateRoles = ['gate', 'cadre'];

/** Scopes in which this member admits now. @throws FORBIDDEN: none */
export function gateScopes(member: Member, now: number): string[] {
  const scopes = [...new Set(gateRoles.flatMap((role) => scopesOf(member.grants, role, now)))];
  if (scopes.length === 0) throw new Refusal('FORBIDDEN');
  return scopes;
}

export const notYourGate = () => new Refusal('FORBIDDEN', '您没有这个活动的核验权限');

/** May this member admit to what is organised at `scope`, at this moment? @throws FORBIDDEN */
export function requireGate(member: Member, scope: string, at: number): void {
  if (!gateRoles.some((role) => holds(member.grants, role, scope, at))) throw notYourGate();
}

const verdicts = {
  foreign: '这不是本平台的入场码',
  forged: '入场码无效，请让本人重新打开入场码',
  expired: '入场码已过期',
};

/** What a pass says that is good for this activity at this moment. @throws Refusal */
export function readGoodPass(token: string, activityId: string, at: number) {
  const verdict = checkPass(token, at);
  if (!verdict.ok) throw new Refusal(verdict.reason === 'expired' ? 'CLOSED' : 'BAD_INPUT', verdicts[verdict.reason]);
  if (verdict.pass.activityId !== activityId) throw new Refusal('FORBIDDEN', '这是另一个活动的入场码');
  return verdict.pass;
}

export const notHeld = () => new Refusal('NOT_FOUND', '这位会员已经取消报名');
export const over = () => new Refusal('CLOSED', '活动已经结束');
export const calledOff = () => new Refusal('CLOSED', '主办方取消了这个活动');

/** 已于 9:02 在东门核验, or how else they came or left. */
export function usedSentence({ at, gate, kind, out }: KeptScan): string {
  const time = calendarTime(at);
  const clock = `${time.hour}:${String(time.minute).padStart(2, '0')}`;
  if (out) return `已于 ${clock} 在${gate}离场`;
  if (kind === 'paper') return `已于 ${clock} 在${gate}签到（代录）`;
  return kind === 'self' ? `已于 ${clock} 自助签到` : `已于 ${clock} 在${gate}核验`;
}

/** The answer to an online scan that found the member in: its own, if it is a repeat. @throws USED, KEY_REUSED */
export function repeatOf({ scans }: CheckInDocument, id: string, hash: string): KeptScan {
  const mine = scans.find((scan) => scan.id === id);
  if (mine && mine.h !== hash) throw new Refusal('KEY_REUSED');
  if (mine) return mine;
  const stays = staysOf(scans);
  const last = stays[stays.length - 1];
  if (!last) throw new Error('a check-in is there and not there');
  throw new Refusal('USED', usedSentence(last.entry));
}
