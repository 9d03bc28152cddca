/** The result book 成绩册 is sealed 封存: signed by its digest, its results closed; and the next calls 检录. */
declare namespace Api.Meet {
  interface SealFault {
    event: string;
    name: string;
    /** open: not announced · unsigned: somebody signed, it is not out · correcting: given back · protest: waits for an answer · waits: may be protested until `until` */
    why: 'open' | 'unsigned' | 'correcting' | 'protest' | 'waits';
    until: Millis | null;
    /** Nothing of it is out: the organiser may say that it was not held. */
    mayBeUnheld: boolean;
  }

  /** As everybody sees it. closing: events are being closed · sealed · opened: one is open for a correction, or the results had changed in the closing */
  interface SealShown {
    state: 'closing' | 'sealed' | 'opened';
    /** Of the book that was signed last. */
    digest: string;
    at: Millis;
    /** How often it was opened for a correction. */
    openings: number;
  }

  interface SealDesk {
    meetId: string;
    title: string;
    events: number;
    faults: SealFault[];
    /** Events that are not to be in it. */
    unheld: string[];
    /** Of the book as it is now; empty: it cannot be sealed. */
    digest: string;
    seal: (SealShown & { byName: string; unheld: string[] }) | null;
    /** Events that are closed: each can be opened for a correction. */
    closed: { event: string; name: string }[];
    openings: { event: string; name: string; reason: string; byName: string; at: Millis }[];
    now: Millis;
  }

  /** What is planned of a meet: a round of an event with its 检录. */
  interface PlannedCall {
    event: string;
    n: number;
    callAt: Millis;
    startAt: Millis;
  }
}

declare namespace Api {
  interface Actions {
    /** Cadre over the meet: the book as it would be sealed without these events, or what keeps it open. */
    'meet.closing': { input: { meetId: string; unheld: string[] }; output: Meet.SealDesk };
    /** Cadre, as 总裁判长: seals the book that has this digest. Keyed. */
    'meet.seal': { input: { meetId: string; digest: string; unheld: string[] }; output: { sealed: true } };
    /** Cadre: opens one event of a sealed book for a correction, with a reason; the book is sealed anew after it. Keyed. */
    'meet.unseal': { input: { meetId: string; event: string; reason: string }; output: { opened: true } };
  }
}
