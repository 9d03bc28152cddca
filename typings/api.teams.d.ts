declare namespace Api.Teams {
  /** draft 组队中 · held 已报名 · offered 名额待确认 · waiting 候补 */
  type State = 'draft' | Registration.State;

  interface Person {
    uid: string;
    name: string;
    unitName: string;
    leads: boolean;
  }

  /** A team 队伍 as its own people see it. */
  interface Team {
    teamId: string;
    name: string;
    /** 参赛单位: the union that the team competes for. */
    unitName: string;
    state: State;
    /** Place in the line, from 1; null unless waiting. */
    position: number | null;
    /** The leader first, then in the order of joining. */
    people: Person[];
    /** Am I the leader 领队? */
    leads: boolean;
    /** Of the invitation; null for all but the leader. */
    code: string | null;
    /** Signed up with fewer people than the activity asks for. */
    short: boolean;
  }

  /** A team as the organiser sees it. */
  interface Row {
    teamId: string;
    name: string;
    unitName: string;
    state: State;
    position: number | null;
    short: boolean;
    people: Person[];
  }
}

declare namespace Api {
  interface Actions {
    /** My team in an activity, and for which unions I could compete: my own first. */
    'teams.mine': { input: { activityId: string }; output: { me: string; team: Teams.Team | null; units: { id: string; name: string }[]; now: Millis } };
    /** What an invitation leads to. `can`: may I join? If not, why. */
    'teams.invitation': {
      input: { activityId: string; code: string };
      output: { name: string; unitName: string; leader: string; people: number; joined: boolean; can: { ok: true } | { ok: false; reason: string } };
    };
    /** Makes a team and leads it. `unionId`: one of `units` of teams.mine; default: my own. Keyed. */
    'teams.make': { input: { activityId: string; name: string; unionId?: string }; output: { teamId: string } };
    /** Joins by an invitation. Keyed. */
    'teams.join': { input: { activityId: string; code: string }; output: { teamId: string } };
    /** Leader: puts a member of the own unit into the team, by full name; `staffTail`, the last two of the staff number, where two have one name. Keyed. */
    'teams.add': { input: { activityId: string; name: string; staffTail?: string }; output: { uid: string } };
    /** Leader: takes somebody out. Keyed. */
    'teams.remove': { input: { activityId: string; uid: string }; output: { done: true } };
    /** Leader: hands the team over to one of its people. Keyed. */
    'teams.handOver': { input: { activityId: string; uid: string }; output: { done: true } };
    /** Leader: a new invitation; the one before leads nowhere. Keyed. */
    'teams.renew': { input: { activityId: string }; output: { code: string } };
    /** Leaves the team. Keyed. */
    'teams.leave': { input: { activityId: string }; output: { done: true } };
    /** Leader: ends a team that is not signed up. Keyed. */
    'teams.disband': { input: { activityId: string }; output: { done: true } };
    /** Leader: signs the team up, a place or a place in the waitlist for all of it. Keyed; a repeat gives the same answer. */
    'teams.submit': { input: { activityId: string; answers?: Activity.Answers }; output: { state: Registration.State; position: number | null; at: Millis } };
    /** Cadre: all teams of an activity with their people: signed up first, then drafts. 10 a page. */
    'teams.list': { input: { activityId: string; cursor?: string }; output: { rows: Teams.Row[]; signedUp: number; drafts: number; next: string | null } };
  }
}
