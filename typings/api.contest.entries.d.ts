/** Setting a contest up, and its entries 报送 up to the review 节目审查. */
declare namespace Api.Contest {
  /** may 五月歌会 · vocal 声乐大赛 · talent 职工才艺大赛 */
  type TemplateId = 'may' | 'vocal' | 'talent';

  /** What a unit's leader 领队 says of an entry. */
  interface EntryDraft {
    title: string;
    form: Form;
    songs: Song[];
    /** `uid` is the server's to find: a name that one member of the unit has is that member. */
    performers: Omit<Performer, 'uid'>[];
    /** file: a recording that is played, `fileId` its media id. live: played on stage. none: a cappella 清唱. */
    accompaniment: { kind: 'file' | 'live' | 'none'; fileId: string };
    /** Media ids. */
    photos: string[];
    /** Link of a recording for the review; empty: none. */
    video: string;
    /** Words of all own songs. */
    lyrics: string;
    /** Telephone of the leader, for the organiser only. */
    contact: string;
  }

  interface EntryCard {
    entryId: string;
    title: string;
    form: Form;
    unitName: string;
    state: EntryState;
    /** Why it was returned or withdrawn; else empty. */
    reason: string;
    /** People on stage, conductor and accompanists included. */
    people: number;
    /** Total of the songs. */
    seconds: number;
    /** When it was first sent. */
    at: Millis;
    /** What WeChat's check of its words found amiss; null: they passed. */
    text: TextState | null;
  }

  interface Entry extends EntryCard, Omit<EntryDraft, 'performers'> {
    contestId: string;
    unitId: string;
    performers: Performer[];
    v: number;
    /** I may correct and withdraw it as things stand. */
    mayChange: boolean;
    mayWithdraw: boolean;
    /** I am a cadre over the contest; and may accept or return it as things stand. */
    reviews: boolean;
    mayDecide: boolean;
    /** 走台 of the latest round in which it has a slot or may choose one; null: none. */
    rehearsal: { roundId: string; roundName: string; stage: string; minutes: number; /** null: not chosen yet. */ at: Millis | null; chooseUntil: Millis | null } | null;
    now: Millis;
  }

  /** A contest as it is set up. */
  interface Setup {
    rulebook: Rulebook;
    /** Entries are taken before this instant. */
    entriesUntil: Millis;
    /** An entry was accepted: what was promised stays. */
    frozen: boolean;
    v: number;
  }

  interface Detail {
    contestId: string;
    title: string;
    organiser: string;
    startsAt: Millis;
    /** null: not set up yet. */
    setup: Setup | null;
    /** How many entries were accepted; told to cadres over the contest, 0 to others. */
    accepted: number;
    /** My unit, where I may send entries for it; null: I may not. */
    unit: { id: string; name: string } | null;
    /** Entries of my unit, first sent first. */
    mine: EntryCard[];
    manages: boolean;
    now: Millis;
  }
}

declare namespace Api {
  interface Actions {
    /** Cadre over an activity of the programme `contest`: sets the contest up by a template. Keyed. */
    'contest.create': { input: { activityId: string; template: Contest.TemplateId }; output: { contestId: string } };
    /** Cadre: another rulebook, if nobody changed it since version `v`. Keyed. */
    'contest.edit': { input: { contestId: string; v: number; rulebook: Contest.Rulebook; entriesUntil: Millis }; output: { v: number } };
    'contest.detail': { input: { contestId: string }; output: Contest.Detail };
    /** Cadre over a unit: sends an entry for it. Keyed. */
    'contest.submit': { input: { contestId: string; unitId: string; draft: Contest.EntryDraft }; output: { entryId: string } };
    /** Corrects an entry that is not accepted; it waits for the review again. Keyed. */
    'contest.change': { input: { entryId: string; v: number; draft: Contest.EntryDraft }; output: { v: number } };
    /** A leader of its unit is here again: an entry whose words have no verdict is checked once more. */
    'contest.recheck': { input: { entryId: string }; output: { text: Contest.TextState | null } };
    /** Takes an entry out, with its claims on songs. Keyed. */
    'contest.withdraw': { input: { entryId: string; reason: string }; output: { withdrawn: true } };
    /** An entry, for its unit's cadres and the organiser's. */
    'contest.entry': { input: { entryId: string }; output: Contest.Entry };
    /** Cadre over the contest: entries in a state, first sent first, 20 a page. */
    'contest.entries': { input: { contestId: string; state: Contest.EntryState; cursor?: string }; output: { rows: Contest.EntryCard[]; next: string | null; now: Millis } };
    /** Cadre over the contest: accepts an entry, or returns it with a reason, as version `v` stands. Keyed. */
    'contest.review': { input: { entryId: string; v: number; accept: boolean; reason: string }; output: { state: 'accepted' | 'returned' } };
  }
}
