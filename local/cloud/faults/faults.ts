import { FaultPlan, faultNames } from './plan';
import type { FaultName, Rates, RequestFaults } from './plan';
import type { Call } from '../functions/calls';

const calm: RequestFaults = { delayMs: 0, end: undefined };

/** The switch of the faults: off until a seed is given. Only requests and invocations of functions are disturbed, never a script's own. */
export class Faults {
  private plan: FaultPlan | undefined;
  private readonly copies = new Set<Promise<unknown>>();

  /** @param rates missing ones are 0. @throws RangeError for an unknown name or a rate outside 0…1 */
  start(seed: number, rates: Readonly<Record<string, unknown>>): void {
    this.plan = new FaultPlan(seed, checkRates(rates));
  }

  /** Switches off and waits until every copy that is on its way has run: afterwards the data is at rest. */
  async stop(): Promise<Record<FaultName, number> | undefined> {
    const injected = this.plan?.injected;
    this.plan = undefined;
    await Promise.allSettled(this.copies);
    return injected;
  }

  state(): { seed: number | null; injected: Record<FaultName, number> | null; copiesOnTheirWay: number } {
    return { seed: this.plan?.seed ?? null, injected: this.plan?.injected ?? null, copiesOnTheirWay: this.copies.size };
  }

  nextInvocation(functionName: string, openid: string | undefined, event: string): { key: string; copiesAfterMs: readonly number[] } {
    if (this.plan === undefined) return { key: '', copiesAfterMs: [] };
    const key = this.plan.invocationKey(functionName, openid, event);
    return { key, ...this.plan.forInvocation(key) };
  }

  deliverLater(afterMs: number, deliver: () => Promise<unknown>): void {
    const copy = new Promise((resolve) => setTimeout(resolve, afterMs))
      .then(deliver)
      .finally(() => this.copies.delete(copy));
    this.copies.add(copy);
  }

  /** Counts the call's database requests and decides about this one. */
  nextRequest(call: Call | undefined): RequestFaults {
    if (this.plan === undefined || call === undefined || call.endedAt !== undefined) return calm;
    const faults = this.plan.forRequest(call.faultKey, call.requests);
    call.requests += 1;
    return faults;
  }
}

function checkRates(rates: Readonly<Record<string, unknown>>): Rates {
  const checked: Record<FaultName, number> = { failBefore: 0, timeoutAfterCommit: 0, delay: 0, duplicate: 0, late: 0, kill: 0 };
  for (const [name, rate] of Object.entries(rates)) {
    const known = faultNames.find((faultName) => faultName === name);
    if (known === undefined) throw new RangeError(`unknown fault: ${name}`);
    if (typeof rate !== 'number' || !(rate >= 0 && rate <= 1)) throw new RangeError(`the rate of ${name} must be between 0 and 1`);
    checked[known] = rate;
  }
  return checked;
}
