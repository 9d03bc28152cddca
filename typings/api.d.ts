/**
 * The contract between the mini-program and the cloud functions: what every call takes and gives.
 * One file a context adds its actions to `Api.Actions`; a schema in cloudfunctions/modules is held equal to the input type by a compile-time test.
 */
declare namespace Api {
  /** All actions by name (`context.verb`). Each context's file adds its own. */
  interface Actions {}

  type ActionName = keyof Actions;
  type Input<A extends ActionName> = Actions[A]['input'];
  type Output<A extends ActionName> = Actions[A]['output'];

  /** Milliseconds since 1970-01-01T00:00:00Z, by the server's clock. */
  type Millis = number;
  /** A calendar day in Asia/Shanghai, `YYYY-MM-DD`. */
  type Day = string;

  /** The closed list of refusals. The Chinese sentence of each is in cloudfunctions/platform/errors.ts. */
  type ErrorCode =
    | 'BAD_INPUT'
    | 'NO_IDENTITY'
    | 'FORBIDDEN'
    | 'NOT_FOUND'
    | 'NOT_OPEN'
    | 'CLOSED'
    | 'USED'
    | 'FULL'
    | 'KEY_REUSED'
    | 'SLOW_DOWN'
    | 'HELD'
    | 'INTERNAL';

  /** What `wx.cloud.callFunction({name: 'api', data})` carries. */
  interface Request<A extends ActionName = ActionName> {
    action: A;
    input: Input<A>;
    /** Idempotency key of a writing action: 22 URL-safe characters, made once per act by the phone and kept for its retries. */
    key?: string;
  }

  interface Refusal {
    code: ErrorCode;
    /** A Chinese sentence for the person: what happened and what to do next. */
    message: string;
    /** Short request number that the person can copy to support. */
    requestId: string;
  }

  type Response<A extends ActionName = ActionName> = { ok: true; data: Output<A> } | { ok: false; error: Refusal };
}
