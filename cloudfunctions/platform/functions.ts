import cloud from 'wx-server-sdk';
import { causeOf, log } from './log';

/**
 * Calls another function of ours and waits for its answer no longer than so many ms: it runs to its end in an instance of its own.
 * What becomes of it is read from the document that it works on, and a job calls again where it never came to it.
 */
export async function start(name: string, data: object, patience: number): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const enough = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, patience);
  });
  const called = Promise.resolve(cloud.callFunction({ name, data })).then(
    () => undefined,
    (error: unknown) => log('start', { name, ...causeOf(error) }),
  );
  await Promise.race([called, enough]);
  clearTimeout(timer);
}
