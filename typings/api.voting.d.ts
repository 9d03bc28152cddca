/** Votes 投票: a capability of any activity. A vote never earns points, prizes or places in a draw. */
declare namespace Api.Voting {
  interface Rules {
    /** Fewest and most candidates on one ballot. */
    least: number;
    most: number;
    /** Ballots of one person, a day or in all. */
    ballots: number;
    per: 'day' | 'all';
    /** Ballots of one person for one candidate in that same time; null: no limit of its own. */
    perCandidate: number | null;
    /** Candidates of the voter's own unit on one ballot: null any number, 0 none. */
    ownUnit: number | null;
    /** Who joined the union after this instant does not vote (新账号不参与); null: everybody. */
    joinedBefore: Millis | null;
    /** Are the counts shown while it runs? Else from the closing on. */
    open: boolean;
  }

  interface Candidate {
    id: string;
    /** Whom or what one votes for, such as 《咱们工人有力量》. */
    title: string;
    unitName: string;
    /** A line of their own, at most 60 characters. */
    note: string;
    /** Cloud file of a picture; empty: none. */
    image: string;
    /** A recording to listen to or watch; empty: none. */
    video: string;
    withdrawn: boolean;
  }

  /** By the server's clock: announced 未开始 · open 进行中 · closing: closed, the last ballots are being counted · frozen 结果已封存 */
  type Phase = 'announced' | 'open' | 'closing' | 'frozen';

  interface Cast {
    /** Finds the ballot in the published list; shows nothing of the choice. */
    receipt: string;
    choices: string[];
    at: Millis;
  }

  interface Card {
    voteId: string;
    title: string;
    organiser: string;
    opensAt: Millis;
    closesAt: Millis;
    phase: Phase;
    ballots: number;
  }

  interface Detail extends Card {
    summary: string;
    rules: Rules;
    /** In the order of the list; the page shows them in an order of the voter's own. */
    candidates: Candidate[];
    /** Seed of that order: the same for a voter at every visit. */
    orderSeed: string;
    eligible: { ok: true } | { ok: false; reason: string; join?: true };
    /** What I cast in the time that now runs, after the closing all of it; oldest first. */
    mine: Cast[];
    /** Ballots I may still cast in it. */
    remaining: number;
    manages: boolean;
    supervises: boolean;
    now: Millis;
  }

  interface Count {
    id: string;
    /** Without those of voided ballots. */
    votes: number;
    voided: number;
  }

  /** Ballots in review: held 审核中 (counted until decided) · voided 作废 */
  interface VoidLine {
    number: number;
    state: 'held' | 'voided';
    reason: string;
    /** When they were held, or voided. */
    at: Millis;
    /** null: still being looked up. */
    ballots: number | null;
  }

  /** A case as the review desk sees it. */
  interface VoidCase extends Omit<VoidLine, 'state'> {
    state: VoidLine['state'] | 'rejected';
    unitName: string;
    /** Of the minutes; null: at any time. */
    from: Millis | null;
    until: Millis | null;
    candidateId: string | null;
    byName: string;
    /** I asked for it: another person decides. */
    mine: boolean;
    /** Votes by candidate on its ballots. */
    counts: Record<string, number>;
    decided: { byName: string; reason: string } | null;
  }

  /** Something to look at; it changes no count. burst 突增 · fresh 新账号 · unit 单位集中 */
  interface Flag {
    kind: 'burst' | 'fresh' | 'unit';
    candidateId: string;
    /** Of a burst: its minute; else 0. */
    minute: Millis;
    /** Of a unit; else empty. */
    unitId: string;
    unitName: string;
    votes: number;
    /** Of how many: the usual minute's votes, or all votes of the candidate. */
    of: number;
  }

