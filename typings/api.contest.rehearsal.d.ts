/** 走台彩排: each entry of a round has some minutes on the stage before it, in slots that the organiser lays out. */
declare namespace Api.Contest {
  interface RehearsalSlot {
    id: string;
    at: Millis;
    /** null: free. */
    entryId: string | null;
    /** Of the entry; empty: free. */
    title: string;
    unitName: string;
  }

  interface Rehearsal {
    /** Where: 大剧场, 二号排练厅. */
    stage: string;
    /** Length of a slot. */
    minutes: number;
    /** order: by the running order · choose: units choose, until `chooseUntil`. */
    how: 'order' | 'choose';
    chooseUntil: Millis | null;
    slots: RehearsalSlot[];
    v: number;
  }

  /** A stretch of slots without a pause. */
  interface RehearsalSession {
    startsAt: Millis;
    count: number;
  }

  interface RehearsalView {
    contestId: string;
    roundId: string;
    title: string;
    name: string;
    /** null: not laid out. */
    rehearsal: Rehearsal | null;
    /** Entries of the round that have no slot, in running order; absent ones are left out. */
    waiting: { entryId: string; title: string; unitName: string }[];
    /** Entries that I may choose for. */
    mine: string[];
    /** Lays the slots out. */
    manages: boolean;
    /** Moves entries between them. */
    works: boolean;
    /** The order stands: entries can be placed by it. */
    drawn: boolean;
    now: Millis;
  }
}

declare namespace Api.Export {
  interface Kinds {
    /** 出场顺序表: a round's running order with its rehearsals, accompaniment and a place to sign in. Excel. */
    runSheet: { roundId: string };
  }
}

declare namespace Api {
  interface Actions {
    'rehearsal.view': { input: { contestId: string; roundId: string }; output: Contest.RehearsalView };
    /**
     * Cadre over the contest: lays the slots out upon version `v` (0: none yet), in the place of those before. Entries are placed by the running
     * order, or keep the slot of the same hour. Keyed.
     */
    'rehearsal.lay': {
      input: { contestId: string; roundId: string; v: number; stage: string; minutes: number; sessions: Contest.RehearsalSession[]; how: Contest.Rehearsal['how']; chooseUntil: Millis | null };
      output: { slots: number; placed: number };
    };
    /** A cadre of the entry's unit: takes a free slot, in the place of the one it had; null: gives it back. Keyed. */
    'rehearsal.take': { input: { contestId: string; roundId: string; entryId: string; slotId: string | null }; output: { at: Millis | null } };
    /** Cadre or official: puts an entry into a slot, with a reason; who was there gets the other's. Their leaders are told. Keyed. */
    'rehearsal.place': { input: { contestId: string; roundId: string; entryId: string; slotId: string | null; reason: string }; output: { at: Millis | null } };
  }
}
