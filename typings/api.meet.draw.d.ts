/** The 领队会: the list is locked, thin events are dealt with, heats and lanes are drawn so that anybody can draw them again. */
declare namespace Api.Meet {
  /** What the organiser changes of the list between locking and the draw. */
  type ListChange =
    /** 弃权 before the draw. */
    | { kind: 'scratch'; entry: string; reason: string }
    /** 改报: into another event. */
    | { kind: 'move'; entry: string; into: string }
    /** 合组: a thin event into the same discipline of the next group. */
    | { kind: 'merge'; event: string; into: string }
    /** 种子 of a knock-out, the strongest first; takes the place of those named before. */
    | { kind: 'seeds'; event: string; entries: string[] };

  /** An event before the draw. */
  interface ListedEvent {
    event: string;
    name: string;
    /** Entries that would start. */
    entries: number;
    /** Fewer than make an event: the event that it could be merged into, empty: there is none. null: enough, or nobody. */
    thin: string | null;
    /** It runs with this one; null: by itself. */
    mergedInto: string | null;
  }

  interface ListedEntry {
    entry: string;
    /** The event it was made for. */
    event: string;
    unitName: string;
    people: { name: string; bib: number | null }[];
    seed: number | null;
    /** Why it does not start; null: it does. */
    scratched: string | null;
    /** 改报: where it starts; null: where it was made for. */
    movedInto: string | null;
  }

  interface ListDesk {
    meetId: string;
    title: string;
    setup: Setup;
    /** Delegations, athletes and entries that start. */
    counts: { units: number; athletes: number; entries: number };
    /** Athletes without 健康承诺书, and delegations without insurance. */
    unsigned: number;
    uninsured: string[];
    events: ListedEvent[];
    /** null: not locked yet. */
    lot: { valueName: string; commitment: string } | null;
    draw: { value: string; list: string; seed: string; at: Millis } | null;
    now: Millis;
  }

  /** How an event begins. */
  type FirstDraw = { kind: 'heats'; heats: Heat[] } | { kind: 'knockout'; slots: (string | null)[] } | { kind: 'order'; entries: string[] };

  /** All that anybody needs to draw the meet again. */
  interface Proof {
    meetId: string;
    title: string;
    /** Names the draw in the commitment. */
    drawId: string;
    valueName: string;
    commitment: string;
    share: string;
    value: string;
    list: string;
    seed: string;
    at: Millis;
    track: { lanes: 6 | 8; bands: Record<Layout, Bands> };
    events: { event: Event; starters: { entry: string; unit: string; seed: number | null }[] }[];
  }
}

declare namespace Api {
  interface Actions {
    /** Cadre over the meet: the list before and after it is locked. */
    'meet.list': { input: { meetId: string }; output: Meet.ListDesk };
    /** Cadre over the meet: who is entered for an event, with those who moved into it; `seeds`: the strongest first, of a knock-out. */
    'meet.listed': { input: { meetId: string; event: string }; output: { entries: Meet.ListedEntry[]; seeds: string[]; v: number; now: Millis } };
    /** Cadre: locks the list once entries are closed, gives out bibs and commits to a share; `valueName` names the public value of the draw. Keyed. */
    'meet.freeze': { input: { meetId: string; v: number; valueName: string }; output: { commitment: string } };
    /** Cadre: changes the locked list before the draw, if nobody changed the meet since version `v`. Keyed. */
    'meet.amend': { input: { meetId: string; v: number; change: Meet.ListChange }; output: { v: number } };
    /** Cadre: takes such a change back. Keyed. */
    'meet.restore': { input: { meetId: string; v: number; of: { entry: string } | { event: string } }; output: { v: number } };
    /** Cadre: draws all events with the public value, once. Keyed. */
    'meet.draw': { input: { meetId: string; v: number; value: string }; output: { events: number; seed: string } };
    /** Everything to draw it again. Members. */
    'meet.proof': { input: { meetId: string }; output: Meet.Proof };
  }
}
