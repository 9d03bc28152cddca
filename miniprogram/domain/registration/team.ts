/**
 * The teams 队伍 of one activity, in ONE document: that nobody is in two of them is decided there, team against team. Places are decided by
 * the seats (seats.ts): a team that was sent in follows its entry there, see `follow`.
 */
export interface Teams {
  teams: Team[];
  /** Keyed acts, the last ones. */
  acts: TeamMark[];
}

export interface Team {
  id: string;
  name: string;
  /** Of the invitation: who has it may join. */
  code: string;
  /** 参赛单位: path of the union that the team competes for, and its name. */
  unit: { path: string; name: string };
  /** The leader first. */
  people: TeamMate[];
  /** Sent in: the act, and whether its entry in the seats has been seen. null: a draft. */
  sent: null | { k: string; t: number; seen?: true };
}

export interface TeamMate {
  u: string;
  /** When they joined. */
  t: number;
  /** Key of the act that brought them in. */
  k: string;
  /** Joined a team that was sent in, and its entry does not hold them yet. */
  claimed?: true;
}

export interface TeamMark {
  k: string;
  h: string;
  t: number;
  by: string;
  team: string;
}

/** `u`: who acts. */
export type TeamAct =
  | { do: 'make'; u: string; id: string; name: string; code: string; unit: Team['unit'] }
  | { do: 'renew'; u: string; code: string }
  | { do: 'join'; u: string; code: string }
  | { do: 'add' | 'remove' | 'handOver'; u: string; who: string }
  | { do: 'leave' | 'send' | 'disband'; u: string };

export type TeamRefusal =
  | 'keyReused'
  | 'inTeam'
  | 'theyAreInTeam'
  | 'noTeam'
  | 'notLeader'
  | 'noInvitation'
  | 'full'
  | 'tooFew'
  | 'nameTaken'
  | 'leaderStays'
  | 'notMate'
  | 'sending'
  | 'sent'
  | 'tooMany';

export type TeamChange = { do: 'write'; next: Teams; team: Team } | { do: 'done'; team: Team | null } | { do: 'refuse'; reason: TeamRefusal };

/** How many people a team may have. */
export interface TeamSize {
  min: number;
  max: number;
}

export const noTeams: Teams = { teams: [], acts: [] };

const actsAtMost = 500;
/** So that the document stays far below 1 MB; one of the people takes about 90 bytes. */
const teamsAtMost = 500;
const peopleAtMost = 5000;
/** A team that is on its way to the seats, or a person to its entry, is waited for so long; the function that carries it has ended by then, ms. */
export const onItsWay = 60_000;

export const leaderOf = ({ people }: Team): string => people[0]?.u ?? '';
export const teamOf = ({ teams }: Teams, uid: string): Team | null => teams.find(({ people }) => people.some(({ u }) => u === uid)) ?? null;
export const teamByCode = ({ teams }: Teams, code: string): Team | null => teams.find((team) => team.code === code) ?? null;

const refuse = (reason: TeamRefusal): TeamChange => ({ do: 'refuse', reason });

/** What an act makes of the teams of an activity, given how they stand. A repeat changes nothing. */
export function decideTeam(all: Teams, act: TeamAct, mark: Omit<TeamMark, 'team'>, size: TeamSize): TeamChange {
  const before = all.acts.find(({ k }) => k === mark.k);
  if (before) return before.h === mark.h && before.by === mark.by ? { do: 'done', team: all.teams.find(({ id }) => id === before.team) ?? null } : refuse('keyReused');
  const changed = changedBy(all, act, mark, size);
  if (typeof changed === 'string') return refuse(changed);
  const { team, teams } = changed;
  return { do: 'write', team, next: { teams, acts: [...all.acts, { ...mark, team: team.id }].slice(-actsAtMost) } };
}

type Changed = { team: Team; teams: Team[] } | TeamRefusal;

function changedBy(all: Teams, act: TeamAct, mark: Pick<TeamMark, 'k' | 't'>, size: TeamSize): Changed {
  const mine = teamOf(all, act.u);
  if (act.do === 'make') return mine ? 'inTeam' : made(all, act, mark);
  if (act.do === 'join') {
    const team = teamByCode(all, act.code);
    if (!team) return 'noInvitation';
    return mine ? 'inTeam' : joined(all, team, act.u, mark, size);
  }
  if (!mine) return 'noTeam';
  if (act.do === 'leave') return left(all, mine, act.u);
  if (leaderOf(mine) !== act.u) return 'notLeader';
  switch (act.do) {
    case 'add':
      return teamOf(all, act.who) ? 'theyAreInTeam' : joined(all, mine, act.who, mark, size);
    case 'remove':
      return act.who === act.u ? 'leaderStays' : without(all, mine, act.who);
    case 'handOver':
      return handed(all, mine, act.who);
    case 'renew':
      return changedTo(all, { ...mine, code: act.code });
    case 'send':
      return sent(all, mine, mark, size);
    case 'disband':
      return mine.sent ? (mine.sent.seen ? 'sent' : 'sending') : { team: mine, teams: all.teams.filter((one) => one !== mine) };
  }
}

/** The teams with this one in its new state; one that is on its way to the seats stays as it was sent. */
function changedTo(all: Teams, team: Team): Changed {
  const before = all.teams.find(({ id }) => id === team.id);
  if (before?.sent && !before.sent.seen && before.code === team.code) return 'sending';
  return { team, teams: all.teams.map((one) => (one === before ? team : one)) };
}

function made(all: Teams, { id, name, code, unit, u }: Extract<TeamAct, { do: 'make' }>, { k, t }: Pick<TeamMark, 'k' | 't'>): Changed {
  if (all.teams.some((team) => team.name === name)) return 'nameTaken';
  if (all.teams.length >= teamsAtMost) return 'tooMany';
  const team: Team = { id, name, code, unit, people: [{ u, t, k }], sent: null };
  return { team, teams: [...all.teams, team] };
}

