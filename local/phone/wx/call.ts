/** What a caller may pass to any asynchronous `wx` call beside its own options. */
export interface Callbacks {
  success?: (result: unknown) => void;
  fail?: (error: unknown) => void;
  complete?: (outcome: unknown) => void;
}

/** A refusal as WeChat words it: `errMsg` becomes `<call>:fail <reason>`, `fields` (errCode, errno …) stand beside it. */
export class Refused extends Error {
  constructor(
    readonly reason: string,
    readonly fields: Record<string, unknown> = {},
  ) {
    super(reason);
  }
}

export type Call = (options?: Record<string, unknown>) => Promise<unknown> | undefined;

/**
 * Gives a function WeChat's two ways of answering: callbacks when one is given (then nothing is returned), else a promise.
 * Errors are plain objects with `errMsg`, as the base library makes them; `asError` makes real Errors, as `wx.cloud` does.
 */
export function call<Options extends object>(name: string, run: (options: Options) => unknown, asError = false): Call {
  return (given = {}) => {
    const { success, fail, complete } = given as Callbacks;
    const outcome = Promise.resolve()
      .then(() => run(given as Options))
      .then((result) => ({ ...(typeof result === 'object' ? result : {}), errMsg: `${name}:ok` }))
      .catch((error: unknown) => {
        throw failure(name, error, asError);
      });
    if (!success && !fail && !complete) {
      return outcome;
    }
    outcome.then(
      (result) => {
        success?.(result);
        complete?.(result);
      },
      (error: unknown) => {
        fail?.(error);
        complete?.(error);
      },
    );
    return undefined;
  };
}

function failure(name: string, error: unknown, asError: boolean): object {
  const reason = error instanceof Error ? error.message : String(error);
  const errMsg = reason === '' ? `${name}:fail` : `${name}:fail ${reason}`;
  const fields = error instanceof Refused ? error.fields : {};
  return asError ? Object.assign(new Error(errMsg), fields, { errMsg }) : { ...fields, errMsg };
}
