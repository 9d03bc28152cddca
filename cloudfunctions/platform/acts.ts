import { Refusal } from './errors';

/** What an act leaves in the document that it decided: a repeat answers from it, another body under its key is KEY_REUSED. */
export interface Act {
  k: string;
  h: string;
  t: number;
  by: string;
}

/** Was this act done? @throws KEY_REUSED: with another body */
export function wasDone({ acts }: { acts: readonly Act[] }, key: string, hash: string): boolean {
  const done = acts.find(({ k }) => k === key);
  if (done && done.h !== hash) throw new Refusal('KEY_REUSED');
  return done !== undefined;
}

/** How often an act that came second looks again. */
const tries = 12;

/** What an act finds out from the document: its answer if it was done, else what to write. */
export type Decision<T, W> = { answer: T; write?: W };

/**
 * Reads the document, lets the act decide, and writes; where somebody else was quicker, decides again.
 * @param decide throws the refusal
 * @param write false: something that it was conditional on is no more so
 */
export async function decideUpon<D extends { acts: readonly Act[] }, T, W>(
  load: () => Promise<D>,
  act: Act,
  decide: (document: D, done: boolean) => Decision<T, W> | Promise<Decision<T, W>>,
  write: (document: D, change: W) => Promise<boolean>,
): Promise<T> {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const document = await load();
    const { answer, write: change } = await decide(document, wasDone(document, act.k, act.h));
    if (!change || (await write(document, change))) return answer;
  }
  throw new Refusal('SLOW_DOWN');
}
