import * as v from 'valibot';
import { maskName } from '../../../miniprogram/domain/people/names';
import { covers, holds, pathsUpwards } from '../../../miniprogram/domain/people/scope';
import { type Answer, answerOf } from '../../../miniprogram/domain/registration/seats';
import { leaderOf, type Team, teamByCode, teamOf, type TeamSize } from '../../../miniprogram/domain/registration/team';
import type { Database } from '../../platform/database';
import { id } from '../../platform/fields';
import { type Action, defineAction, type Member } from '../../platform/router';
import type { ActivityDocument } from '../activity/store';
import { peopleOf as membersOf, type UnionDocument, unionsByPath } from '../people/store';
import { notForYourUnit, notThere } from '../registration/refusals';
import { teamActivity } from './change';
import { teamRefusals } from './refusals';
import { readStandings, type Standings } from './store';

/** Unions for which this member may compete: the own one first, then those above it up to the audience. */
export async function competingUnits(db: Database, { audience }: Pick<ActivityDocument, 'audience'>, member: Member): Promise<UnionDocument[]> {
  const paths = pathsUpwards(member.unitPath).filter((path) => covers(audience, path));
  return paths.length === 0 ? [] : (await unionsByPath(db, paths)).reverse();
}

/** Where a team stands in the places; null: it is a draft. */
function standingOf({ buckets }: Standings, teamId: string): Answer | null {
  for (const { held, waiting, last } of buckets) {
    const inLine = [...waiting, ...last];
    const [atHeld, atLine] = [held, inLine].map((list) => list.findIndex(({ tid }) => tid === teamId));
    const [place, waits] = [held[atHeld ?? -1], inLine[atLine ?? -1]];
    if (place) return answerOf('held', place, atHeld ?? 0);
    if (waits) return answerOf('waiting', waits, atLine ?? 0);
  }
  return null;
}

type Known = Awaited<ReturnType<typeof membersOf>>;

/** Members read at once; a team is never torn apart. */
async function namesIn(db: Database, teams: readonly Team[]): Promise<Known> {
  const uids = [...new Set(teams.flatMap(({ people }) => people.map(({ u }) => u)))];
  const known: Known = new Map();
  for (let from = 0; from < uids.length; from += 500) for (const [uid, found] of await membersOf(db, uids.slice(from, from + 500))) known.set(uid, found);
  return known;
}

function rowOf(team: Team, standings: Standings, { min }: TeamSize, names: Known): Api.Teams.Row {
  const standing = standingOf(standings, team.id);
  return {
    teamId: team.id,
    name: team.name,
    unitName: team.unit.name,
    state: standing?.state ?? 'draft',
    position: standing?.position ?? null,
    short: standing !== null && team.people.length < min,
    people: team.people.map(({ u }, index) => ({ uid: u, name: names.get(u)?.name ?? '已注销的会员', unitName: names.get(u)?.unitName ?? '', leads: index === 0 })),
  };
}

const mine = defineAction('teams.mine', 'member', v.strictObject({ activityId: id }), async ({ db, input, member, now }) => {
  const { activity, size } = await teamActivity(db, input.activityId);
  const standings = await readStandings(db, activity._id, now);
  const team = teamOf(standings.teams, member.uid);
  if (!team) {
    const units = await competingUnits(db, activity, member);
    return { me: member.uid, team: null, units: units.map(({ _id, name }) => ({ id: _id, name })), now };
  }
  const leads = leaderOf(team) === member.uid;
  return { me: member.uid, team: { ...rowOf(team, standings, size, await namesIn(db, [team])), leads, code: leads ? team.code : null }, units: [], now };
});

const invitationSchema = v.strictObject({ activityId: id, code: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{16}$/)) });

const invitation = defineAction('teams.invitation', 'member', invitationSchema, async ({ db, input, member, now }) => {
  const { activity, size } = await teamActivity(db, input.activityId);
  const standings = await readStandings(db, activity._id, now);
  const team = teamByCode(standings.teams, input.code);
  if (!team) throw teamRefusals.noInvitation();
  const own = teamOf(standings.teams, member.uid);
  const first = standings.buckets.find(({ bucket }) => bucket === 0);
  const leader = (await membersOf(db, [leaderOf(team)])).get(leaderOf(team));
  const reason = !covers(activity.audience, member.unitPath)
    ? notForYourUnit
    : !first || first.cancelled || now >= first.closesAt
      ? '报名已经截止，队伍不再加人'
      : own
        ? teamRefusals.inTeam().sentence
        : team.people.length >= size.max
          ? teamRefusals.full().sentence
          : null;
  return {
    name: team.name,
    unitName: team.unit.name,
    // In full for workmates, who know each other; the invitation may travel further.
    leader: !leader ? '' : leader.unitPath === member.unitPath ? leader.name : maskName(leader.name),
    people: team.people.length,
    joined: own?.id === team.id,
    can: reason === null ? { ok: true } : { ok: false, reason },
  };
});

const pageSize = 10;
const listSchema = v.strictObject({ activityId: id, cursor: v.exactOptional(id) });

const list = defineAction('teams.list', 'member', listSchema, async ({ db, input, member, now }) => {
  const { activity, size } = await teamActivity(db, input.activityId);
  if (!holds(member.grants, 'cadre', activity.scope, now)) throw notThere();
  const standings = await readStandings(db, activity._id, now);
  const signedUp = standings.teams.teams.filter(({ id: teamId }) => standingOf(standings, teamId));
  const drafts = standings.teams.teams.filter((team) => !signedUp.includes(team));
  const all = [...signedUp, ...drafts];
  const from = input.cursor === undefined ? 0 : all.findIndex((team) => team.id === input.cursor) + 1;
  const page = all.slice(from, from + pageSize);
  const names = await namesIn(db, page);
  const last = page[page.length - 1];
  return {
    rows: page.map((team) => rowOf(team, standings, size, names)),
    signedUp: signedUp.length,
    drafts: drafts.length,
    next: last && from + pageSize < all.length ? last.id : null,
  };
});

export const teamBrowseActions: readonly Action[] = [mine, invitation, list];
