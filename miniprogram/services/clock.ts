/**
 * The server's clock, told from the `now` of its answers: what opens at nine opens by the server, whatever the phone says.
 * A sample is `now` with the phone's times of sending and receiving; it is off by half the way there and back at most.
 */
export interface ClockSample {
  now: Api.Millis;
  sentAt: number;
  receivedAt: number;
}

interface Estimate {
  /** Server minus phone, ms. */
  offset: number;
  /** How far off it may be, ms. */
  doubt: number;
}

/** Keeps the sharper estimate; two that cannot both be true mean that a clock was set, and then the newer counts. */
export function refine(known: Estimate | null, sample: ClockSample): Estimate {
  const doubt = Math.max(0, sample.receivedAt - sample.sentAt) / 2;
  const offset = sample.now - (sample.sentAt + sample.receivedAt) / 2;
  if (known === null) return { offset, doubt };
  const contradicts = Math.abs(known.offset - offset) > known.doubt + doubt + 50;
  return contradicts || doubt <= known.doubt ? { offset, doubt } : known;
}

let estimate: Estimate | null = null;

export function observeClock(sample: ClockSample): void {
  estimate = refine(estimate, sample);
}

/** Now by the server's clock, ms; the phone's own until the first answer. */
export function serverNow(): Api.Millis {
  return Math.round(Date.now() + (estimate?.offset ?? 0));
}

/** What to add to the phone's clock for the server's, whole ms. */
export function clockCorrection(): number {
  return Math.round(estimate?.offset ?? 0);
}