  interface Board {
    voteId: string;
    title: string;
    phase: Phase;
    opensAt: Millis;
    closesAt: Millis;
    candidates: Pick<Candidate, 'id' | 'title' | 'unitName' | 'withdrawn'>[];
    /** null: not shown before the closing. */
    counts: Count[] | null;
    /** Ballots counted so far; others are on their way. */
    ballots: number;
    /** Head of the chain of ballots, hex; empty: none yet. */
    head: string;
    /** Digest of the published list, hex; empty: not frozen. */
    digest: string;
    /** Chunks of the published list. */
    chunks: number;
    /** Ballots in review or voided; empty while the counts are not shown. */
    voids: VoidLine[];
    /** Who co-signed the digest 监票签字. */
    signatures: { name: string; at: Millis }[];
    now: Millis;
  }

  interface CreateInput {
    activityId: string;
    title: string;
    summary: string;
    opensAt: Millis;
    closesAt: Millis;
    rules: Rules;
    /** 2–100. */
    candidates: { title: string; unitId: string | null; note: string; image: string; video: string }[];
  }
}

declare namespace Api {
  interface Actions {
    /** Cadre over the activity: opens a vote. Keyed. */
    'voting.create': { input: Voting.CreateInput; output: { voteId: string } };
    /** Cadre: takes a candidate out, with a reason; what they were given stays counted and shown. Keyed. */
    'voting.withdraw': { input: { voteId: string; candidateId: string; reason: string }; output: { withdrawn: true } };
    /** The votes of an activity, newest first. */
    'voting.list': { input: { activityId: string }; output: { items: Voting.Card[]; now: Millis } };
    'voting.detail': { input: { voteId: string }; output: Voting.Detail };
    /** Casts one ballot. Keyed: a repeat gives the same receipt. */
    'voting.cast': { input: { voteId: string; choices: string[] }; output: Voting.Cast & { remaining: number } };
    /** The counts, two documents whatever the number of candidates. */
    'voting.board': { input: { voteId: string }; output: Voting.Board };
    /** Supervisor or cadre over the activity: hashes and counts the next 5,000 ballots of the chain again. */
    'voting.verify': {
      input: { voteId: string; cursor?: string };
      output: {
        /** What does not fit: a ballot's id or `batch n`; null: nothing in this stretch. */
        broken: string | null;
        /** Ballots and votes by candidate so far, from the first on. */
        ballots: number;
        counts: Record<string, number>;
        total: number;
        /** On the last stretch: are the sums those of the board? null: not the last. */
        equal: boolean | null;
        next: string | null;
      };
    };
    /** One chunk of the published list, from 0: receipts in order, each with the choices as positions in `candidates`. */
    'voting.published': {
      input: { voteId: string; chunk: number };
      output: { candidates: string[]; ballots: { receipt: string; choices: number[] }[]; hash: string };
    };
    /** Cadre or supervisor over the activity: what came in oddly, with its evidence, and the cases so far. */
    'voting.flags': {
      input: { voteId: string };
      output: {
        title: string;
        phase: Voting.Phase;
        candidates: { id: string; title: string }[];
        ballots: number;
        flags: Voting.Flag[];
        cases: Voting.VoidCase[];
        now: Millis;
      };
    };
    /** Cadre or supervisor: holds ballots by unit, minutes or both (and candidate), so that another person decides. Keyed. */
    'voting.hold': {
      input: { voteId: string; unitId: string | null; from: Millis | null; until: Millis | null; candidateId: string | null; reason: string };
      output: { number: number };
    };
    /** Another cadre or supervisor voids what is held, or either rejects it. Keyed. */
    'voting.decide': { input: { voteId: string; number: number; void: boolean; reason: string }; output: { state: 'voided' | 'rejected' } };
    /** Receipts of the ballots of a voided case, five batches a page: to be marked in the published list. */
    'voting.voided': { input: { voteId: string; number: number; after: number }; output: { receipts: string[]; next: number | null } };
    /** Supervisor: signs the frozen digest. Keyed. */
    'voting.sign': { input: { voteId: string; digest: string }; output: { at: Millis } };
  }
}
