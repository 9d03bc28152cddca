/** A round on the day: its draw 抽签, the running order, calls 催场, the clock, 加减分, releases 公布 and the live board. */
declare namespace Api.Contest {
  /** An exact share, numerator and denominator. */
  type Share = [n: number, d: number];

  /** A score from the moment it is released: all that standings need, in ten-thousandths of a point but for `announced`. */
  interface ReleasedScore {
    /** Hundredths, rounded half up: what is said and ranks. */
    announced: number;
    /** Before rounding. */
    exact: Share;
    /** Mean of all valid sheets. */
    untrimmed: Share;
    /** Mean marks by criterion, hundredths. */
    criteria: Record<string, Share>;
    /** All valid sheets, highest first. */
    values: number[];
    /** Sheets left out. */
    highest: number[];
    lowest: number[];
    /** Sum of 加减分, hundredths. */
    adjusted: number;
    /** How often it was corrected 更正 since. */
    corrections: number;
  }

  /** Where an entry is on the day 催场: signed 签到 → waiting 候场 → stage 上台 → done 演毕; absent 弃权 */
  type StageState = 'expected' | 'signed' | 'waiting' | 'stage' | 'done' | 'absent';

  /** open: waits for the draw · drawn: the order stands · running · closed: every score is released */
  type RoundState = 'open' | 'drawn' | 'running' | 'closed';

  interface RoundCard {
    roundId: string;
    name: string;
    order: 'lot' | 'paper';
    startsAt: Millis;
    /** null: not opened yet. */
    state: RoundState | null;
    entries: number;
  }

  /** What anybody may know of an entry of a round. */
  interface Piece {
    entryId: string;
    /** Number that was drawn 出场号; 0: none yet. It stays, whatever happens to the order. */
    number: number;
    title: string;
    unitName: string;
    form: Form;
    songs: { title: string; author: string }[];
  }

  interface BoardRow extends Piece {
    state: StageState;
    /** Hundredths; null: not released. */
    announced: number | null;
    corrected: boolean;
    /** Among those released so far; tied ones share it. */
    place: number | null;
  }

  interface Released {
    entryId: string;
    announced: number;
    /** Sheets left out, ten-thousandths. */
    highest: number[];
    lowest: number[];
    adjusted: number;
    corrected: boolean;
    at: Millis;
  }

  /** 现场: the running order as it is, who is on, and what was released. */
  interface Board {
    contestId: string;
    roundId: string;
    /** The contest's and the round's. */
    title: string;
    name: string;
    state: RoundState;
    rows: BoardRow[];
    /** Released together last, in running order. */
    last: Released[];
    /** The first `heldSheets` scores are released together; so many are waited for. */
    held: number;
    v: number;
  }

  interface AdjustmentRow {
    id: string;
    hundredths: number;
    reason: string;
    byName: string;
    /** null: it waits for a second official. */
    secondName: string | null;
    /** I proposed it: somebody else confirms. */
    mine: boolean;
  }

  interface DeskRow extends BoardRow {
    startedAt: Millis | null;
    endedAt: Millis | null;
    /** By the timekeeper's device; null: not stopped. */
    elapsed: Millis | null;
    adjustments: AdjustmentRow[];
    /** People in it are in another entry closer than three places. */
    close: boolean;
    releasedAt: Millis | null;
  }

  interface ChangeRow {
    /** joined: came in after the draw, for a correction of the round before 补入 */
    kind: 'swap' | 'late' | 'absent' | 'back' | 'joined';
    entries: string[];
    reason: string;
    byName: string;
    at: Millis;
  }

  /** 舞台: what those who run a round work with. */
  interface Desk extends Omit<Board, 'rows'> {
    rows: DeskRow[];
    changes: ChangeRow[];
    duration: { seconds: number; step: number; overtime: number };
    /** Big screens that are let in. */
    screens: ScreenRow[];
    /** Over the contest: gives and takes screens, changes the order, closes. */
    cadre: boolean;
    /** 计时员, 计分员, 主持人, 催场 */
    official: boolean;
    supervisor: boolean;
    now: Millis;
  }

