/** 系列: activities of one kind or one year, of which one person may have so many places. */
declare namespace Api.Series {
  /** What an activity says of its series. */
  interface Rule {
    id: string;
    name: string;
    /** Of so many activities of the series one person may hold a place, wait or have applied: 1–20. */
    most: number;
  }

  interface Row extends Rule {
    /** The union whose cadre made it. */
    organiser: string;
    createdAt: Millis;
  }
}

declare namespace Api.Activity {
  interface CreateInput {
    /** The series that it belongs to, for good. */
    seriesId?: string;
  }

  interface Detail {
    /** null: it belongs to none. `mine`: titles of the other activities of the series that I am in, wait for or have applied for. */
    series: (Series.Rule & { mine: string[] }) | null;
  }
}

declare namespace Api {
  interface Actions {
    /** Cadre: the series that an activity for this union may belong to, those of unions above too; latest first, at most 30. */
    'series.list': { input: { audienceUnionId: string }; output: { items: Series.Row[] } };
    /** Cadre: makes a series for activities for this union and those below; its name and number never change. Keyed, audited. */
    'series.create': { input: { audienceUnionId: string; name: string; most: number }; output: { seriesId: string } };
  }
}
