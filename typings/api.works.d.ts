/** 征文 and its kin: works handed in to a call, judged without a name on them. A call belongs to an activity of any programme. */
declare namespace Api.Works {
  /** waiting 待审定 · announced 未开始 · open 征集中 · vetting 收稿整理 · judging 评审中 · sealing: the result is being made · sealed 结果已封存 · published 已公布 */
  type Phase = 'waiting' | 'announced' | 'open' | 'vetting' | 'judging' | 'sealing' | 'sealed' | 'published';

  /** What is called for: 征文, 书评, 摄影, 书法 … Works of a kind are judged and awarded among themselves. */
  interface Kind {
    /** `k1`, `k2` … in order. */
    id: string;
    name: string;
    /** Fewest and most characters; null: no text but a title and photos. */
    text: { least: number; most: number } | null;
    photos: { least: number; most: number };
  }

  interface Prize {
    name: string;
    /** Of each kind. */
    count: number;
  }

  interface Judging {
    criteria: Contest.Criterion[];
    maximum: 10 | 100;
    /** Sheets left out at each end; 1 needs 5 sheets, 2 needs 7, with fewer it is the plain mean. */
    trim: 0 | 1 | 2;
    /** Judges a work. */
    perWork: number;
    /** Until when judges are asked to be done. */
    until: Millis;
  }

  interface Plan {
    title: string;
    /** 主题与要求. */
    theme: string;
    kinds: Kind[];
    opensAt: Millis;
    closesAt: Millis;
    judging: Judging;
    /** From the top down. */
    prizes: Prize[];
  }

  /** The topic is approved by 宣教部. */
  interface Approval {
    department: string;
    paper: string;
  }

  interface Card {
    callId: string;
    activityId: string;
    title: string;
    organiser: string;
    phase: Phase;
    opensAt: Millis;
    closesAt: Millis;
  }

  /** in 已交 · withdrawn 已撤回 · struck 不参评 */
  type State = 'in' | 'withdrawn' | 'struck';

  /** A work of mine, as it stands. */
  interface Mine {
    kind: string;
    title: string;
    at: Millis;
    state: State;
    /** Why it does not take part; else empty. */
    why: string;
    /** WeChat has given no verdict on its words yet. */
    held: boolean;
    v: number;
    /** Once published. */
    result: { announced: number; place: number; prize: string } | null;
  }

  interface Call extends Card, Plan {
    approval: Approval | null;
    mine: Mine[];
    /** Works that wait for my marks; null: I do not judge. */
    toJudge: number | null;
    /** null: I may hand in; else why not. */
    barred: string | null;
    manages: boolean;
    now: Millis;
  }

  interface Photo {
    mediaId: string;
    /** For an hour; empty: there is none for me. */
    url: string;
  }

  /** A work as its writer has it. */
  interface Manuscript {
    kind: string;
    title: string;
    text: string;
    photos: string[];
    v: number;
    state: State;
  }

  /** What somebody at the desk has to look at: words that tell who wrote it, WeChat's verdict on the text, photos. */
  interface Findings {
    words: string[];
    text: 'held' | 'review' | null;
    photos: boolean;
  }

  /** Without name or unit: until the result is sealed nobody reads them. */
  interface DeskWork {
    workId: string;
    kind: string;
    title: string;
    text: string;
    photos: Photo[];
    /** Characters. */
    length: number;
    findings: Findings;
    /** clear: nothing to look at · look: waits for the desk · passed · masked: the words are covered */
    vet: 'clear' | 'look' | 'passed' | 'masked';
    state: State;
    why: string;
    v: number;
  }

  interface Desk extends Card, Plan {
    approval: Approval | null;
    v: number;
    /** Works that take part, by kind. */
    counts: Record<string, number>;
    /** Of these, what waits for the desk. */
    looks: number;
    /** From when judging may begin: a little after closing, when nothing can be on its way any more. */
    beginsAt: Millis;
    /** Who may be asked to judge; until judging is over. */
    choices: { uid: string; name: string; unitName: string }[];
    /** Once begun. */
    panel: { uid: string; name: string; unitName: string; given: number; open: number }[];
    /** Works with fewer judges than asked for, as too many are of their own unit. */
    short: number;
    /** Works are on their way to judges. */
    handing: boolean;
    /** Sheets that are missing. */
    open: number;
    /** Works that nobody has marked yet. */
    unmarked: number;
    digest: string;
    now: Millis;
  }

  interface Marks {
    [criterion: string]: number;
  }

  /** As a judge sees it: a number, nothing of who wrote it. */
  interface Sheet {
    number: number;
    kind: string;
    title: string;
    /** Hundredths of a point; null: not marked yet. */
    total: number | null;
  }

  interface JudgedWork {
    number: number;
    kindName: string;
    title: string;
    text: string;
    photos: Photo[];
    marks: Marks | null;
    criteria: Contest.Criterion[];
    maximum: 10 | 100;
    until: Millis;
    /** Marks are taken. */
    open: boolean;
    /** The next number that waits for my marks; null: none. */
    next: number | null;
  }

