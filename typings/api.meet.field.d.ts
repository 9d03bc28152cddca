/** Rules on the field of a meet: what officials and leaders change between the draw and the signature. */
declare namespace Api.Meet {
  /** 并组: the heat of number `from` goes into that of number `into`, as they were numbered then. */
  interface MergePair {
    from: number;
    into: number;
  }

  /** As it was decided; `gone`: who of the two heats had given up the lane by then, 未到 or 弃权. */
  interface MergeMade extends MergePair {
    gone: string[];
  }

  /** Whose heat or lane is another. */
  interface HeatMove {
    entry: string;
    was: { heat: number; lane: number };
    is: { heat: number; lane: number };
  }
}

declare namespace Api {
  interface Actions {
    /** Official: takes an entry out of a table 取消资格 by this rule, upon the `m` of its card that is known; `rule` null: takes that back. Keyed. */
    'event.disqualify': { input: { meetId: string; event: string; entry: string; m: number; rule: string | null }; output: { m: number } };
    /** Cadre over the meet: the records in force 纪录 that its results are held against. */
    'meet.records': { input: { meetId: string }; output: { title: string; rows: Meet.RecordRow[]; events: Meet.Event[]; groups: { id: string; name: string }[]; drawn: boolean; v: number; now: Millis } };
    /** Cadre: adds a record (`at` null), corrects the one at that place of the list, or withdraws it (`row` null), if nobody changed the meet since version `v`. Keyed. */
    'meet.record': { input: { meetId: string; v: number; at: number | null; row: Meet.RecordRow | null }; output: { v: number } };
    /** 领队 or cadre of a relay's unit: the order of its legs 棒次 by bibs, everybody of the team, until the team is called to 检录. Keyed. */
    'event.order': { input: { meetId: string; event: string; entry: string; bibs: number[] }; output: { handedIn: true } };
    /** Official: what 并组 would do; changes nothing. `merges`: how many there were. */
    'event.merging': { input: { meetId: string; event: string; from: number; into: number }; output: { heats: Meet.Heat[]; moves: Meet.HeatMove[]; merges: number } };
    /** Official: 并组 of a timed final before its first heat, as it was shown after so many `merges`; told to whose heat or lane changed. Keyed. */
    'event.merge': { input: { meetId: string; event: string; from: number; into: number; merges: number }; output: { moved: number } };
  }
}