  interface ScreenRow {
    id: string;
    name: string;
    byName: string;
    at: Millis;
    revokedAt: Millis | null;
  }

  /** What 主持人 says, from what is released only. */
  interface Cue extends Piece {
    /** 指挥, 领唱, 伴奏 and, up to four, who sings. */
    people: { part: Performer['part']; names: string[] }[];
    singers: number;
  }

  interface Script {
    title: string;
    name: string;
    /** On stage, or called to it. */
    on: Cue | null;
    next: Cue | null;
    last: (Released & { piece: Piece })[];
    /** Still held: so many of the first so many are done. */
    held: { done: number; of: number } | null;
    v: number;
  }

  /** One line of the roster that is drawn, in the order that is hashed. */
  interface DrawLine {
    entryId: string;
    title: string;
    unitName: string;
    /** Tags of people who are in several entries of the round; they name nobody. */
    shared: string[];
  }

  type DrawStand = 'committing' | 'revealing' | 'done' | 'void';

  interface DrawParty {
    unitId: string;
    unitName: string;
    commitment: string | null;
    /** Told once all have committed. */
    share: string | null;
  }

  /** A draw that shares and public values decide. */
  interface LotDraw {
    /** Names this try in every commitment. */
    id: string;
    beganAt: Millis;
    stand: DrawStand;
    parties: DrawParty[];
    /** Shares are revealed before this instant; null: not all have committed. */
    until: Millis | null;
    /** With fewer than two outside units: the organiser's share and a public value named beforehand. */
    value: { name: string; commitment: string; share: string | null; value: string | null } | null;
  }

  /** 纸签: entered from the slips. */
  interface PaperDraw {
    photo: string;
    numbers: { entryId: string; number: number; drawnFor: boolean }[];
    byName: string;
    /** null: the second signature is missing. */
    secondName: string | null;
    mine: boolean;
    at: Millis;
  }

  /** All that a phone needs to follow the draw and to make it again. */
  interface DrawView {
    contestId: string;
    roundId: string;
    title: string;
    name: string;
    order: 'lot' | 'paper';
    state: RoundState;
    roster: DrawLine[];
    rosterHash: string;
    /** Came in after the draw 补入; not in the roster that was drawn. */
    joined: { entryId: string; title: string; unitName: string; number: number }[];
    /** Nothing is drawn before the roster follows a correction of the round before. */
    renew: boolean;
    lot: LotDraw | null;
    paper: PaperDraw | null;
    /** Tries that came to nothing, with the units that held a share back or did not come. roster: who takes part was corrected. */
    voids: { units: string[]; why: 'share' | 'absent' | 'roster'; at: Millis }[];
    /** Order of the shuffle or the slips, and the running order after the spacing rule; empty: not drawn. */
    drawn: string[];
    running: string[];
    at: Millis | null;
    changes: ChangeRow[];
    /** Units that I may draw for. */
    mine: { unitId: string; unitName: string }[];
    manages: boolean;
    /** May sign paper slips as the second. */
    official: boolean;
    now: Millis;
  }
}

