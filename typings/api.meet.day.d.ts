/** The day of a meet: call room 检录, marks 成绩录入, the signing chain to the 成绩公告, protests, who goes on, points. */
declare namespace Api.Meet {
  /** none 未检录 · in 已检录 · missing 未到 · leave 请假 (the attempt is kept) · out 弃权 */
  type Call = 'none' | 'in' | 'missing' | 'leave' | 'out';

  /** An attempt of a throw or horizontal jump: mm as measured, x failure, - pass, r retired. */
  type Attempt = number | 'x' | '-' | 'r';

  /** A mark as the official reads it; what counts follows from it. Times are ms, lengths mm, wind hundredths of a m/s. */
  type RawMark =
    /** hand: one to three watches; photo: one reading. None: a race that goes by the finish order alone. `finish`: order of arrival in the race, null: not taken. */
    | { kind: 'time'; timing: Timing; ms: number[]; finish: number | null }
    /** `winds`: one an attempt, null: no gauge. */
    | { kind: 'attempts'; attempts: Attempt[]; winds: (number | null)[] }
    /** One text a height of the plan: o, x, -, r. */
    | { kind: 'trials'; trials: string[] }
    /** Counts and hits. */
    | { kind: 'count'; count: number }
    /** One mark a member of the team; null: has none. */
    | { kind: 'members'; timing: Timing; marks: (number | null)[] };

  /** What was entered for one entry in one round. */
  interface Entered {
    outcome: Outcome;
    /** Why DQ; else empty. */
    rule: string;
    raw: RawMark | null;
    /** 趣味: violations, and how often it has run again. */
    violations: number;
    reruns: number;
  }

  type Side = 'home' | 'away';

  /** A match as it was played. */
  interface RawMatch {
    /** Points of each bout 局, home's and away's: 11:5; 拔河 1:0; a ball game's score is the only one; a board's 1:0, 1:1, 0:1. */
    bouts: [number, number][];
    /** Who did not play 弃权; both: neither came 双弃权; null: both played. */
    forfeit: Side | 'both' | null;
    /** Who goes on after a draw, by penalties or lot; null: not needed. */
    decided: Side | null;
  }

  /** Who meets whom. */
  type Table =
    /** Lines of the draw sheet, null: a bye. */
    | { kind: 'knockout'; slots: (string | null)[]; third: boolean }
    | { kind: 'roundRobin'; rounds: [string, string][][] }
    /** Players in the order of their numbers; pairings round by round as far as they are drawn. */
    | { kind: 'swiss'; players: string[]; of: number; rounds: { first: string; second: string | null }[][] };

  /** A match of a table. `id`: k1-1, t (third place), r1-1, s1-1. */
  interface TableMatch {
    id: string;
    round: number;
    n: number;
    /** null: not known yet, or a bye. */
    home: string | null;
    away: string | null;
    /** none: neither came, nobody wins; null: not played yet. Of a later round of a knock-out also whose opponent nobody can be any more. */
    result: Side | 'draw' | 'none' | null;
  }

  /** One line of a round's sheet. */
  interface SheetLine {
    entry: string;
    place: number | null;
    outcome: Outcome;
    /** Official; null: none, or matches. */
    mark: number | null;
    /** null: no clock. */
    timing: Timing | null;
  }

  /** The signing chain: 记录员 → 主裁判 → 裁判长. */
  type SignsAs = 'recorder' | 'judge' | 'referee';

  interface SignatureRow {
    as: SignsAs;
    byName: string;
    mine: boolean;
    at: Millis;
  }

  /** Who starts, as lists show it: never a date of birth. */
  interface StarterRow {
    entry: string;
    unit: string;
    unitName: string;
    people: { name: string; bib: number }[];
    seed: number | null;
    /** When the order of a relay's legs 棒次 was handed in: `people` are in that order; null: it was not. */
    ordered: Millis | null;
    /** I may hand it in now. */
    mayOrder: boolean;
    /** I am in it, or it is my unit's. */
    mine: boolean;
    ours: boolean;
  }

  interface ProtestRow {
    id: string;
    unitName: string;
    text: string;
    at: Millis;
    /** 裁判长's; null: waits. */
    answer: { upheld: boolean; text: string; byName: string; at: Millis } | null;
    appealed: Millis | null;
    /** 仲裁委员会's, final; null: none. */
    decision: { upheld: boolean; text: string; byName: string; at: Millis } | null;
    /** I may take it to the 仲裁委员会 now. */
    mayAppeal: boolean;
  }

  interface CorrectionRow {
    entry: string;
    before: SheetLine | null;
    after: SheetLine | null;
    reason: string;
    byName: string;
    at: Millis;
  }

  /** What everybody sees of a round. */
  interface RoundShown {
    n: number;
    heats: Heat[];
    calls: Record<string, Call>;
    /** open · signing: officials sign · announced · correcting: a sheet that was announced was given back */
    state: 'open' | 'signing' | 'announced' | 'correcting';
    announcedAt: Millis | null;
    correctedAt: Millis | null;
    /** As announced. */
    lines: SheetLine[];
    winds: Record<string, number | null>;
    through: { entry: string; by: 'Q' | 'q' }[];
    /** Between whom the last place was drawn by lot. */
    lots: string[];
    table: Table | null;
    /** As they count: who was disqualified gives up what is not played yet. */
    matches: Record<string, RawMatch>;
    /** Taken out of the table 取消资格, with the rule. */
    disqualified: { entry: string; rule: string }[];
    /** 并组 since the draw, the first first. */
    merges: (MergeMade & { at: Millis })[];
    protests: ProtestRow[];
    corrections: CorrectionRow[];
    /** I may protest until then; null: I may not. */
    protestUntil: Millis | null;
  }

