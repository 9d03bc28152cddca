declare namespace Api.Activity {
  /** reading 职工读书月 · contest 歌咏大赛 · meet 职工运动会 · general: everything else */
  type Programme = 'reading' | 'contest' | 'meet' | 'general';

  /** By the server's clock: announced (sign-up not open yet) · open · closed (sign-up over) · running · ended · cancelled */
  type Phase = 'announced' | 'open' | 'closed' | 'running' | 'ended' | 'cancelled';

  interface Place {
    /** Such as 市工人文化宫 二楼排练厅. */
    name: string;
    /** Street address; empty where the name says it all. */
    address: string;
  }

  /** A change that somebody who is in must know of. */
  type Moved = 'time' | 'place';

  /** What a list shows of an activity. */
  interface Card {
    activityId: string;
    title: string;
    programme: Programme;
    organiser: string;
    place: Place;
    startsAt: Millis;
    endsAt: Millis;
    signUpOpensAt: Millis;
    signUpClosesAt: Millis;
    phase: Phase;
    /** With unit quotas, this and the next two are those of my own bucket; of the whole activity for a cadre and for who may not sign up. */
    capacity: number;
    /** Places left now, of batches that are out; never below 0. */
    left: number;
    /** People on the waitlist now. */
    waiting: number;
    /** The unit whose quota 单位名额 these are; null: of everybody without one. */
    quota: string | null;
    /** My state, if I have one. */
    mine: Registration.State | null;
    /** What was changed since I signed up; left out: nothing, or I am not in. */
    changed?: Moved[];
  }

  interface Step {
    title: string;
    /** When, as people say it: 12月1日 – 12月20日. */
    when: string;
    state: 'done' | 'now' | 'next';
  }

  interface Detail extends Card {
    /** Plain text, paragraphs divided by a line feed. */
    summary: string;
    /** Why the organiser called it off; null: they did not. */
    cancelReason: string | null;
    /** Who may sign up, such as 江城市总工会全体会员. */
    audience: string;
    /** How places are given, one clause a rule, divided by `；`: 先到先得，满额后按报名先后候补；12月1日 18:00 前可以换人参加. */
    howChosen: string;
    rules: Rules;
    /** What the sign-up form asks; empty: nothing. */
    fields: Field[];
    /** Number of edits since it was opened. */
    edition: number;
    /** What was changed since then, latest first. */
    changes: Change[];
    /** Telephone or person to ask; empty if none was given. */
    contact: string;
    steps: Step[];
    /** May this person sign up at all (a member inside the audience)? If not, why. */
    eligible: { ok: true } | { ok: false; reason: string; /** In no union yet: joining one is the next step. */ join?: true };
    /** The whole activity, all quotas together. */
    total: { capacity: number; left: number; waiting: number };
    /** When the next batch of places comes out (分批放号); null: none is to come. */
    nextBatchAt: Millis | null;
    /** My own registration, read from the deciding document. */
    registration: Registration.Mine | null;
    /** I was in and am no more without having asked; null: no. */
    parted: Registration.Parted | null;
    /** I am last in line until then, after unexcused absences; null: I am not. */
    lastUntil: Millis | null;
    /** May this person see the roster, cancel the activity, print the poster? */
    manages: boolean;
    now: Millis;
  }

  interface ListInput {
    programme?: Programme;
    /** Only activities opened by my own unit. */
    myUnit?: boolean;
    /** Only those whose sign-up is open now. */
    openNow?: boolean;
    /** Words of a title or a place; at most 40 UTF-16 units. */
    search?: string;
    /** `next` of the page before. */
    cursor?: string;
  }

  interface CreateInput {
    title: string;
    programme: Programme;
    /** One of people.unions: its members may sign up. */
    audienceUnionId: string;
    placeName: string;
    placeAddress?: string;
    startsAt: Millis;
    endsAt: Millis;
    /** Default: now. */
    signUpOpensAt?: Millis;
    /** Default: startsAt. */
    signUpClosesAt?: Millis;
    /** 1–2,000; of an activity in teams, teams. */
    capacity: number;
    summary?: string;
    contact?: string;
    /** Default: first come, one pool of places, freed places at once. */
    rules?: Rules;
    /** At most 20. */
    fields?: Field[];
  }

  /** What an open activity's cadre may change; all of it as it is to be. */
  interface Edit {
    title: string;
    placeName: string;
    placeAddress: string;
    startsAt: Millis;
    endsAt: Millis;
    /** Never before now. */
    signUpClosesAt: Millis;
    summary: string;
    contact: string;
    /** Questions to add; none that must be answered. */
    moreFields: Field[];
  }

  /** A line of the public log of changes. */
  interface Change {
    at: Millis;
    what: 'time' | 'place' | 'title' | 'closing' | 'text' | 'questions';
    /** What was there before; empty where it is too long to say. */
    was: string;
  }

  /** held: has a place, without offers · leave: has a place and cannot come · absent: has a place, did not come and did not ask for leave. */
  type RosterFilter = 'held' | 'offered' | 'waiting' | 'leave' | 'absent';

  interface RosterRow {
    uid: string;
    name: string;
    unitName: string;
    state: Registration.State;
    /** Place in the line of their quota, from 1; null unless waiting. */
    position: number | null;
    /** The unit whose quota they are in; null: none. */
    quota: string | null;
    /** When they signed up. */
    at: Millis;
    /** When they came in; null: not yet. */
    checkedInAt: Millis | null;
    /** Their coming was entered afterwards (代录). */
    entered: boolean;
    /** Offered: lapses then. */
    offerUntil: Millis | null;
    leave: { at: Millis; reason: string } | null;
    /** The team whose leader this is. */
    team: { name: string; people: number } | null;
  }
}

