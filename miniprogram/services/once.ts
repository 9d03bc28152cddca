import { call } from './client';
import { failureOf } from './errors';
import { keyOf, settle } from './keys';

/**
 * A writing call that happens once however often it is sent: its key is kept until a definite answer has come.
 * @param act names the act and its subject, such as `signUp:a12`.
 */
export async function once<A extends Api.ActionName>(act: string, action: A, input: Api.Input<A>): Promise<Api.Output<A>> {
  try {
    const output = await call(action, input, { key: keyOf(act) });
    settle(act);
    return output;
  } catch (cause) {
    const failure = failureOf(cause);
    if (!failure.offline) settle(act);
    throw failure;
  }
}
