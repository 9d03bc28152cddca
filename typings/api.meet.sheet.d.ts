/** Entries by Excel: a template out, the filled-in file in. */
declare namespace Api.Export {
  interface Kinds {
    /** 报名模板 of a delegation: an empty list to fill in, the rulebook's events on a second sheet. Excel. */
    entrySheet: { unitId: string };
  }
}

declare namespace Api {
  interface Actions {
    /**
     * A filled-in 报名模板 that was put into storage under `imports/`: athletes and entries, all of it or nothing; every bad row is named as Excel numbers it,
     * 0 where a fault is against an entry that stood before. The file is deleted. Keyed.
     */
    'delegation.import': { input: { meetId: string; unitId: string; fileId: string }; output: { taken: boolean; faults: { line: number; why: string }[] } };
  }
}
