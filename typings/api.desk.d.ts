/** 工作台: what waits for a cadre today. */
declare namespace Api.Desk {
  /**
   * What may wait: applications to review · appeals against absences · requests to join · notes held or reported · entries of contests to review ·
   * ballots asked to be voided, for a second person · offered places that lapse within a day · files of others that need a second person's consent ·
   * objections to a 公示 · appeals against scores of a 考核 ·
   * works 征文 to look at, judged ones to seal or to publish
   */
  type Counter = 'reviews' | 'appeals' | 'joins' | 'notes' | 'entries' | 'voids' | 'offers' | 'exports' | 'objections' | 'scores' | 'works';

  interface Waiting {
    counter: Counter;
    /** `most` stands for that many or more. */
    count: number;
    /** What the first of them is about, such as the edition or the vote: its page opens. Empty: the counter has one page for all. */
    subject: string;
  }

  interface Today {
    /** Those above 0. */
    waiting: Waiting[];
    /** Counts above this are not told apart. */
    most: number;
    /** When it was counted; 0: never yet. */
    at: Millis;
    now: Millis;
  }
}

declare namespace Api {
  interface Actions {
    /** Cadre: what waited for me at the last count. One document. */
    'desk.today': { input: Record<string, never>; output: Desk.Today };
    /** Cadre: counts anew; each counter asks the database once or twice, all at the same time. */
    'desk.recount': { input: Record<string, never>; output: Desk.Today };
  }
}