  /** A line of the result, names included. */
  interface Line {
    number: number;
    kind: string;
    title: string;
    name: string;
    unitName: string;
    place: number;
    /** Hundredths of a point. */
    announced: number;
    /** Empty: none. */
    prize: string;
    mine: boolean;
  }

  interface Result {
    title: string;
    organiser: string;
    kinds: { id: string; name: string; works: number }[];
    lines: Line[];
    judges: { name: string; unitName: string }[];
    /** base64url, over number, place and score of all works. */
    digest: string;
    sealedAt: Millis;
    /** Why it was sealed with sheets missing; else empty. */
    reason: string;
    published: boolean;
    manages: boolean;
  }
}

declare namespace Api {
  interface Actions {
    /** The calls of an activity, latest first; those not approved yet for its cadres alone. */
    'works.calls': { input: { activityId: string }; output: { items: Works.Card[]; now: Millis } };
    /** Cadre over an activity: makes a call. Readers see it once it is approved. Keyed. */
    'works.create': { input: { activityId: string; approval: Works.Approval | null } & Works.Plan; output: { callId: string } };
    /** Cadre: notes that 宣教部 approved the topic. Keyed. */
    'works.approve': { input: { callId: string } & Works.Approval; output: { approved: true } };
    /** Cadre, until judging is over: closing and the judges' time go later by 1–60 days; once works are with judges, their time alone. Upon version `v`. Keyed. */
    'works.postpone': { input: { callId: string; v: number; days: number }; output: { closesAt: Millis; until: Millis } };
    'works.call': { input: { callId: string }; output: Works.Call };
    /** A work of mine to go on with; null: I have handed none in. */
    'works.mine': { input: { callId: string; kind: string }; output: { work: Works.Manuscript | null } };
    /** Hands a work in, or another in its place, until closing; made upon version `v` (0: the first). Keyed. */
    'works.submit': {
      input: { callId: string; kind: string; v: number; title: string; text: string; photos: string[] };
      output: { v: number; held: boolean };
    };
    /** Takes a work of mine back, until closing; another may follow. Keyed. */
    'works.withdraw': { input: { callId: string; kind: string; v: number }; output: { v: number } };
    /** Asks WeChat again about my works without a verdict. */
    'works.recheck': { input: { callId: string }; output: { held: number } };
    'works.desk': { input: { callId: string }; output: Works.Desk };
    /** Cadre: works without names; `look`: those that wait for the desk alone. 10 a page. */
    'works.pile': { input: { callId: string; look: boolean; cursor?: string }; output: { items: Works.DeskWork[]; next: string | null } };
    /**
     * Cadre, after closing: pass: takes part as it is · mask: with the words covered · strike: does not take part, its writer is told why; before the
     * result is sealed. `reason`: 2–60 characters; empty but for strike. Keyed.
     */
    'works.vet': { input: { callId: string; workId: string; v: number; verdict: 'pass' | 'mask' | 'strike'; reason: string }; output: { v: number } };
    /** Cadre, a little after closing: numbers the works by lot and hands them out, `perWork` judges each, none of the writer's own unit. Keyed. */
    'works.begin': { input: { callId: string; judges: string[]; perWork: number }; output: { works: number; short: number } };
    /** Calls whose works I judge, latest first. */
    'works.judging': { input: Record<string, never>; output: { items: (Works.Card & { given: number; open: number; until: Millis })[]; now: Millis } };
    /** Judge: the works that were handed to me. */
    'works.sheets': {
      input: { callId: string };
      output: { title: string; kinds: Works.Kind[]; items: Works.Sheet[]; until: Millis; phase: Works.Phase; now: Millis };
    };
    'works.work': { input: { callId: string; number: number }; output: Works.JudgedWork };
    /** Judge: marks a work, once. Hundredths of a point by criterion. Keyed. */
    'works.score': { input: { callId: string; number: number; marks: Works.Marks }; output: { total: number } };
    /** Judge: steps back 回避 from a work not marked yet; another judge gets it where there is one. Keyed. */
    'works.recuse': { input: { callId: string; number: number; reason: string }; output: { recused: true } };
    /**
     * Cadre, while it is judged: what `from` has not marked goes to these judges, as evenly as may be, none of the writer's own unit; null: works with too
     * few judges get one more of them. Who was not on the panel joins it. A work that none of them may judge stays as it is. Keyed.
     */
    'works.handOn': { input: { callId: string; from: string | null; to: string[] }; output: { handed: true } };
    /** Cadre: closes judging and makes the result; with sheets missing only after the judges' time, with a reason. Keyed. */
    'works.seal': { input: { callId: string; v: number; reason: string }; output: { sealed: true } };
    /** Cadre: publishes the sealed result. Keyed. */
    'works.publish': { input: { callId: string; v: number }; output: { published: true } };
    /** Once sealed for cadres, once published for all: prizes to their holders, and for cadres every place. */
    'works.result': { input: { callId: string }; output: Works.Result };
    /** A work that got a prize, once published. */
    'works.read': { input: { callId: string; number: number }; output: { title: string; text: string; photos: Works.Photo[]; name: string; unitName: string; prize: string } };
  }
}