declare namespace Api {
  interface Actions {
    'stage.rounds': { input: { contestId: string }; output: { title: string; rounds: Contest.RoundCard[]; manages: boolean; works: boolean; now: Millis } };
    /**
     * Cadre over the contest: makes a round of all accepted entries, or of those through from the round before; its roster is fixed and hashed.
     * From the second round on that is the published result's 晋级. `valueName`: the public value that decides where fewer than two outside units take part in a draw by lot. Keyed.
     */
    'stage.open': { input: { contestId: string; roundId: string; valueName?: string }; output: { entries: number; rosterHash: string } };
    /** Cadre: the roster of a round that is not drawn follows the corrected result of the round before. Keyed. */
    'stage.renew': { input: { contestId: string; roundId: string; valueName?: string }; output: { entries: number; rosterHash: string } };
    /** Cadre: lets an entry in after the draw, that goes on by a correction of the round before 补入; it comes last. Keyed. */
    'stage.join': { input: { contestId: string; roundId: string; entryId: string; reason: string }; output: { number: number } };
    /** The draw, to follow it and to make it again. */
    'stage.verify': { input: { contestId: string; roundId: string }; output: Contest.DrawView };
    /** A unit's leader 领队: commits to a share of the draw `drawId`. Keyed. */
    'stage.commit': { input: { contestId: string; roundId: string; drawId: string; unitId: string; commitment: string }; output: { committed: true } };
    /** … and reveals it, once all have committed. Keyed. */
    'stage.share': { input: { contestId: string; roundId: string; drawId: string; unitId: string; share: string }; output: { revealed: true } };
    /** Cadre: makes the draw from what was revealed, or from the public value. Keyed. */
    'stage.draw': { input: { contestId: string; roundId: string; drawId: string; value?: string }; output: { drawn: number } };
    /** Cadre: a new try without units that held their share back, or did not come; void in public. Keyed. */
    'stage.again': { input: { contestId: string; roundId: string; drawId: string; valueName?: string }; output: { units: number } };
    /** Cadre or official: enters 纸签 with a photo of the slips; replaces what waits for its second signature. Keyed. */
    'stage.paper': {
      input: { contestId: string; roundId: string; photo: string; numbers: { entryId: string; number: number; drawnFor: boolean }[] };
      output: { entered: number };
    };
    /** Another official or cadre, or a supervisor: signs the slips as the second; the order stands. Keyed. */
    'stage.paperSign': { input: { contestId: string; roundId: string; at: Millis }; output: { drawn: number } };
    /** Cadre or official: exchanges two, puts one that is late behind another, or notes one as absent or back. Keyed. */
    'stage.change': {
      input: { contestId: string; roundId: string; kind: 'swap' | 'late' | 'absent' | 'back'; entryId: string; otherId?: string; reason: string };
      output: { clashes: number };
    };
    /** Official 催场: the next step of an entry, or one back. Keyed. */
    'stage.call': { input: { contestId: string; roundId: string; entryId: string; from: Contest.StageState; to: Contest.StageState }; output: { state: Contest.StageState } };
    /**
     * Official 计时员: the clock of the entry on stage. `deviceAt`: what the device's own clock showed; its difference is the time on stage.
     * Overtime becomes a proposed deduction. Keyed.
     */
    'stage.time': { input: { contestId: string; roundId: string; entryId: string; mark: 'start' | 'stop'; deviceAt: Millis }; output: { elapsed: Millis | null; deduction: number } };
    /** Official: proposes 加减分 in hundredths. Keyed. */
    'stage.adjust': { input: { contestId: string; roundId: string; entryId: string; hundredths: number; reason: string }; output: { adjustmentId: string } };
    /** A second official, or a supervisor: confirms or drops it. Keyed. */
    'stage.confirm': { input: { contestId: string; roundId: string; entryId: string; adjustmentId: string; confirm: boolean }; output: { confirmed: boolean } };
    /** Official 计分员: releases a score when every sheet of its panel is signed; the first `heldSheets` together. Keyed. */
    'stage.release': { input: { contestId: string; roundId: string; entryId: string }; output: { released: { entryId: string; announced: number }[] } };
    /** Anybody: one document. With `since` = the `v` known: null where nothing changed. */
    'stage.board': { input: { contestId: string; roundId: string; since?: number }; output: { board: Contest.Board | null; now: Millis } };
    /** Cadre, official, supervisor. */
    'stage.desk': { input: { contestId: string; roundId: string }; output: Contest.Desk };
    /** 主持人 */
    'stage.script': { input: { contestId: string; roundId: string }; output: { script: Contest.Script; now: Millis } };
    /** Cadre: when every entry is released or absent. Keyed. */
    'stage.close': { input: { contestId: string; roundId: string }; output: { state: 'closed' } };
    /** Cadre: lets a big screen in. The token is told to who made it, and kept nowhere. Keyed. */
    'stage.screen': { input: { contestId: string; roundId: string; name: string }; output: { screenId: string; token: string } };
    /** Cadre: shows it the door. Keyed. */
    'stage.unscreen': { input: { contestId: string; roundId: string; screenId: string }; output: { revoked: true } };
  }
}
