/** What is done with places beside sign-up and cancel. */
declare namespace Api.Places {
  /** Places of one quota, or of everybody without one. */
  interface Bucket {
    /** Whose quota; null: everybody without one. */
    unionId: string | null;
    name: string | null;
    capacity: number;
    left: number;
    held: number;
    /** Offered, not accepted yet. */
    offered: number;
    waiting: number;
    /** Last in line after no-shows. */
    last: number;
    /** Of batches that are not out yet. */
    toCome: number;
  }
}

declare namespace Api {
  interface Actions {
    /** Takes a place that was offered to me, in time. Keyed. */
    'registration.accept': { input: { activityId: string }; output: { accepted: true } };
    /** Asks for leave 请假 from a place I hold, until the activity begins; the place stays mine. `reason` null: takes it back. Keyed. */
    'registration.leave': { input: { activityId: string; reason: string | null }; output: { onLeave: boolean } };
    /** Cadre: an activity's places by unit quota. */
    'places.overview': {
      input: { activityId: string };
      output: { title: string; rules: Activity.Rules; capacity: number; left: number; waiting: number; buckets: Places.Bucket[]; now: Millis };
    };
    /** Organiser: puts a member of the audience into a free place, before, during or after sign-up. Keyed, audited. */
    'places.add': { input: { activityId: string; uid: string; reason: string }; output: { done: true } };
    /**
     * Organiser: gives somebody in line a free place before all others. `from`: the quota whose free place is brought to them
     * (null: from those without a quota); absent: a free one of their own. Keyed, audited.
     */
    'places.move': { input: { activityId: string; uid: string; from?: string | null; reason: string }; output: { done: true } };
    /** Organiser: takes somebody out, who is shown the reason; the place goes to the next in line. Keyed, audited. */
    'places.withdraw': { input: { activityId: string; uid: string; reason: string }; output: { done: true } };
    /** Organiser: sets the places of one quota, or (null) of everybody without one; never below what is taken. Gives the new total. Keyed, audited. */
    'places.resize': { input: { activityId: string; unionId: string | null; places: number; reason: string }; output: { capacity: number } };
    /** The unit's cadre or the organiser: hands the place of `uid` to `byUid` (替换), both of the same quota, while the rules let it. Keyed, audited. */
    'places.substitute': { input: { activityId: string; uid: string; byUid: string; reason: string }; output: { done: true } };
  }
}
