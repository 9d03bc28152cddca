declare namespace Api.Export {
  interface Kinds {
    /** 秩序册: rulebook, officials, delegations with bibs, timetable, heats and lanes. Word. */
    orderBook: Record<string, never>;
    /** 成绩册: team totals, medals, records, the results of every event and round. Word. */
    resultBook: Record<string, never>;
  }
}
