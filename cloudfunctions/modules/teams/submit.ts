import * as v from 'valibot';
import { covers } from '../../../miniprogram/domain/people/scope';
import { decideSignUp } from '../../../miniprogram/domain/registration/joining';
import { settleLine } from '../../../miniprogram/domain/registration/line';
import { type Answer, type Entry, peopleOf } from '../../../miniprogram/domain/registration/seats';
import { decideTeam, leaderOf, type Team, teamOf } from '../../../miniprogram/domain/registration/team';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { id } from '../../platform/fields';
import { project } from '../../platform/log';
import { type Action, defineAction } from '../../platform/router';
import { inputHash } from '../../platform/secrets';
import { peopleOf as membersOf } from '../people/store';
import { signUpFor } from '../registration/deciding';
import { answersSchema, dropAnswers, keepAnswers } from '../registration/forms';
import { nextBatchRefusal, notThere, refusals, tooMany } from '../registration/refusals';
import { readBucketFor, touch } from '../registration/store';
import { checkOpen, type Mark, teamActivity, type TeamActivity } from './change';
import { teamRefusals } from './refusals';
import { entriesIn, keepFollowed, readStandings, type Standings, swapTeams } from './store';

/**
 * 提交报名: the team is frozen by one write on the teams, then one act on the seats takes its place. What cannot succeed is refused before
 * the first write. A team whose function died in between is a draft again after a minute, or goes on with a repeat of the act.
 */

const tries = 12;

const submitSchema = v.strictObject({ activityId: id, answers: v.exactOptional(answersSchema) });

const submit = defineAction('teams.submit', 'act', submitSchema, async ({ db, input, key, member, now, requestId }) => {
  const of = await teamActivity(db, input.activityId);
  const mark: Mark = { k: key, h: inputHash(input), t: now, by: member.uid };
  const entryFor = (team: Team): Entry => ({
    ...{ u: leaderOf(team), k: key, h: mark.h, t: now, team: team.name, m: team.people.map(({ u }) => u), tid: team.id },
    ...(team.unit.path === member.unitPath ? {} : { unit: team.unit.path }),
    ...(input.answers === undefined ? {} : { f: 1 as const }),
  });
  const team = await freeze(db, of, mark, (standings, found) => checkPlace(db, of, standings, entryFor(found), found, now), (found) => keep(db, of, found, input.answers, mark));
  const entry = entryFor(team);
  const answer = await signUpFor(db, of.activity._id, entry, team.unit.path, now).catch(async (error: unknown) => {
    if (error instanceof Refusal) await thaw(db, of.activity._id, mark);
    throw error;
  });
  await project(requestId, () => keepFollowed(db, of.activity._id, now));
  await project(requestId, () => Promise.all(peopleOf(entry).map((uid) => touch(db, of.activity._id, uid, answer.at))));
  return answerOf(answer);
});

const answerOf = ({ state, position, at }: Answer) => ({ state, position, at });

/** Freezes the leader's team for this act. @param check refuses what cannot succeed; @param before what is written first */
async function freeze(
  db: Database,
  { activity, size }: TeamActivity,
  mark: Mark,
  check: (standings: Standings, team: Team) => Promise<void>,
  before: (team: Team) => Promise<unknown>,
): Promise<Team> {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const standings = await readStandings(db, activity._id, mark.t);
    const mine = teamOf(standings.teams, mark.by);
    // In already, by this act or an earlier one: the seats answer with its place.
    if (mine && leaderOf(mine) === mark.by && standings.buckets.some((bucket) => entriesIn(bucket).some(({ tid }) => tid === mine.id))) return mine;
    const decision = decideTeam(standings.teams, { do: 'send', u: mark.by }, mark, size);
    if (decision.do === 'refuse') throw teamRefusals[decision.reason]();
    if (decision.do === 'done') {
      if (decision.team?.sent?.k !== mark.k) throw refusals.keyCancelled();
      return decision.team;
    }
    await check(standings, decision.team);
    await before(decision.team);
    if (await swapTeams(db, activity._id, standings.document, decision.next)) return decision.team;
  }
  throw tooMany();
}

/** Refuses a team that would get neither a place nor a place in line as things stand. */
async function checkPlace(db: Database, { activity }: TeamActivity, standings: Standings, entry: Entry, team: Team, now: number): Promise<void> {
  checkOpen(standings, now);
  const people = peopleOf(entry);
  const elsewhere = standings.buckets.flatMap(({ held, waiting, last }) => [...held, ...waiting, ...last]).flatMap(peopleOf);
  if (people.some((uid) => elsewhere.includes(uid))) throw refusals.teamMate();
  const members = await membersOf(db, [...people]);
  const outside = people.flatMap((uid) => {
    const found = members.get(uid);
    return found && covers(activity.audience, found.unitPath) ? [] : [found?.name ?? '已注销的会员'];
  });
  if (outside.length > 0) throw new Refusal('FORBIDDEN', `这个活动不面向${outside.slice(0, 3).join('、')}所在的单位，请先移出队伍`);
  const seats = await readBucketFor(db, activity._id, team.unit.path);
  if (!seats) throw notThere();
  const decision = decideSignUp(settleLine(seats, now), entry, team.unit.path, now);
  if (decision.do === 'refuse') throw decision.at === undefined ? refusals[decision.reason]() : nextBatchRefusal(decision.at, now);
}

async function keep(db: Database, { activity }: TeamActivity, team: Team, answers: Api.Activity.Answers | undefined, { k, t }: Mark): Promise<void> {
  if (answers !== undefined) await keepAnswers(db, { activity, uid: leaderOf(team), answers, key: k, now: t });
}

/** The seats refused: the team is a draft again, and its form forgotten. */
async function thaw(db: Database, activityId: string, { k, t, by }: Mark): Promise<void> {
  await dropAnswers(db, activityId, by, k);
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const { document, teams } = await readStandings(db, activityId, t);
    const draft = teams.teams.map((team) => (team.sent?.k === k && !team.sent.seen ? { ...team, sent: null } : team));
    if (!document || (await swapTeams(db, activityId, document, { teams: draft, acts: teams.acts.filter((act) => act.k !== k) }))) return;
  }
}

export const submitActions: readonly Action[] = [submit];
