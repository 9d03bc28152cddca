/** Judging 评分: the panel 评委席, score sheets 评分表 and their corrections 更正. Marks are hundredths of a point. */
declare namespace Api.Contest {
  type SheetMarks = Record<string, number>;

  /** A round whose panel I am on. */
  interface JudgedRound {
    contestId: string;
    roundId: string;
    /** The contest's and the round's. */
    title: string;
    name: string;
    state: RoundState;
    entries: number;
    /** I am a reserve 候补评委. */
    reserve: boolean;
  }

  /** seated: I mark it · recused: I step back 回避 · spare: I am a reserve whom it does not need */
  type Seat = 'seated' | 'recused' | 'spare';

  interface JudgedPiece extends Piece {
    state: StageState;
    seat: Seat;
    /** I declared a recusal, and nobody has been on stage: I can take it back. */
    mayReturn: boolean;
    /** Its sheet is held until all of these are over, and signed then 基准. */
    held: boolean;
    /** Its score is released. */
    released: boolean;
  }

  /** A sheet of mine. */
  interface MySheet {
    entryId: string;
    marks: SheetMarks;
    /** null: a draft. */
    signedAt: Millis | null;
    /** A correction that I asked for and nobody has witnessed yet. */
    asked: { marks: SheetMarks; reason: string; at: Millis } | null;
    corrections: number;
    v: number;
  }

  interface JudgePad {
    /** Me. */
    uid: string;
    contestId: string;
    roundId: string;
    title: string;
    name: string;
    state: RoundState;
    criteria: Criterion[];
    maximum: 10 | 100;
    pieces: JudgedPiece[];
    sheets: MySheet[];
    now: Millis;
  }

  interface PanelSeat {
    uid: string;
    name: string;
    unitName: string;
    reserve: boolean;
  }

  /** Somebody with the role 评委 over the contest. */
  interface JudgeChoice {
    uid: string;
    name: string;
    unitName: string;
  }

  /** What the panel is for one entry. */
  interface SeatedPiece extends Piece {
    state: StageState;
    released: boolean;
    /** Judges by name who step back, and who sits for them; null: nobody is left. */
    recused: { uid: string; name: string; substitute: string | null; reason: string; /** It can be taken back: it was declared, and nobody has been on stage. */ mayReturn: boolean }[];
    /** So many judges mark it. */
    judges: number;
  }

  interface PanelView {
    contestId: string;
    roundId: string;
    title: string;
    name: string;
    state: RoundState;
    /** In order; reserves fill in in theirs. */
    panel: PanelSeat[];
    /** Not on the panel yet. */
    choices: JudgeChoice[];
    pieces: SeatedPiece[];
    /** Somebody has been on stage: judges step back from now on, none is exchanged. */
    fixed: boolean;
    /** Cadre over the contest. */
    manages: boolean;
    now: Millis;
  }

  interface MissingRow {
    uid: string;
    name: string;
    /** none: nothing kept yet */
    sheet: 'none' | 'draft' | 'signed';
  }

  /** A correction 更正 that waits for its witness. */
  interface AskedCorrection {
    entryId: string;
    title: string;
    number: number;
    judge: string;
    name: string;
    reason: string;
    before: SheetMarks;
    after: SheetMarks;
    at: Millis;
    v: number;
  }

  /** 谁还没打分 */
  interface MissingDesk {
    contestId: string;
    roundId: string;
    title: string;
    name: string;
    pieces: { entryId: string; number: number; title: string; state: StageState; released: boolean }[];
    /** The entry that is shown: the one asked for, else the one on stage or last done. null: the round has none. */
    entryId: string | null;
    rows: MissingRow[];
    /** Who steps back from it. */
    recused: { name: string; substitute: string | null }[];
    now: Millis;
  }
}

declare namespace Api {
  interface Actions {
    /** Rounds that I judge, latest first; at most 20. */
    'judging.rounds': { input: Record<string, never>; output: { rounds: Contest.JudgedRound[]; now: Millis } };
    /** My pad for a round: its entries in running order, and my own sheets. Never anybody else's, never a score. */
    'judging.mine': { input: { contestId: string; roundId: string }; output: Contest.JudgePad };
    /** Keeps a draft of my sheet that was made upon version `v` (0: none yet); criteria may be missing. Keyed. */
    'judging.save': { input: { contestId: string; roundId: string; entryId: string; v: number; marks: Contest.SheetMarks }; output: { v: number } };
    /** Signs my sheet with every criterion marked: from now on it changes by a correction only. Keyed. */
    'judging.sign': { input: { contestId: string; roundId: string; entryId: string; v: number; marks: Contest.SheetMarks }; output: { v: number } };
    /** Asks for a correction of my signed sheet; it counts once it is witnessed. Keyed. */
    'judging.correct': { input: { contestId: string; roundId: string; entryId: string; v: number; marks: Contest.SheetMarks; reason: string }; output: { v: number } };
    /** Official or supervisor who does not judge: witnesses a correction, or turns it down. A score that is released is released anew, marked 更正. Keyed. */
    'judging.witness': { input: { contestId: string; roundId: string; entryId: string; judge: string; v: number; confirm: boolean }; output: { confirmed: boolean } };
    /** The panel and who steps back where. Cadre, official, supervisor. */
    'judging.seats': { input: { contestId: string; roundId: string }; output: Contest.PanelView };
    /** Cadre: sets the panel in the place of the one that was `seen`; until somebody has been on stage. Keyed. */
    'judging.panel': {
      input: { contestId: string; roundId: string; seen: { uid: string; reserve: boolean }[]; judges: { uid: string; reserve: boolean }[] };
      output: { judges: number };
    };
    /** A judge, of oneself, or a cadre: steps back from entries that are not released. Keyed. */
    'judging.recuse': { input: { contestId: string; roundId: string; uid: string; entryIds: string[]; reason: string }; output: { recused: number } };
    /** A judge, of oneself, or a cadre: takes a declared recusal back, with a reason, until somebody has been on stage. Keyed. */
    'judging.unrecuse': { input: { contestId: string; roundId: string; uid: string; entryIds: string[]; reason: string }; output: { returned: number } };
    /** Official or supervisor who does not judge: corrections that wait for a witness, at most 20. */
    'judging.asked': { input: { contestId: string; roundId: string }; output: { criteria: Contest.Criterion[]; corrections: Contest.AskedCorrection[]; now: Millis } };
    /** Who has not signed yet for an entry, by name. Cadre, official, supervisor. */
    'judging.missing': { input: { contestId: string; roundId: string; entryId?: string }; output: Contest.MissingDesk };
  }
}
