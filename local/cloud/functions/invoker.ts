import type { Clock } from '../dev/clock';
import type { Gate } from '../dev/gate';
import type { Faults } from '../faults/faults';
import type { Call, Calls } from './calls';
import { callContext, callEnvironment } from './context';
import type { Outcome } from './instance';
import type { Pool } from './pool';

export interface Invocation {
  readonly functionName: string;
  /** JSON text. */
  readonly event: string;
  readonly source: string;
  readonly openid?: string | undefined;
  /** The call that makes this one. */
  readonly parent?: Call | undefined;
}

export interface Invoked {
  readonly call: Call;
  readonly outcome: Outcome;
}

/** Turns an invocation into a call with its own context, runs it in the pool, and lets the fault plan deliver it more than once. */
export class Invoker {
  constructor(
    private readonly pool: Pool,
    private readonly calls: Calls,
    private readonly clock: Clock,
    private readonly faults: Faults,
    private readonly gate: Gate,
  ) {}

  invoke(invocation: Invocation): Promise<Invoked> {
    const { functionName, openid, event } = invocation;
    const { key, copiesAfterMs } = this.faults.nextInvocation(functionName, openid, event);
    copiesAfterMs.forEach((afterMs, index) => this.faults.deliverLater(afterMs, () => this.deliver(invocation, `${key}#${index + 1}`)));
    return this.deliver(invocation, key);
  }

  private deliver(invocation: Invocation, faultKey: string): Promise<Invoked> {
    return this.gate.through(() => this.run(invocation, faultKey));
  }

  private async run(invocation: Invocation, faultKey: string): Promise<Invoked> {
    const { functionName, event, source, openid, parent } = invocation;
    const bundle = this.pool.bundle(functionName);
    const call = this.calls.begin({ functionName, event, source, openid, parent, faultKey });
    try {
      if (bundle === undefined) return { call, outcome: { ok: false, failure: { kind: 'missing', functionName } } };
      const delivery = { event, environment: callEnvironment(call, this.clock.offset, this.gate.closed), context: callContext(call, bundle) };
      const outcome = await this.pool.run(functionName, delivery, call.depth > 0, (kill) => {
        call.kill = kill;
      });
      return { call, outcome };
    } finally {
      this.calls.end(call);
    }
  }
}
