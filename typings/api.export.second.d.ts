/** The second person's consent to a file with what many people have filled in. Why and from how many on: docs/decisions/0096. */
declare namespace Api.Export {
  /** A file that somebody else asked for and that waits for one of us. */
  interface Ask {
    jobId: string;
    kind: Kind;
    /** Name of the file, with its ending. */
    name: string;
    byName: string;
    /** The union in whose name. */
    scopeName: string;
    /** Whose filled-in fields it will hold, at the time of asking. */
    people: number;
    at: Millis;
    lapsesAt: Millis;
  }
}

declare namespace Api {
  interface Actions {
    /** Cadre: files of others in my scope that wait for a second person, the oldest first, at most 20. */
    'export.waiting': { input: Record<string, never>; output: { asks: Export.Ask[]; now: Millis } };
    /** Another cadre of the scope agrees: the file is made. Keyed; FORBIDDEN to whoever asked, USED when answered, CLOSED when lapsed. */
    'export.approve': { input: { jobId: string }; output: { answer: 'approved' } };
    /** Another cadre of the scope does not agree; `reason` 2–60 characters, told to whoever asked. Keyed, refused as `export.approve` is. */
    'export.refuse': { input: { jobId: string; reason: string }; output: { answer: 'refused' } };
  }
}
