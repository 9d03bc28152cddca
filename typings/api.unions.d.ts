declare namespace Api.Unions {
  /** What a union is known by. Words of the trade are data and stay Chinese. */
  interface Attributes {
    /** 行业; empty: not said. */
    trade: string;
    /** 地区; empty: not said. */
    region: string;
    /** 性质 */
    ownership: '' | '机关' | '事业单位' | '国企' | '民企' | '中小微' | '社会组织';
    /** 人数规模: number of staff; 0: not said. */
    size: number;
  }

  interface Row extends Attributes {
    id: string;
    name: string;
    /** 0 city, 1 district or industry, 2 enterprise, 3 team 班组 */
    level: number;
    /** Members in it and below it. */
    members: number;
    /** Unions right below it. */
    below: number;
  }

  /** A row that was searched for, with the names above it and the one it had when it was found by a former one. */
  interface Found extends Row {
    above: string[];
    formerNames: string[];
  }

  interface Detail extends Row {
    /** Unions above it, widest first; those outside my scope have a name only. */
    above: { id: string; name: string }[];
    /** 曾用名, oldest first. */
    formerNames: string[];
    /** Where it went when it was merged; null: it stands. */
    mergedInto: { id: string; name: string } | null;
    /** It is on its way to another place in the tree. */
    moving: { kind: 'move' | 'merge'; toName: string } | null;
    /** What I may do here. add: put unions below it. place: move it and merge it. */
    may: { edit: boolean; add: boolean; place: boolean };
  }

  /** A row of a list that cannot be imported. */
  interface Fault {
    line: number;
    why: string;
  }

  /** One import: of unions below a union, or of members into one. */
  interface Import {
    importId: string;
    kind: 'unions' | 'roster';
    unionName: string;
    /** Rows in all, rows put in so far. */
    total: number;
    done: number;
    finished: boolean;
    /** Rows that could not be put in after all, for what happened meanwhile. */
    skipped: Fault[];
  }

  /** Where rows come from: pasted from a sheet, or an Excel file in storage under `imports/`. */
  type Source = { text: string } | { fileId: string };
}

declare namespace Api {
  interface Actions {
    /** Unions right below one of my scope, or the tops of my scopes: by name, 20 a page. Admin and cadre. */
    'unions.list': { input: { parentId?: string; cursor?: string }; output: { parent: Unions.Row | null; rows: Unions.Row[]; next: string | null } };
    /** Unions of my scope whose name, now or formerly, holds these words; 20 a page. */
    'unions.search': { input: { search: string; cursor?: string }; output: { rows: Unions.Found[]; next: string | null } };
    /** One union of my scope. */
    'unions.get': { input: { unionId: string }; output: Unions.Detail };
    /** Puts a union below one of my scope. Keyed. */
    'unions.add': { input: { parentId: string; name: string; level: 1 | 2 | 3 } & Unions.Attributes; output: { unionId: string } };
    /** Renames a union or corrects its attributes; a former name is kept. Keyed. */
    'unions.edit': { input: { unionId: string; name: string } & Unions.Attributes; output: { unionId: string } };
    /** Puts a union, with all below it, below another parent. Decided at once, carried out by a job. Keyed; whoever looks after both. */
    'unions.move': { input: { unionId: string; parentId: string }; output: { unionId: string } };
    /** Merges a union into another: its members and what is below it go there; the grants over it end. Keyed. */
    'unions.merge': { input: { unionId: string; intoId: string }; output: { unionId: string } };
    /** Puts unions below one of my scope from a list: all or, with a fault, none. Keyed. */
    'unions.import': { input: { parentId: string; source: Unions.Source }; output: { importId: string | null; total: number; faults: Unions.Fault[] } };
    /** Puts members into a unit from a list 姓名, 工号, 类别: all or, with a fault, none. Keyed. */
    'people.importRoster': { input: { unionId: string; source: Unions.Source }; output: { importId: string | null; total: number; faults: Unions.Fault[] } };
    /** How far an import of mine is. */
    'unions.importState': { input: { importId: string }; output: Unions.Import };
  }
}
