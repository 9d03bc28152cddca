/** Rules on the field of a meet: what officials and leaders change between the draw and the signature. */
declare namespace Api {
  interface Actions {
    /** Official: takes an entry out of a table 取消资格 by this rule, upon the `m` of its card that is known; `rule` null: takes that back. Keyed. */
    'event.disqualify': { input: { meetId: string; event: string; entry: string; m: number; rule: string | null }; output: { m: number } };
  }
}
