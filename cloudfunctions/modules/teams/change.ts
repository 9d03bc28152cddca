import { regroup } from '../../../miniprogram/domain/registration/acts';
import { decideTeam, dropClaim, leaderOf, type Team, type TeamAct, type TeamMark, type TeamSize } from '../../../miniprogram/domain/registration/team';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { type ActivityDocument, activityById } from '../activity/store';
import { tell } from '../notice/tell';
import { whenOf } from '../../../miniprogram/domain/activity/steps';
import { actOn } from '../registration/deciding';
import { answersOf, keepAnswers } from '../registration/forms';
import { notThere, refusals, tooMany } from '../registration/refusals';
import { readSeats } from '../registration/store';
import { inSeries } from '../series/claims';
import { noTeamsHere, teamRefusals } from './refusals';
import { entriesIn, keepFollowed, readStandings, type Standings, swapTeams } from './store';

/** How often an act is decided anew when others changed the teams in between. */
const tries = 12;

export type Mark = Omit<TeamMark, 'team'>;

/** An activity in teams. */
export interface TeamActivity {
  activity: ActivityDocument;
  size: TeamSize;
}

export async function teamActivity(db: Database, activityId: string): Promise<TeamActivity> {
  const activity = await activityById(db, activityId);
  if (!activity) throw notThere();
  if (activity.rules.team === null) throw noTeamsHere();
  return { activity, size: activity.rules.team };
}

/** Refuses what needs sign-up not to be over. Before it opens teams may be made. */
export function checkOpen({ buckets }: Pick<Standings, 'buckets'>, now: number): void {
  const first = buckets.find(({ bucket }) => bucket === 0);
  if (!first) throw notThere();
  if (first.cancelled) throw refusals.activityCancelled();
  if (now >= first.closesAt) throw refusals.closed();
}

const grows = (act: TeamAct) => act.do === 'make' || act.do === 'join' || act.do === 'add';
const isOfRoster = (act: TeamAct) => act.do === 'join' || act.do === 'add' || act.do === 'leave' || act.do === 'remove' || act.do === 'handOver';

/**
 * Does an act on the teams of an activity. Of a draft one write on the teams decides. Of a team that is signed up the seats decide: who
 * leaves goes out of the entry first, who joins is claimed among the teams first, so that at no instant anybody is in two of them.
 * @returns the team as the act found or left it; null: a repeat of an act on a team that is no more
 */
export async function change(db: Database, { activity, size }: TeamActivity, act: TeamAct, mark: Mark): Promise<Team | null> {
  const activityId = activity._id;
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const standings = await readStandings(db, activityId, mark.t);
    const before = standings.buckets.flatMap(({ acts }) => acts).find(({ k }) => k === mark.k);
    if (before && (before.h !== mark.h || before.by !== mark.by)) throw teamRefusals.keyReused();
    if (before) {
      await keepFollowed(db, activityId, mark.t);
      return standings.teams.teams.find(({ people }) => people.some(({ u }) => u === act.u)) ?? null;
    }
    const decision = decideTeam(standings.teams, act, mark, size);
    if (decision.do === 'refuse') throw teamRefusals[decision.reason]();
    const { team } = decision;
    const bucket = standings.buckets.find((one) => entriesIn(one).some(({ tid }) => tid === team?.id));
    if (decision.do === 'done') {
      // A crash may have left the entry without the one whom this act claimed.
      if (team && bucket && team.people.some(({ k, claimed }) => claimed === true && k === mark.k)) await place(db, activity, bucket._id, team, act, mark);
      return team;
    }
    if (grows(act) || (bucket && isOfRoster(act))) checkOpen(standings, mark.t);
    if (bucket && isOfRoster(act) && !grows(act)) {
      await place(db, activity, bucket._id, decision.team, act, mark);
      if (decision.team.people.length < size.min) await tellShort(db, activity, decision.team, mark);
      return decision.team;
    }
    if (!(await swapTeams(db, activityId, standings.document, decision.next))) continue;
    if (bucket && grows(act)) {
      await place(db, activity, bucket._id, decision.team, act, mark).catch(async (error: unknown) => {
        if (error instanceof Refusal) await unclaim(db, activityId, mark);
        throw error;
      });
    }
    return decision.team;
  }
  throw tooMany();
}

/** Brings an act on a team's people into its entry, then the entry's people back among the teams. */
async function place(db: Database, activity: ActivityDocument, bucketId: string, team: Team, act: TeamAct, mark: Mark): Promise<void> {
  if (act.do === 'handOver') await handAnswers(db, activity, act, mark);
  const who = act.do === 'add' || act.do === 'remove' || act.do === 'handOver' ? act.who : act.u;
  const regrouped = (people: readonly string[]): string[] => {
    const others = people.filter((uid) => uid !== who);
    return act.do === 'handOver' ? [who, ...others] : grows(act) ? [...others, who] : others;
  };
  const comes = grows(act) ? [who] : [];
  await inSeries(db, activity.series, { activityId: activity._id, people: comes, key: mark.k, now: mark.t }, () => actOn(db, () => readSeats(db, bucketId), mark.t, (seats) => regroup(seats, team.id, regrouped, mark)));
  await keepFollowed(db, activity._id, mark.t);
}

/** The sign-up form of a team goes with its leader. */
async function handAnswers(db: Database, activity: ActivityDocument, { u, who }: Extract<TeamAct, { who: string }>, { k, t }: Mark): Promise<void> {
  const answers = (await answersOf(db, activity._id, [u])).get(u);
  if (answers) await keepAnswers(db, { activity, uid: who, answers, key: k, now: t });
}

/** Takes back a claim whose entry refused it. */
async function unclaim(db: Database, activityId: string, { k, t }: Mark): Promise<void> {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const { document, teams } = await readStandings(db, activityId, t);
    if (!document || (await swapTeams(db, activityId, document, dropClaim(teams, k)))) return;
  }
}

/** Tells the leader that the team has become too small, once for each act that made it so. */
async function tellShort(db: Database, activity: ActivityDocument, team: Team, { k, t }: Mark): Promise<void> {
  const about = { activityId: activity._id, title: activity.title, when: whenOf(activity.startsAt, activity.startsAt) };
  await tell(db, { template: 'teamShort', to: [leaderOf(team)], key: `teamShort:${activity._id}:${k}`, about }, t);
}
