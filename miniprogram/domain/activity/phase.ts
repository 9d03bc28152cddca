export interface Schedule {
  startsAt: number;
  endsAt: number;
  signUpOpensAt: number;
  signUpClosesAt: number;
  cancelled: boolean;
}

/** Where an activity stands at `now` by the server's clock. An instant belongs to the phase that begins with it. */
export function phaseOf(schedule: Schedule, now: number): Api.Activity.Phase {
  if (schedule.cancelled) return 'cancelled';
  if (now >= schedule.endsAt) return 'ended';
  // Sign-up may stay open into the running time (a reading month takes latecomers); open is what a person can act on.
  if (now >= schedule.signUpOpensAt && now < schedule.signUpClosesAt) return 'open';
  if (now >= schedule.startsAt) return 'running';
  return now < schedule.signUpOpensAt ? 'announced' : 'closed';
}
