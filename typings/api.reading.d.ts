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

declare namespace Api.Reading {
  /** By the server's clock: announced 未开始 · open 进行中 · closing: over, the last points are being counted · frozen 排名已封存 */
  type Phase = 'announced' | 'open' | 'closing' | 'frozen';

  interface Book {
    bookId: string;
    /** 13 digits. */
    isbn: string;
    title: string;
    author: string;
    /** Shelf, such as 劳模故事. */
    theme: string;
    /** Where to read it; empty: nowhere known. */
    link: string;
  }

  /** Why a line of the ledger is there; amount-free, for the line has the points. */
  type Rule = 'checkIn' | 'note' | 'minutes' | 'pages' | 'streak' | 'reversal';

  interface Line {
    rule: Rule;
    points: number;
    at: Millis;
    day: Day;
    /** Of a streak: its days; else 0. */
    streak: number;
    /** Of a reversal: the reason; else empty. */
    reason: string;
  }

  /** A square of the heat map. */
  interface DaySquare {
    day: Day;
    minutes: number;
    checkIns: number;
    heat: 0 | 1 | 2 | 3 | 4;
    madeUp: boolean;
  }

  /** What a note is to others: shown · review: a new account's, looked at first 先审后发 · held: the safety service gave no verdict */
  type NoteState = 'shown' | 'review' | 'held';

  interface Note {
    checkInId: string;
    bookTitle: string;
    day: Day;
    at: Millis;
    text: string;
    photos: Photo[];
    state: Sight;
    /** Why it was hidden; else empty. */
    why: string;
    /** Which earlier note it is nearly the same as, so that it earned nothing; empty: none. */
    same: string;
  }

  interface Mine {
    points: number;
    /** One plus all with more points at the last count; null: none counted yet. */
    rank: number | null;
    level: string;
    next: { name: string; missing: number } | null;
    streak: number;
    days: number;
    makeUpsLeft: number;
    /** Of today, and in the hours of 夜班 of yesterday: what has earned. */
    today: { checkIns: number; points: number };
    squares: DaySquare[];
  }

  interface Edition {
    editionId: string;
    title: string;
    organiser: string;
    from: Day;
    until: Day;
    closesAt: Millis;
    phase: Phase;
    rules: Rules;
    /** null: the caller is in no roster, or reads elsewhere. */
    mine: Mine | null;
    /** May a check-in now be booked to the day before (夜班)? */
    night: boolean;
    manages: boolean;
    now: Millis;
  }

  interface CheckedIn {
    checkInId: string;
    day: Day;
    /** What it earned, line by line. */
    lines: Line[];
    points: number;
    streak: number;
    /** Names of levels that it reached. */
    levels: string[];
    note: NoteState | null;
  }

  interface RankedPerson {
    /** Tells lines apart and is what the digest goes over; says nothing of who it is. */
    id: string;
    place: number;
    /** Masked, but for the caller's own. */
    name: string;
    unitName: string;
    points: number;
    /** Of the last point: of equal points the earlier one is listed first. */
    lastAt: Millis;
    mine: boolean;
  }

  interface RankedUnit {
    place: number;
    unitId: string;
    name: string;
    /** When the edition began. */
    members: number;
    active: number;
    readers: number;
    points: number;
    /** 参与率 in hundredths of a per cent. */
    share: number;
    /** Points per head in hundredths. */
    perHead: number;
  }
}

declare namespace Api {
  interface Actions {
    /** Cadre over an activity of the programme 读书月: makes it an edition 届. `approval`: books wait for 宣教部 before readers see them. Keyed. */
    'reading.create': { input: { activityId: string; from: Day; until: Day; rules: Reading.Rules; approval?: true }; output: { editionId: string } };
    /** Cadre: puts a book on the list. Keyed. */
    'reading.addBook': {
      input: { editionId: string; isbn: string; title: string; author: string; theme: string; link: string };
      output: { bookId: string };
    };
    /** Cadre: takes a book off the list; what was read of it stays. Keyed. */
    'reading.removeBook': { input: { editionId: string; bookId: string; reason: string }; output: { removed: true } };
    /** The list of books, 20 a page, by title or by what is sought. */
    'reading.books': {
      input: { editionId: string; theme?: string; search?: string; cursor?: string };
      output: { items: Reading.Book[]; next: string | null };
    };
    'reading.edition': { input: { editionId: string }; output: Reading.Edition };
    /** Checks in, or makes up a day. Keyed: a repeat gives the same answer. */
    'reading.checkIn': {
      input: {
        editionId: string;
        bookId: string;
        minutes: number;
        pages: number;
        /** At most 2,000 characters; empty: none. */
        note: string;
        /** Books it to the day before (夜班). */
        night: boolean;
        /** The day that is made up; null: no make-up. */
        makeUpFor: Day | null;
        /** At most three, kept for the edition as `note`; none: left out, or empty. */
        photos?: string[];
      };
      output: Reading.CheckedIn;
    };
    /** My points line by line, latest first. */
    'reading.ledger': { input: { editionId: string }; output: { lines: Reading.Line[]; points: number } };
    /** My notes, latest first, 20 a page; a new one is in it after the next count. `before`: instant of the last one of the page before. */
    'reading.notes': { input: { editionId: string; before?: Millis }; output: { items: Reading.Note[]; next: Millis | null } };
    /** My rank as of the last count, out of two documents; null: nothing of mine is counted yet. */
    'reading.rank': { input: { editionId: string }; output: { points: number; rank: number } | null };
    /** The published 100 of the edition, or of today, this week, this month: one document; and my place, as of the last count. */
    'reading.ranking': {
      input: { editionId: string; period: 'edition' | 'day' | 'week' | 'month' };
      output: {
        items: Reading.RankedPerson[];
        /** `rank` null: not counted yet, or of a shorter time than the edition beyond the first 100. */
        mine: { points: number; rank: number | null } | null;
        /** Readers counted; of a shorter time than the edition at most 100. */
        readers: number;
        /** Hex, of `[id, points, lastAt]` of each line; empty: not frozen. */
        digest: string;
        at: Millis;
      };
    };
    /** The first 100 units of a size class, of 0–3; districts instead where it is null. */
    'reading.units': {
      input: { editionId: string; sizeClass: number | null };
      output: { items: Reading.RankedUnit[]; units: number; digest: string; at: Millis };
    };
  }
}
