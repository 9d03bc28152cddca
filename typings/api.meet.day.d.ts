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
    /** Who did not play 弃权; null: both did. */
    forfeit: Side | null;
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
    /** null: not played yet. */
    result: Side | 'draw' | null;
  }
}
