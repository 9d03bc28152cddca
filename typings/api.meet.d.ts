/** Sports meets 运动会: the rulebook 竞赛规程 and what hangs on it. Times are ms, lengths mm, wind tenths of a m/s, counts whole; the rules are in domain/meet. */
declare namespace Api.Meet {
  type Sex = 'male' | 'female';
  type Sport = 'athletics' | 'fun' | 'ball' | 'swimming' | 'board';
  /** district 区级 · enterprise 企业 */
  type Level = 'district' | 'enterprise';
  /** hand 手计时, to the next 1/10 s · photo 终点摄像, to the next 1/100 s. */
  type Timing = 'hand' | 'photo';

  /** A group by sex and age 组别. */
  interface Group {
    id: string;
    /** 男子青年组 … */
    name: string;
    /** any: mixed events. */
    sex: Sex | 'any';
    /** Full years on the rulebook's day, both included; null: no limit. */
    minAge: number | null;
    maxAge: number | null;
    /** The next group up, into which a thin event may be merged; null: none. */
    next: string | null;
  }

  /** 单位组别: units of a size compete among themselves. */
  interface UnitClass {
    id: string;
    /** 甲组 … */
    name: string;
    /** Members, both included; null: no limit. */
    min: number | null;
    max: number | null;
  }

  /** What a race's lanes are like: a straight, a bend of 200 m, a lap, and how older tracks are drawn. */
  type Layout = 'straight' | 'm200' | 'm400' | 'older';

  /** Lanes in bands, the best band first: later rounds are drawn in them. */
  type Bands = number[][];

  /** How the athletes of a heat stand. */
  type Start =
    /** Lanes 分道, drawn in the bands of this layout. */
    | { kind: 'lanes'; layout: Layout }
    /** A line start by lot 不分道; at most so many a heat. */
    | { kind: 'line'; most: number }
    /** Swimming: no lots, the fastest in the middle. */
    | { kind: 'pool' }
    /** One after another, or flights of at most so many. */
    | { kind: 'order'; most: number };

  /** What an event measures, and what follows from it. */
  type Measure =
    | { kind: 'time' }
    /** So many ms for each violation. */
    | { kind: 'timePenalty'; penalty: number }
    /** Count within so many ms. */
    | { kind: 'count'; within: number }
    /** Throws and horizontal jumps: 3 attempts, or the best `finalists` get 3 more. */
    | { kind: 'distance'; finalists: number | null }
    /** 起跳高度 and 升高计划 in mm; a tie for the first place by jump-off in these steps, null: shared. */
    | { kind: 'height'; bars: number[]; jumpOff: number | null }
    | { kind: 'hits' }
    | { kind: 'sum'; of: 'time' | 'count' | 'distance' }
    /** 拔河, matches of ball games, boards. */
    | { kind: 'bouts'; bestOf: number };

  type Format =
    /** 分组一次性决赛: one round, places over all heats. */
    | { kind: 'timedFinal' }
    /** 预赛+决赛 (2), 预赛+复赛+决赛 (3). */
    | { kind: 'rounds'; rounds: 2 | 3 }
    | { kind: 'knockout'; seeds: number; third: boolean }
    | { kind: 'roundRobin' }
    | { kind: 'swiss'; rounds: number };

  /** Team make-up 组队要求. */
  interface TeamRule {
    min: number;
    max: number;
    /** At least so many of each; 男x女y. */
    men: number;
    women: number;
    /** The ages of all together, both included; null: not asked. */
    ages: { min: number | null; max: number | null } | null;
    /** A relay does not count in a person's limit. */
    relay: boolean;
  }

  interface Event {
    id: string;
    /** 男子青年组100米 */
    name: string;
    /** The same in all groups; records and merging go by it: 100米. */
    discipline: string;
    sport: Sport;
    /** A group's id. */
    group: string;
    measure: Measure;
    format: Format;
    start: Start;
    /** Of a race: the rest between rounds goes by it; null: no race. */
    metres: number | null;
    /** The best is the smallest or the largest mark. */
    better: 'less' | 'more';
    /** A tail wind above +2.0 m/s makes no record. */
    wind: boolean;
    team: TeamRule | null;
    /** Entries a unit may send. */
    perUnit: number;
    /** Relays and tug-of-war: 2. */
    factor: 1 | 2;
    /** Weight of the implement in grams, or height of the hurdle in mm; null: neither. Records are apart by it. */
    implement: number | null;
    /** 场区: 跑道, 沙坑 … */
    zone: string;
    /** Which standings' rules hold; null: no ball game. */
    ballGame: 'racket' | 'basketball' | 'football' | null;
    /** 趣味 violations: a penalty on the mark, or one rerun and then DQ. */
    violation: 'penalty' | 'rerun';
  }

  interface Limits {
    /** 限报2项, relays apart. */
    perPerson: number;
    relaysCount: boolean;
    /** 兼项 within a list of disciplines: at most so many of them. */
    among: { disciplines: string[]; most: number }[];
  }

  interface PointsRule {
    /** From the first place down, whole points: 9-7-6-5-4-3-2-1. */
    table: number[];
    /** 减一录取: with fewer starters than this (or as few, with `including`) one place fewer than starters scores; null: no such rule. */
    few: { starters: number; including: boolean } | null;
    /** Points for a record broken; doubled in relays by option. */
    record: number;
    recordDoubled: boolean;
    /** Taken off for 弃权 after 检录; 0: nothing. */
    withdrawal: number;
    /** 参与分 for each entry that started; 0: none. */
    taking: number;
    /** 联队: the units share its points equally, or by how many athletes each has in it. */
    union: 'equal' | 'athletes';
    /** What decides between equal totals. */
    ties: 'places' | 'recordsThenPlaces';
  }

  /** Rests in minutes. */
  interface Rests {
    /** From an event's planned end to an athlete's next 检录. */
    events: number;
    /** From a round's end to the next round's start: up to 200 m, up to 1000 m; above it goes to another day. */
    short: number;
    middle: number;
    /** 检录 begins so long before the start. */
    call: number;
  }

  interface Rulebook {
    sport: Sport;
    level: Level;
    /** Day on which ages are counted, YYYY-MM-DD. */
    ageOn: string;
    groups: Group[];
    unitClasses: UnitClass[];
    limits: Limits;
    timing: Timing;
    lanes: 6 | 8;
    bands: Record<Layout, Bands>;
    points: PointsRule;
    rests: Rests;
    /** 场区 that are never used at the same time. */
    unsafe: [string, string][];
    events: Event[];
  }

  /** ok · 弃权 DNS · 未完赛 DNF · 取消资格 DQ · 无成绩 NM: only ok takes a place. */
  type Outcome = 'ok' | 'DNS' | 'DNF' | 'DQ' | 'NM';

  /** One line of a heat sheet. `lane` is the lane, or the place on the line or in the order; from 1. */
  interface LanePlace {
    entry: string;
    lane: number;
  }

  interface Heat {
    /** From 1, in the order they run. */
    n: number;
    places: LanePlace[];
  }

  interface RecordRow {
    discipline: string;
    group: string;
    implement: number | null;
    /** null: no race. */
    timing: Timing | null;
    mark: number;
    holder: string;
    unit: string;
    /** YYYY-MM-DD */
    on: string;
    /** 无风速: made without a gauge. */
    noGauge: boolean;
  }
}
