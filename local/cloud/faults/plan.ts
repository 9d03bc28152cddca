import { createHash } from 'node:crypto';

/** Chance of each fault, 0 to 1. */
export interface Rates {
  /** A database request is lost before it is done: the connection breaks. */
  readonly failBefore: number;
  /** A database request is done and its answer lost: the connection breaks the same way, so a caller cannot tell the two apart. */
  readonly timeoutAfterCommit: number;
  /** A database request waits some ms. */
  readonly delay: number;
  /** An invocation is delivered twice at the same time. */
  readonly duplicate: number;
  /** A second copy of an invocation comes some hundred ms later. */
  readonly late: number;
  /** The worker dies between two database requests. */
  readonly kill: number;
}

export type FaultName = keyof Rates;
export const faultNames: readonly FaultName[] = ['failBefore', 'timeoutAfterCommit', 'delay', 'duplicate', 'late', 'kill'];

export interface RequestFaults {
  readonly delayMs: number;
  readonly end: 'kill' | 'failBefore' | 'timeoutAfterCommit' | undefined;
}

export interface InvocationFaults {
  /** Waiting times (ms) after which further copies of the invocation are delivered. */
  readonly copiesAfterMs: readonly number[];
}

const longestDelayMs = 40;
const lateFromMs = 50;
const lateToMs = 400;

/**
 * Decides every fault from the seed and from what is disturbed (function, caller, event, how often that came, which request of the call),
 * never from the time or the order of arrival: the same test with the same seed meets the same faults, also under concurrency.
 */
export class FaultPlan {
  readonly injected: Record<FaultName, number> = { failBefore: 0, timeoutAfterCommit: 0, delay: 0, duplicate: 0, late: 0, kill: 0 };
  private readonly seen = new Map<string, number>();

  constructor(
    readonly seed: number,
    readonly rates: Rates,
  ) {}

  /** Names an invocation: equal events of equal callers are told apart by their count. */
  invocationKey(functionName: string, openid: string | undefined, event: string): string {
    const text = JSON.stringify([functionName, openid ?? null, event]);
    const count = this.seen.get(text) ?? 0;
    this.seen.set(text, count + 1);
    return createHash('sha256').update(`${count}:${text}`).digest('base64url');
  }

  forInvocation(key: string): InvocationFaults {
    const copiesAfterMs: number[] = [];
    if (this.happens('duplicate', key, 0)) copiesAfterMs.push(0);
    if (this.happens('late', key, 0)) copiesAfterMs.push(lateFromMs + this.draw('lateness', key, 0) * (lateToMs - lateFromMs));
    return { copiesAfterMs };
  }

  /** @param ordinal 0 for the first database request of the call */
  forRequest(key: string, ordinal: number): RequestFaults {
    const delayMs = this.happens('delay', key, ordinal) ? 1 + this.draw('length', key, ordinal) * (longestDelayMs - 1) : 0;
    if (ordinal > 0 && this.happens('kill', key, ordinal)) return { delayMs, end: 'kill' };
    if (this.happens('failBefore', key, ordinal)) return { delayMs, end: 'failBefore' };
    if (this.happens('timeoutAfterCommit', key, ordinal)) return { delayMs, end: 'timeoutAfterCommit' };
    return { delayMs, end: undefined };
  }

  private happens(name: FaultName, key: string, ordinal: number): boolean {
    const rate = this.rates[name];
    if (rate <= 0 || this.draw(name, key, ordinal) >= rate) return false;
    this.injected[name] += 1;
    return true;
  }

  /** Uniform in [0, 1). */
  private draw(what: string, key: string, ordinal: number): number {
    return createHash('sha256').update(`${this.seed}\n${what}\n${key}\n${ordinal}`).digest().readUInt32BE(0) / 2 ** 32;
  }
}
