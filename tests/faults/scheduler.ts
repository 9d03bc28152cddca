/**
 * Runs concurrent actors over one database deterministically: every request waits until all actors stand still,
 * then a seeded choice picks which goes next and what befalls it. A failing run is a seed, replayed exactly.
 */

/** Mulberry32: 32-bit numbers from a seed. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export interface FaultRates {
  /** The request never reaches the database. */
  failBefore: number;
  /** The database does it, the caller hears of a timeout. */
  timeoutAfterCommit: number;
  /** The function dies before the request. */
  crashBefore: number;
  /** The function dies after the request was done. */
  crashAfter: number;
}

interface Waiting {
  run: () => Promise<unknown>;
  resolve: (answer: unknown) => void;
  reject: (error: Error) => void;
}

/** What a request of a function that died gets: nothing but the client's own timeout follows. */
export class Died extends Error {}

export class Scheduler {
  rates: FaultRates;
  readonly random: () => number;
  private waiting: Waiting[] = [];
  private pumping = false;

  constructor(seed: number, rates: FaultRates) {
    this.random = randomFrom(seed);
    this.rates = rates;
  }

  /** Sends a request through chance and the queue. */
  submit(run: () => Promise<unknown>): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ run, resolve, reject });
      if (!this.pumping) {
        this.pumping = true;
        setImmediate(() => void this.pump());
      }
    });
  }

  /** Resolves when no request waits any more. */
  async idle(): Promise<void> {
    while (this.pumping) await new Promise((resolve) => setImmediate(resolve));
  }

  private async pump(): Promise<void> {
    while (this.waiting.length > 0) {
      const index = Math.floor(this.random() * this.waiting.length);
      const [next] = this.waiting.splice(index, 1);
      if (next) await this.serve(next);
      // Let every actor that was waiting for this answer come to its next request.
      await new Promise((resolve) => setImmediate(resolve));
    }
    this.pumping = false;
  }

  private async serve({ run, resolve, reject }: Waiting): Promise<void> {
    const chance = this.random();
    const { failBefore, timeoutAfterCommit, crashBefore, crashAfter } = this.rates;
    if (chance < failBefore) return reject(new Error('ECONNREFUSED'));
    if (chance < failBefore + crashBefore) return reject(new Died());
    const answer = await run();
    const after = chance - failBefore - crashBefore;
    if (after < timeoutAfterCommit) return reject(new Error('ESOCKETTIMEDOUT'));
    if (after < timeoutAfterCommit + crashAfter) return reject(new Died());
    resolve(answer);
  }
}
