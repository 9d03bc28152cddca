import { randomUUID } from 'node:crypto';
import { noWork, type Counters } from '../wire/database';

/** One event given to one function. */
export interface Call {
  readonly requestId: string;
  /** Goes into the function's environment and comes back with every request it makes: this is how a request is known to be this call's. */
  readonly token: string;
  readonly functionName: string;
  /** JSON text. */
  readonly event: string;
  /** Who set it off, as a chain: `wx_client`, `wx_client,scf`, `wx_trigger` … */
  readonly source: string;
  readonly openid: string | undefined;
  /** 0 for a call from outside, 1 for a function called by it … */
  readonly depth: number;
  /** Database work, nested calls included. */
  readonly counters: Counters;
  /** Names this call to the fault plan, the same in every run of the same test. */
  readonly faultKey: string;
  /** Database requests seen so far. */
  requests: number;
  /** Ends the worker at once; set while the call runs. */
  kill: (() => void) | undefined;
  endedAt: number | undefined;
}

export type CallInput = Pick<Call, 'functionName' | 'event' | 'source' | 'openid' | 'faultKey'> & { parent?: Call | undefined };

/** A function may leave a request on its way when it returns: its token is honoured for so long. */
const keptAfterEndMs = 60_000;

/** The calls that run now or ended a moment ago, by token. */
export class Calls {
  private readonly byToken = new Map<string, Call>();

  begin(input: CallInput): Call {
    const { parent, ...rest } = input;
    const call: Call = {
      ...rest,
      requestId: randomUUID(),
      token: randomUUID(),
      depth: parent === undefined ? 0 : parent.depth + 1,
      counters: parent === undefined ? noWork() : parent.counters,
      requests: 0,
      kill: undefined,
      endedAt: undefined,
    };
    this.byToken.set(call.token, call);
    return call;
  }

  end(call: Call): void {
    call.kill = undefined;
    call.endedAt = Date.now();
    for (const [token, other] of this.byToken) {
      if (other.endedAt === undefined) continue;
      if (call.endedAt - other.endedAt < keptAfterEndMs) break;
      this.byToken.delete(token);
    }
  }

  /** @returns undefined for a request that no call made, such as a script with the SDK. */
  find(token: unknown): Call | undefined {
    return typeof token === 'string' ? this.byToken.get(token) : undefined;
  }
}
