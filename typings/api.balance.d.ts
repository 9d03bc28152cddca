/** Who takes part and who does not 参与均衡: figures of a year, at and below a union. */
declare namespace Api.Balance {
  interface Figures {
    members: number;
    /** Took part at least once 参加过. */
    joined: number;
    /** Person-times 人次: an activity counts once a person. */
    times: number;
  }

  /** By 地区 · 行业 · 单位规模 · 单位性质 · 层级 · 年龄段 */
  type Dimension = 'region' | 'trade' | 'size' | 'ownership' | 'level' | 'age';

  interface Group extends Figures {
    /** What it is called in data; of sizes the position of the class; empty or `-`: not said. */
    key: string;
  }

  /** Small groups together, for none under 10 is shown. */
  interface Rest extends Figures {
    count: number;
  }

  interface Breakdown {
    dimension: Dimension;
    groups: Group[];
    rest: Rest | null;
  }

  interface Unit extends Figures {
    unionId: string;
    /** Empty: the union's own members 本级. */
    name: string;
  }

  interface Board extends Figures {
    unionId: string;
    unionName: string;
    /** 0 city, 1 district or industry, 2 enterprise, 3 team 班组 */
    level: number;
    year: number;
    /** Share of all person-times that the most active tenth of the members takes, in hundredths of a per cent; null: nobody took part. */
    topTenth: number | null;
    /** The two years before, the latest first; one in which nothing was counted, or too few, is not there. */
    past: (Figures & { year: number })[];
    breakdowns: Breakdown[];
    /** Unions right below, most members first; those under 10 members are in `rest`. */
    units: Unit[];
    rest: Rest | null;
    /** May the caller read who of the unit's own members never took part? */
    names: boolean;
    /** When it was last counted. */
    at: Millis;
  }

  interface Absent {
    uid: string;
    name: string;
    kind: People.MemberKind;
    /** Has WeChat here: else somebody goes and tells them. */
    bound: boolean;
  }
}

declare namespace Api.Export {
  interface Kinds {
    /** 参与情况表 of a union and a year: by unit and by group, with the Gini coefficient. Excel. */
    balance: { year: number };
    /** 年度工作总结: the year's figures of a union in sentences and tables, with room for what a person adds. Word. */
    yearReport: { year: number };
    /** 报销材料 of an activity: notice, list, sign-in, receipt of goods and photos (ids of media kept for `brief`), each on a page of its own. Word. */
    expenses: { photos?: string[] };
  }
}

declare namespace Api {
  interface Actions {
    /** Cadre: the board of a union of my scope, or of my widest scope; of this year unless another is asked for. Three documents. */
    'balance.board': { input: { unionId?: string; year?: number }; output: Balance.Board };
    /** The unit's own cadre alone: its members who took part in nothing this year 尚未参加; a page looks at 25 members. */
    'balance.absent': { input: { unionId: string; cursor?: string }; output: { unionName: string; rows: Balance.Absent[]; next: string | null } };
  }
}
