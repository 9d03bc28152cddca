/** 评选表彰: proposed by rule, put before each unit, then before all (公示), decided, handed over. */
declare namespace Api.Awards {
  type Kind = 'star' | 'enterprise';
  /** unit 单位公示 · city 全体公示 */
  type State = 'proposed' | 'unit' | 'city' | 'decided';

  /** What speaks for somebody, or for a unit. */
  type Evidence =
    | { of: 'star'; points: number; rank: number; days: number; longestRun: number; notes: number }
    /** `share`: 参与率 in hundredths of a per cent. */
    | { of: 'enterprise'; members: number; active: number; share: number; events: number; chosen: number[] };

  interface Candidate {
    id: string;
    name: string;
    unitName: string;
    post: string;
    groupName: string;
    state: 'listed' | 'reserve' | 'struck';
    /** Why it was struck; else empty. */
    reason: string;
    evidence: Evidence;
  }

  /** Largest remainder 最大余数法: published with the list. */
  interface QuotaLine {
    name: string;
    weight: number;
    places: number;
  }

  interface NoticeCard {
    noticeId: string;
    level: 'unit' | 'city';
    unitName: string;
    published: Day;
    /** Its last day. */
    until: Day;
    /** false: the holiday calendar of that year is not out, the day may move. */
    sure: boolean;
    standing: 'running' | 'open' | 'clear';
    people: number;
    objections: number;
    /** Without a finding. */
    open: number;
  }

  interface Card {
    selectionId: string;
    kind: Kind;
    title: string;
    state: State;
    listed: number;
  }

  interface Desk extends Card {
    editionId: string;
    editionTitle: string;
    /** Number of the paper that allows the title; empty: none. */
    basis: string;
    without: 'select' | 'commend';
    places: number;
    quotas: QuotaLine[];
    candidates: Candidate[];
    /** Enterprises that fall short: how many for which reason. */
    short: { share: number; events: number; chosen: number };
    twice: boolean;
    notices: NoticeCard[];
    decision: { at: Millis; paper: string; words: string } | null;
    v: number;
    now: Millis;
  }

  interface Objection {
    objectionId: string;
    noticeId: string;
    unitName: string;
    at: Millis;
    /** What it says; who says it is nowhere. */
    words: string;
    finding: { at: Millis; words: string; changed: boolean } | null;
    /** Whom it can be about: the lines of its notice. */
    people: { id: string; name: string }[];
  }

  /** A public notice as members read it. */
  interface Notice {
    noticeId: string;
    selectionId: string;
    /** How the list is headed. */
    heading: string;
    organiser: string;
    level: 'unit' | 'city';
    unitName: string;
    list: { name: string; unit: string; post: string }[];
    /** Hex, of the list; empty: nobody is left on it. */
    digest: string;
    published: Day;
    until: Day;
    sure: boolean;
    workingDays: number;
    standing: 'running' | 'open' | 'clear';
    desk: { name: string; telephone: string };
    quotas: QuotaLine[];
    findings: { at: Millis; words: string; changed: boolean }[];
    /** Of my own objection. */
    mine: 'none' | 'open' | 'answered';
    /** Once decided. */
    decision: { at: Millis; paper: string; words: string } | null;
    now: Millis;
  }
}

declare namespace Api.Export {
  interface Kinds {
    /** 公示稿: a list under notice to print and put up, with the place for the seal. Word. `subject`: the selection's edition. */
    honourNotice: { selectionId: string };
    /** 证书套打 of those decided on. Word. */
    honourCertificates: { selectionId: string; form: 'a4' | 'a4wide' | 'a3fold'; right: number; down: number; trial: boolean };
    /** 荣誉签收表. Excel. */
    honourReceipts: { selectionId: string };
    /** 各单位参与统计: figures of units by size class with the raw sums. Excel. */
    readingUnits: Record<string, never>;
    /** 积分总表: every reader's points by reason, which add up to the balance; names masked above the unit. Excel. */
    readingLedger: { unionId: string | null };
  }
}

declare namespace Api {
  interface Actions {
    /** Cadre over the edition: selections of it. */
    'awards.list': { input: { editionId: string }; output: { items: Awards.Card[]; title: string; frozen: boolean; now: Millis } };
    /** Cadre: proposes by rule, once rankings are frozen; one selection of a kind an edition. `places`: of stars, shared out by largest remainder; enterprises: all that meet the rule. Keyed. */
    'awards.propose': {
      input: { editionId: string; kind: Awards.Kind; title: string; basis: string; without: 'select' | 'commend'; places: number };
      output: { selectionId: string };
    };
    'awards.desk': { input: { selectionId: string }; output: Awards.Desk };
    /** Cadre, before the notice: takes one off the list; the next in line moves up. Keyed. */
    'awards.strike': { input: { selectionId: string; v: number; candidateId: string; reason: string }; output: { v: number } };
    /** Cadre, before the notice: 岗位 of those on the list. Keyed. */
    'awards.posts': { input: { selectionId: string; v: number; posts: { candidateId: string; post: string }[] }; output: { v: number } };
    /** Cadre: the next notice, of the units or of all. Keyed. */
    'awards.publish': { input: { selectionId: string; v: number; desk: { name: string; telephone: string }; workingDays: number }; output: { v: number } };
    /** Cadre of the 受理部门: objections, latest first. */
    'awards.objections': { input: { selectionId: string }; output: { items: Awards.Objection[]; v: number } };
    /** Cadre: writes a finding down; `struck`: who falls out for it, which begins that notice again. Keyed. */
    'awards.find': { input: { selectionId: string; v: number; noticeId: string; objectionId: string; words: string; struck: string | null }; output: { v: number } };
    /** Cadre: the decision, after the last notice. Keyed. */
    'awards.decide': { input: { selectionId: string; v: number; paper: string }; output: { v: number } };
    /** Notices of an edition that are for me. */
    'awards.notices': {
      input: { editionId: string };
      output: { items: { selectionId: string; noticeId: string; heading: string; level: 'unit' | 'city'; unitName: string; until: Day; standing: 'running' | 'open' | 'clear'; decided: boolean }[]; now: Millis };
    };
    'awards.notice': { input: { selectionId: string; noticeId: string }; output: Awards.Notice };
    /** A member's objection, one a notice. Who it is is kept nowhere. Keyed. */
    'awards.object': { input: { selectionId: string; noticeId: string; words: string }; output: { taken: true } };
  }
}
