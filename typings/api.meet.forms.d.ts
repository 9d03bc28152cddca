declare namespace Api.Export {
  interface Kinds {
    /** 报名表 of one delegation for the unit's seal: athletes, entries, insurance, places to sign; for the unit's cadres and the organiser. Word. */
    delegationForm: { unitId: string };
    /** 报名总表: one row an entry, and the athletes on a second sheet. Excel. */
    meetEntries: Record<string, never>;
  }
}
