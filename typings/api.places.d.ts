/** What is done with places beside sign-up and cancel. */
declare namespace Api {
  interface Actions {
    /** Takes a place that was offered to me, in time. Keyed. */
    'registration.accept': { input: { activityId: string }; output: { accepted: true } };
    /** Asks for leave 请假 from a place I hold, until the activity begins; the place stays mine. `reason` null: takes it back. Keyed. */
    'registration.leave': { input: { activityId: string; reason: string | null }; output: { onLeave: boolean } };
  }
}
