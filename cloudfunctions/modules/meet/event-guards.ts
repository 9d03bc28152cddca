import * as v from 'valibot';
import { roundProblem } from '../../../miniprogram/domain/meet/day';
import type { EnteredProblem } from '../../../miniprogram/domain/meet/entered';
import type { MatchProblem } from '../../../miniprogram/domain/meet/table';
import { holds } from '../../../miniprogram/domain/people/scope';
import { fits } from '../../../miniprogram/domain/text/clean';
import type { Act } from '../../platform/acts';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { id } from '../../platform/fields';
import type { Member } from '../../platform/router';
import { recordOf } from '../audit/record';
import { type EventDocument, eventKey, type Round, type Starter } from './event-document';
import { eventById } from './event-store';

/** Who may do what in an event; what its actions have in common. */

/** An id of the rulebook: it may be Chinese, and is no filter and no path. */
export const eventId = v.pipe(v.string(), v.regex(/^[^\s:$.]{1,60}$/u));
export const eventFields = { meetId: id, event: eventId };
export const roundFields = { ...eventFields, round: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(3)) };
export const entryId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,64}$/));
export const counted = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(100_000));
export const plainText = (least: number, most: number, words: string) => v.pipe(v.string(), v.check((text) => fits(text, least, most, most > 60), words));
export const reasonText = plainText(2, 60, '原因写 2–60 个字');

export const noEvent = () => new Refusal('NOT_FOUND', '没有找到这个项目，或还没有编排');

/** cadre and official work on sheets; a supervisor sees them and is of the 仲裁委员会. */
export interface EventRoles {
  cadre: boolean;
  official: boolean;
  supervisor: boolean;
}

export function rolesIn({ grants }: Pick<Member, 'grants'>, { scope }: Pick<EventDocument, 'scope'>, now: number): EventRoles {
  const has = (role: string) => holds(grants, role, scope, now);
  return { cadre: has('cadre'), official: has('official'), supervisor: has('supervisor') };
}

/** Those who enter and sign. */
export const crew = ['cadre', 'official'] as const;
/** 仲裁委员会: those who did not run it. */
export const jury = ['cadre', 'supervisor'] as const;

export async function eventFor(db: Database, { meetId, event }: { meetId: string; event: string }, member: Member, wanted: readonly (keyof EventRoles)[], now: number): Promise<EventDocument> {
  const found = await eventById(db, eventKey(meetId, event));
  if (!found) throw noEvent();
  const roles = rolesIn(member, found, now);
  if (!wanted.some((role) => roles[role])) throw new Refusal('FORBIDDEN', '这里由裁判和主办方的干部来操作');
  return found;
}

export const actOf = (member: Pick<Member, 'uid'>, key: string, h: string, now: number): Act => ({ k: key, h, t: now, by: member.uid });

/** The audit record of an act on an event. */
export const recorded = (act: Api.Audit.Act, { meetId, scope, scopeName }: Pick<EventDocument, 'meetId' | 'scope' | 'scopeName'>, { k, t, by }: Act, details: unknown) =>
  recordOf({ act, by, key: k, at: t, subject: meetId, scope, scopeName, details });

/** How an entry is called in a sentence: its athlete with the bib, or its unit. */
export function calledOf(starters: readonly Starter[], entry: string): string {
  const starter = starters.find((one) => one.entry === entry);
  const [person, ...others] = starter?.people ?? [];
  return person && others.length === 0 ? `${person.bib}号${person.name}` : (starter?.unitName ?? '');
}

/** @throws CLOSED once somebody has signed */
export function mustBeUnsigned({ signed }: Round): void {
  if (signed > 0) throw new Refusal('CLOSED', '成绩单已经签字，要改请先退回');
}

export const enteredWords: Readonly<Record<EnteredProblem, string>> = {
  kind: '这个项目不是这样记成绩的',
  range: '成绩超出了范围，请核对',
  outcome: '成绩和状态对不上：有成绩才是“有效”，弃权、未完赛没有成绩',
  rule: '取消资格要写明依据，其他状态不写',
  card: '试跳记录不对：每个高度最多三次，连续三次失败后不能再跳',
  attempts: '试跳（试掷）次数不对',
  rerun: '有犯规，要重赛一次再录成绩',
  mustDQ: '重赛又犯规，按规程取消资格',
};

export const matchWords: Readonly<Record<MatchProblem, string>> = {
  bouts: '比分不对：每局要分出胜负，分出胜负后不再有下一局',
  open: '还没有分出胜负',
  draw: '淘汰赛打平要记谁晋级',
};

/** Why a sheet cannot be signed, a sentence; empty: it can. */
export function missingWords({ event, starters }: EventDocument, round: Round): string {
  const found = roundProblem(event, round);
  if (!found) return '';
  const [first = '', second = ''] = found.entries;
  switch (found.problem) {
    case 'open':
      return found.entries.length > 0 ? `还有 ${found.entries.length} 个没有成绩，如${calledOf(starters, first)}` : '还有比赛没有打完';
    case 'contradiction':
      return `${calledOf(starters, first)}先到终点，时间却比${calledOf(starters, second)}长，请核对`;
    case 'notFinalist':
      return `${calledOf(starters, first)}没有进入后三次，只能记前三次`;
    case 'attemptsLeft':
      return `${calledOf(starters, first)}还有试跳（试掷）没有记`;
  }
}
