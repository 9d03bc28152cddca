/** Setting a sports meet up, and the delegations 代表队 that enter for it. */
declare namespace Api.Meet {
  /** entries 报名 · frozen 领队会后名单锁定 · drawn 已编排 · running 比赛中 · sealed 成绩册已封存 */
  type State = 'entries' | 'frozen' | 'drawn' | 'running' | 'sealed';

  /** A stretch of hours in which there may be competitions 单元: 第一天上午 … */
  interface Hours {
    from: Millis;
    to: Millis;
  }

  /** A meet as it is set up. */
  interface Setup {
    rulebook: Rulebook;
    /** Entries are taken before this instant. */
    entriesUntil: Millis;
    /** 领队会: until then athletes may be substituted; then the list is locked and drawn. */
    captainsAt: Millis;
    hours: Hours[];
    state: State;
    v: number;
  }

  /** How the 健康承诺书 of an athlete came: signed by the athlete here, or on paper to the leader. */
  type Health = 'signed' | 'paper';

  /** An athlete as the delegation and the organiser see one: never the date of birth. */
  interface Athlete {
    uid: string;
    name: string;
    sex: Sex;
    /** Groups of the rulebook that the athlete may enter, by id; checked by the server. */
    groups: string[];
    /** In a 联队 the unit that the athlete comes from; else empty. */
    unitName: string;
    /** Full years on the rulebook's day are told to nobody; this says that no group takes them. */
    fits: boolean;
    health: Health | null;
    /** 号码布; null: not given yet. */
    bib: number | null;
  }

  interface Entry {
    id: string;
    event: string;
    /** Athletes by uid, in the order of a relay's legs. */
    people: string[];
    /** Seed mark 报名成绩, in the event's unit; null: none. */
    seed: number | null;
    /** Withdrawn by the organiser before the draw; why. */
    scratched: string | null;
  }

  /** Insurance of a delegation. */
  interface Insurance {
    company: string;
    policy: string;
  }

  /** A substitution after entries have closed. */
  interface Substitution {
    /** Names. */
    out: string;
    into: string;
    reason: string;
    at: Millis;
  }

  interface Delegation {
    meetId: string;
    title: string;
    unitId: string;
    unitName: string;
    /** The name under which it starts: the unit's own, or that of a 联队. */
    name: string;
    contact: string;
    athletes: Athlete[];
    entries: Entry[];
    /** Units of a 联队 beside the own one, and those that were asked to come in. */
    partners: Partner[];
    /** Its units that I am a cadre of, by id: athletes of their rosters are mine to add and take out. */
    mine: string[];
    insurance: Insurance | null;
    substitutions: Substitution[];
    setup: Setup;
    /** What the rulebook has against entries that stand, in words, by entry; after the rulebook was changed. */
    faults: { entry: string; words: string }[];
    /** May be changed as things stand. */
    open: boolean;
    /** Entries are closed, and athletes may still be substituted. */
    substitutes: boolean;
    now: Millis;
  }

  /** A delegation in a list. */
  interface DelegationCard {
    unitId: string;
    name: string;
    athletes: number;
    entries: number;
    /** Athletes without 健康承诺书. */
    unsigned: number;
    insured: boolean;
  }

  interface Detail {
    meetId: string;
    title: string;
    organiser: string;
    place: string;
    startsAt: Millis;
    endsAt: Millis;
    /** null: not set up yet. */
    setup: Setup | null;
    /** My unit, where I may enter for it; null: I may not. */
    unit: { id: string; name: string } | null;
    /** My unit's delegation, or the 联队 that it is in; null: there is none. */
    mine: DelegationCard | null;
    /** Delegations that ask my unit into a 联队. */
    invitations: Invitation[];
    /** I am an athlete of it, with my 健康承诺书; null: I am none. */
    me: { unitName: string; health: Health | null; events: string[]; bib: number | null } | null;
    manages: boolean;
    now: Millis;
  }

  /** One line of a leader's list of athletes. */
  interface AthleteLine {
    name: string;
    sex: Sex;
    /** YYYY-MM-DD */
    born: string;
    /** Last characters of the staff number, where two of the unit have that name; empty: not said. */
    staffTail: string;
  }
}

declare namespace Api {
  interface Actions {
    /** Cadre over an activity of the programme `meet`: sets the meet up by a template. Keyed. */
    'meet.create': { input: { activityId: string; sport: Meet.Sport; level: Meet.Level }; output: { meetId: string } };
    /** Cadre: another rulebook and other terms while entries are open, if nobody changed the meet since version `v`. Keyed. */
    'meet.edit': {
      input: { meetId: string; v: number; rulebook: Meet.Rulebook; entriesUntil: Millis; captainsAt: Millis; hours: Meet.Hours[] };
      output: { v: number };
    };
    'meet.detail': { input: { meetId: string }; output: Meet.Detail };
    /** Cadre over the meet: the delegations in the order in which they were opened, at most 300. */
    'meet.delegations': { input: { meetId: string }; output: { title: string; setup: Meet.Setup; delegations: Meet.DelegationCard[]; now: Millis } };
    /** Cadre over a unit: opens its delegation, or changes its name and the leader's telephone. Keyed. */
    'delegation.open': { input: { meetId: string; unitId: string; name: string; contact: string }; output: { opened: true } };
    /** A delegation, for its unit's cadres and the organiser's. */
    'delegation.detail': { input: { meetId: string; unitId: string }; output: Meet.Delegation };
    /** Adds athletes of the unit's roster, all or none: every bad line is named. Of one who is there already sex and date of birth are corrected. Keyed. */
    'delegation.athletes': {
      input: { meetId: string; unitId: string; lines: Meet.AthleteLine[] };
      output: { added: number; faults: { line: number; why: string }[] };
    };
    /** Takes an athlete out, with the entries that are theirs alone. Keyed. */
    'delegation.remove': { input: { meetId: string; unitId: string; uid: string }; output: { removed: true } };
    /** Makes an entry (`entry` null) or replaces one. Keyed. */
    'delegation.enter': {
      input: { meetId: string; unitId: string; entry: string | null; event: string; people: string[]; seed: number | null };
      output: { entry: string };
    };
    'delegation.withdraw': { input: { meetId: string; unitId: string; entry: string }; output: { withdrawn: true } };
    /** 健康承诺书 on paper is with the leader, of these athletes. Keyed. */
    'delegation.health': { input: { meetId: string; unitId: string; uids: string[] }; output: { kept: number } };
    'delegation.insure': { input: { meetId: string; unitId: string; insurance: Meet.Insurance }; output: { kept: true } };
    /** An athlete signs the 健康承诺书. Keyed. */
    'delegation.sign': { input: { meetId: string }; output: { signed: true } };
    /** After entries have closed, until the 领队会: another athlete of the roster takes one's place in all entries. Keyed. */
    'delegation.substitute': {
      input: { meetId: string; unitId: string; out: string; line: Meet.AthleteLine; reason: string };
      output: { into: string };
    };
  }
}
