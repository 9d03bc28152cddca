import * as v from 'valibot';
import { holds } from '../../../miniprogram/domain/people/scope';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import type { Member } from '../../platform/router';
import type { ActivityDocument } from '../activity/store';
import { unionsById } from '../people/store';
import type { ContestDocument } from './documents';
import { contentOf, type Material, materialOf } from './result-content';
import { contestWithResults, emptyResult, openResult, type ResultDocument } from './result-store';
import { roundById, roundKey } from './round-store';

/** Who may see and do what with a result, and what it is made of. */

export const notThere = () => new Refusal('NOT_FOUND', '没有找到这个比赛');

export const roundField = v.pipe(v.string(), v.regex(/^r[1-9]$/));

/** 计分员 is an official over the contest, 监督员 a supervisor. */
export const rolesOf = (member: Member, scope: string, now: number) => ({
  manages: holds(member.grants, 'cadre', scope, now),
  scorer: holds(member.grants, 'official', scope, now),
  supervisor: holds(member.grants, 'supervisor', scope, now),
});

export interface Held {
  activity: ActivityDocument;
  contest: ContestDocument;
  /** What was done to the results of its rounds. */
  results: ResultDocument[];
  roles: ReturnType<typeof rolesOf>;
}

/** A contest for those who make its result; to all others it does not exist. */
export async function worked(db: Database, contestId: string, member: Member, now: number): Promise<Held> {
  const held = await contestWithResults(db, contestId);
  if (!held) throw notThere();
  const roles = rolesOf(member, held.contest.scope, now);
  if (!roles.manages && !roles.scorer && !roles.supervisor) throw notThere();
  return { ...held, roles };
}

/** The same for its cadres alone. */
export async function managed(db: Database, contestId: string, member: Member, now: number): Promise<Held> {
  const held = await worked(db, contestId, member, now);
  if (!held.roles.manages) throw new Refusal('FORBIDDEN', '这件事由主办方的工会干部来做');
  return held;
}

export function roundRule({ rulebook }: ContestDocument, roundId: string): Api.Contest.RoundRule {
  const rule = rulebook.rounds.find(({ id }) => id === roundId);
  if (!rule) throw new Refusal('NOT_FOUND', '没有这一轮');
  return rule;
}

export const lastRound = ({ rulebook }: Pick<ContestDocument, 'rulebook'>) => rulebook.rounds[rulebook.rounds.length - 1];

export interface Computed {
  document: ResultDocument;
  material: Material;
  now: ReturnType<typeof contentOf>;
  /** The same under other named prizes or another document. */
  of(document: ResultDocument): ReturnType<typeof contentOf>;
}

/** A round's result as it follows from what stands now. */
export async function computed(db: Database, { contest, results }: Pick<Held, 'contest' | 'results'>, roundId: string): Promise<Computed> {
  const rule = roundRule(contest, roundId);
  const stored = results.find((one) => one.roundId === roundId);
  const document = stored ? openResult(stored) : emptyResult(contest._id, roundId);
  const { rounds } = contest.rulebook;
  const after = rounds[rounds.indexOf(rule) + 1];
  const [round, next] = await Promise.all([roundById(db, roundKey(contest._id, roundId)), after ? roundById(db, roundKey(contest._id, after.id)) : null]);
  const unitIds = document.named.flatMap(({ winners }) => winners.flatMap(({ unitId }) => unitId ?? []));
  const [material, unions] = await Promise.all([materialOf(db, contest, rule, [round, next], document), unionsById(db, [...new Set(unitIds)])]);
  const units = new Map(unions.map(({ _id, name }) => [_id, name]));
  const of = (one: ResultDocument) => contentOf(material, one, units);
  return { document, material, now: of(document), of };
}
