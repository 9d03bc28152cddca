import * as v from 'valibot';
import { holds } from '../../../miniprogram/domain/people/scope';
import { fits } from '../../../miniprogram/domain/text/clean';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { id } from '../../platform/fields';
import type { Member } from '../../platform/router';
import { recordOf } from '../audit/record';
import type { Act, RoundDocument } from './documents';
import { entryIdSchema } from './entry-schema';
import { roundById, roundKey } from './round-store';

/** Who may do what in a round; what its actions have in common. */

/** Of every action on a round. */
export const roundFields = { contestId: id, roundId: v.pipe(v.string(), v.regex(/^r[1-6]$/)) };
export const entryFields = { ...roundFields, entryId: entryIdSchema };

export const reasonText = v.pipe(v.string(), v.check((text) => fits(text, 2, 60), '原因写 2–60 个字'));

/** cadre: over the contest · official: 计时员, 计分员, 主持人, 催场 · supervisor 监督员 */
export interface Roles {
  cadre: boolean;
  official: boolean;
  supervisor: boolean;
}

export function rolesIn({ grants }: Pick<Member, 'grants'>, { scope }: Pick<RoundDocument, 'scope'>, now: number): Roles {
  const has = (role: string) => holds(grants, role, scope, now);
  return { cadre: has('cadre'), official: has('official'), supervisor: has('supervisor') };
}

export const noRound = () => new Refusal('NOT_FOUND', '没有找到这一轮比赛');

/** The round, for those who have one of these roles over it; to all others it does not exist. */
export async function roundFor(db: Database, { contestId, roundId }: { contestId: string; roundId: string }, member: Member, wanted: readonly (keyof Roles)[], now: number): Promise<RoundDocument> {
  const round = await roundById(db, roundKey(contestId, roundId));
  if (!round) throw noRound();
  const roles = rolesIn(member, round, now);
  if (!wanted.some((role) => roles[role])) throw roles.cadre || roles.official || roles.supervisor ? new Refusal('FORBIDDEN') : noRound();
  return round;
}

/** Those who run the stage. */
export const crew = ['cadre', 'official'] as const;

export const actOf = (member: Pick<Member, 'uid'>, key: string, h: string, now: number): Act => ({ k: key, h, t: now, by: member.uid });

/** The audit record of an act on a round. */
export const recorded = (act: Api.Audit.Act, round: Pick<RoundDocument, 'contestId' | 'scope' | 'scopeName'>, { k, t, by }: Act, details: unknown) =>
  recordOf({ act, by, key: k, at: t, subject: round.contestId, scope: round.scope, scopeName: round.scopeName, details });

/** @throws while the roster waits for a correction of the round before */
export function mustBeCurrent({ renew }: Pick<RoundDocument, 'renew'>): void {
  if (renew) throw new Refusal('CLOSED', '上一轮的成绩更正过，晋级名单有变化，请主办方先更新名单');
}

/** @throws unless the order stands and the round is not over */
export function mustRun({ state }: Pick<RoundDocument, 'state'>): void {
  if (state === 'open') throw new Refusal('NOT_OPEN', '还没有抽签，出场顺序没有排定');
  if (state !== 'drawn' && state !== 'running') throw new Refusal('CLOSED', '这一轮已经结束');
}