declare namespace Api {
  interface Actions {
    /** The home page in one call. */
    'activity.home': {
      input: Record<string, never>;
      output: {
        /** A place that is offered to me, else my next held place that has not ended, if any. */
        next: Registration.Card | null;
        /** Opens for sign-up soon or is open now, nearest first, at most 5, without what I am in. */
        opening: Activity.Card[];
        now: Millis;
      };
    };
    /** Activities for my unit and those above it that have not ended, soonest end first. 10 a page. */
    'activity.list': { input: Activity.ListInput; output: { items: Activity.Card[]; next: string | null; now: Millis } };
    /** Anybody in WeChat who has the link: a poster is public. Lists show only what is for one's own unit. */
    'activity.detail': { input: { activityId: string }; output: Activity.Detail };
    /** Cadre: opens an activity. Keyed. */
    'activity.create': { input: Activity.CreateInput; output: { activityId: string } };
    /** Cadre: the activities of my scope, newest first, 10 a page. */
    'activity.managed': { input: { cursor?: string }; output: { items: Activity.Card[]; next: string | null; now: Millis } };
    /** Cadre: who is in, by the time of sign-up, then who waits, in line. 50 a page, with the filter `absent` fewer; who moves up between two pages may be on both. */
    'activity.roster': {
      input: { activityId: string; filter?: Activity.RosterFilter; /** Full name. */ name?: string; cursor?: string };
      output: { capacity: number; held: number; waiting: number; checkedIn: number; rows: Activity.RosterRow[]; next: string | null };
    };
    /** Cadre: changes an open activity. `edition`: of the detail that was changed; USED where somebody else was faster. Keyed. */
    'activity.update': { input: { activityId: string; edition: number; edit: Activity.Edit }; output: { edition: number } };
    /** Cadre: cancels it for everyone, with a reason they will see. Keyed. */
    'activity.cancel': { input: { activityId: string; reason: string }; output: { activityId: string } };
    /** The QR image (a mini-program code) that leads to the activity's page: a cloud file id. */
    'activity.qr': { input: { activityId: string }; output: { fileId: string } };
  }
}