  interface ResultLine extends SheetLine {
    /** 6.5, 5+2/3; empty: none. */
    points: string;
    record: 'broken' | 'equalled' | 'first' | null;
    noGauge: boolean;
  }

  interface EventView {
    meetId: string;
    event: Event;
    title: string;
    groupName: string;
    starters: StarterRow[];
    rounds: RoundShown[];
    /** How many there will be. */
    last: number;
    result: { rows: ResultLine[]; at: Millis; confirmedFrom: Millis | null } | null;
    records: RecordRow[];
    /** May work on it. */
    works: boolean;
    now: Millis;
  }

  interface DeskCard {
    call: Call;
    entered: Entered | null;
    /** How often it was entered: the next mark is entered upon this. */
    m: number;
    byName: string;
  }

  interface DeskRound {
    n: number;
    /** When those who run in it were called to 检录; null: they were not. */
    summonedAt: Millis | null;
    heats: Heat[];
    /** What could be run as one; empty: nothing, or something has run. */
    mergeable: MergePair[];
    cards: Record<string, DeskCard>;
    winds: Record<string, number | null>;
    jumpOff: { height: number; trials: Record<string, 'o' | 'x' | 'r'> }[];
    table: Table | null;
    matches: Record<string, { raw: RawMatch | null; m: number; byName: string }>;
    photos: { mediaId: string; byName: string; at: Millis }[];
    signatures: SignatureRow[];
    /** Of what is to be signed, as it is now. */
    digest: string;
    /** Why it cannot be signed, a sentence; empty: it can. */
    missing: string;
    announcedAt: Millis | null;
    correctedAt: Millis | null;
    protests: ProtestRow[];
    returns: { reason: string; byName: string; at: Millis }[];
  }

  /** What officials work with. */
  interface EventDesk {
    meetId: string;
    event: Event;
    title: string;
    groupName: string;
    timing: Timing;
    starters: StarterRow[];
    rounds: DeskRound[];
    last: number;
    v: number;
    cadre: boolean;
    supervisor: boolean;
    now: Millis;
  }
}

declare namespace Api {
  interface Actions {
    /** An event as everybody sees it: start lists, results as they are announced, protests. Members. */
    'meet.event': { input: { meetId: string; event: string }; output: Meet.EventView };
    /** Official, cadre, supervisor over the meet. With `since` = the `v` known: null where nothing changed. */
    'event.desk': { input: { meetId: string; event: string; since?: number }; output: { desk: Meet.EventDesk | null; now: Millis } };
    /** Official: tells those of the round who are not at 检录 yet to come. Once a round and hour. Keyed. */
    'event.summon': { input: { meetId: string; event: string; round: number }; output: { told: number } };
    /** Call room 检录: these entries go from one state to another. Keyed. */
    'event.call': { input: { meetId: string; event: string; round: number; entries: string[]; from: Meet.Call; to: Meet.Call }; output: { to: Meet.Call } };
    /** Official: enters a mark upon the `m` that is known; USED where somebody was quicker. Keyed. */
    'event.mark': { input: { meetId: string; event: string; round: number; entry: string; m: number; entered: Meet.Entered }; output: { m: number } };
    /** Wind of a heat, hundredths of a m/s. `was`: what is known; null: none. Keyed. */
    'event.wind': { input: { meetId: string; event: string; round: number; heat: number; was: number | null; wind: number | null }; output: { wind: number | null } };
    /** One round of a jump-off; `n`: how many there were. Keyed. */
    'event.jumpOff': {
      input: { meetId: string; event: string; n: number; height: number; trials: Record<string, 'o' | 'x' | 'r'> };
      output: { rounds: number };
    };
    /** Official: a match as it was played, upon the `m` that is known. `raw` null: takes it back. Keyed. */
    'event.match': { input: { meetId: string; event: string; match: string; m: number; raw: Meet.RawMatch | null }; output: { m: number } };
    /** Official: draws the next round of a Swiss event; where no two are left who have not met, it ends with the rounds there are. Keyed. */
    'event.pair': { input: { meetId: string; event: string }; output: { round: number } };
    /** Official: photos of the paper sheet. Keyed. */
    'event.photo': { input: { meetId: string; event: string; round: number; mediaIds: string[] }; output: { photos: number } };
    /** Official: signs the sheet that has this digest. Each signature is another person's. Keyed. */
    'event.sign': { input: { meetId: string; event: string; round: number; as: Meet.SignsAs; digest: string }; output: { signed: number } };
    /** Official: gives a sheet back, to be entered and signed again; of an announced one it is a correction. Keyed. */
    'event.return': { input: { meetId: string; event: string; round: number; reason: string }; output: { returned: true } };
    /** Official: 成绩公告. The next round is drawn at once. Keyed. */
    'event.announce': { input: { meetId: string; event: string; round: number }; output: { at: Millis } };
    /** 领队 of a unit that starts in it: within 30 minutes. Keyed. */
    'event.protest': { input: { meetId: string; event: string; round: number; text: string }; output: { protestId: string } };
    /** 裁判长 answers. Keyed. */
    'event.answer': { input: { meetId: string; event: string; round: number; protestId: string; upheld: boolean; text: string }; output: { answered: true } };
    /** The unit goes to the 仲裁委员会, within 30 minutes of the answer. Keyed. */
    'event.appeal': { input: { meetId: string; event: string; round: number; protestId: string }; output: { appealed: true } };
    /** 仲裁委员会 decides, finally. Keyed. */
    'event.decide': { input: { meetId: string; event: string; round: number; protestId: string; upheld: boolean; text: string }; output: { decided: true } };
  }
}