function joined(all: Teams, team: Team, u: string, { k, t }: Pick<TeamMark, 'k' | 't'>, { max }: TeamSize): Changed {
  if (team.people.length >= max) return 'full';
  if (all.teams.reduce((sum, { people }) => sum + people.length, 0) >= peopleAtMost) return 'tooMany';
  return changedTo(all, { ...team, people: [...team.people, { u, t, k, ...(team.sent ? { claimed: true as const } : {}) }] });
}

function left(all: Teams, team: Team, u: string): Changed {
  return leaderOf(team) === u ? 'leaderStays' : without(all, team, u);
}

function without(all: Teams, team: Team, u: string): Changed {
  const people = team.people.filter((mate) => mate.u !== u);
  return people.length === team.people.length ? 'notMate' : changedTo(all, { ...team, people });
}

function handed(all: Teams, team: Team, u: string): Changed {
  const heir = team.people.find((mate) => mate.u === u);
  return heir ? changedTo(all, { ...team, people: [heir, ...team.people.filter((mate) => mate !== heir)] }) : 'notMate';
}

/** Drafts without somebody who is no member any more: the next of the people leads on, a team of nobody is none. The same object where they are in no draft. */
export function withoutDeparted(all: Teams, uid: string): Teams {
  const mine = teamOf(all, uid);
  if (!mine || mine.sent) return all;
  const people = mine.people.filter(({ u }) => u !== uid);
  return { ...all, teams: all.teams.flatMap((team) => (team !== mine ? [team] : people.length > 0 ? [{ ...team, people }] : [])) };
}

/** A team whose earlier try never reached the seats has come back as a draft by then (`follow`). */
function sent(all: Teams, team: Team, { k, t }: Pick<TeamMark, 'k' | 't'>, { min, max }: TeamSize): Changed {
  if (team.sent) return team.sent.seen ? 'sent' : 'sending';
  if (team.people.length < min) return 'tooFew';
  if (team.people.length > max) return 'full';
  return changedTo(all, { ...team, sent: { k, t } });
}

/** A team's entry in the seats. */
export interface TeamEntry {
  tid: string;
  m: readonly string[];
}

/**
 * The teams as the seats have them: of a team with an entry its people are the team, one without is a draft again, and who stands in an
 * entry is in no draft. The same object where nothing differs. Whoever reads the teams reads them through this.
 */
export function follow(all: Teams, entries: readonly TeamEntry[], now: number): Teams {
  const entryOf = new Map(entries.map((entry) => [entry.tid, entry.m]));
  const teams = all.teams.map((team) => followed(team, entryOf.get(team.id), now));
  const placed = new Set(entries.flatMap(({ m }) => m));
  const apart = teams.map((team) => (entryOf.has(team.id) ? team : freed(team, placed))).filter(({ people }) => people.length > 0);
  if (apart.length === all.teams.length && apart.every((team, index) => team === all.teams[index])) return all;
  const kept = new Set(apart.flatMap(({ people }) => people.map(({ k }) => k)));
  const dropped = new Set(all.teams.flatMap(({ people }) => people.filter(({ claimed, k }) => claimed === true && !kept.has(k)).map(({ k }) => k)));
  return { teams: apart, acts: all.acts.filter(({ k }) => !dropped.has(k)) };
}

function followed(team: Team, m: readonly string[] | undefined, now: number): Team {
  if (m === undefined) {
    if (!team.sent || (!team.sent.seen && now < team.sent.t + onItsWay)) return team;
    return { ...team, sent: null, people: team.people.map(({ u, t, k }) => ({ u, t, k })) };
  }
  const known = new Map(team.people.map((mate) => [mate.u, mate]));
  const placed = m.map((u): TeamMate => {
    const mate = known.get(u);
    return mate && mate.claimed === undefined ? mate : { u, t: mate?.t ?? now, k: mate?.k ?? '' };
  });
  const coming = team.people.filter(({ u, t, claimed }) => claimed === true && !m.includes(u) && now < t + onItsWay);
  const people = [...placed, ...coming];
  const same = team.sent?.seen === true && people.length === team.people.length && people.every((mate, index) => mate === team.people[index]);
  return same ? team : { ...team, people, sent: { k: team.sent?.k ?? '', t: team.sent?.t ?? now, seen: true } };
}

function freed(team: Team, placed: ReadonlySet<string>): Team {
  const people = team.people.filter(({ u }) => !placed.has(u));
  return people.length === team.people.length || (team.sent && !team.sent.seen) ? team : { ...team, people };
}

/** What must hold of the teams of an activity at all times; each broken rule in words. */
export function brokenTeams({ teams }: Teams, { max }: TeamSize): string[] {
  const broken: string[] = [];
  const people = teams.flatMap((team) => team.people.map(({ u }) => u));
  if (new Set(people).size !== people.length) broken.push('somebody in two teams');
  for (const team of teams) {
    if (leaderOf(team) === '') broken.push(`${team.id} without a leader`);
    if (team.people.length > max) broken.push(`${team.id} has ${team.people.length} of ${max}`);
  }
  if (new Set(teams.map(({ code }) => code)).size !== teams.length) broken.push('two teams with one invitation');
  return broken;
}

/** Takes back the claim that this act made on a place in a team. */
export function dropClaim({ teams, acts }: Teams, key: string): Teams {
  const stays = ({ k, claimed }: TeamMate) => claimed !== true || k !== key;
  return { teams: teams.map((team) => (team.people.every(stays) ? team : { ...team, people: team.people.filter(stays) })), acts: acts.filter(({ k }) => k !== key) };
}
