/** Reading events 读书活动 of an edition: salons 读书沙龙, book fairs; activities like others, with sign-up, sessions and check-in. */
declare namespace Api {
  interface Actions {
    /** Those of an edition that are for me and not over yet, soonest end first, at most 20. */
    'reading.salons': { input: { editionId: string }; output: { items: Activity.Card[]; phase: Reading.Phase; now: Millis } };
    /** Cadre: how many reading events a unit has held in an edition so far and has still before it, and how many 书香企业 asks for. */
    'reading.salonDesk': { input: { editionId: string; unionId: string }; output: { held: number; ahead: number; needed: number; unitName: string } };
  }
}
