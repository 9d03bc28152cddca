/** The reading month 职工读书月: check-ins earn points by rules that are data of the edition 届. */
declare namespace Api.Reading {
  /** So many points for every full stretch of minutes or pages, up to the most that counts. */
  interface Rate {
    points: number;
    each: number;
    /** Minutes or pages counted in a day. */
    most: number;
  }

  interface Rules {
    /** For the day's first check-in. */
    checkIn: number;
    /** For the day's first note 读后感 of at least so many characters; null: none. */
    note: { points: number; characters: number } | null;
    /** For the day's first check-in with minutes; null: they earn nothing. */
    minutes: Rate | null;
    /** The same for pages. */
    pages: Rate | null;
    /** All of these together, a day at most. */
    dayMost: number;
    /** And for one book over the edition; null: no such limit. */
    bookMost: number | null;
    /** Bonuses for days in a row, outside the day's limit, each once an edition; fewest days first. */
    streaks: { days: number; points: number }[];
    /** Make-up 补卡: how many days back, and how many an edition; null: none. */
    makeUp: { within: number; most: number } | null;
    /** 夜班: until this hour (1–11) a check-in may be booked to the day before; null: a day ends at 24:00. */
    nightUntil: number | null;
    /** A member of so many days counts for the unit's 参与率. */
    activeDays: number;
    /** Cadres in office stand in no list of 读书之星. */
    withoutOfficers: boolean;
  }
}
