import { surveyBundles } from './bundles';
import type { Survey } from './bundles';

const pollMs = 250;
/** Equal looks in a row after which a build counts as finished. */
const looksToSettle = 2;
/** The same when a function is missing: a build that empties the folder first brings it back, seconds later on a busy machine. */
const looksToGiveUp = 40;

/**
 * Calls back when the built functions changed and the build has come to rest.
 * It polls the few files instead of using fs.watch: a build may delete and recreate the folder itself, which loses a watch.
 * @param initial what was there when the functions were loaded
 * @returns stops watching
 */
export function watchBundles(functionsDir: string, initial: Survey, onChange: () => void): () => void {
  let settled = initial;
  let previous = initial.fingerprint;
  let equalLooks = 1;
  let stopped = false;
  let timer: NodeJS.Timeout;
  const look = async (): Promise<void> => {
    const now = await surveyBundles(functionsDir);
    if (stopped) return;
    equalLooks = now.fingerprint === previous ? equalLooks + 1 : 1;
    previous = now.fingerprint;
    const complete = settled.names.every((name) => now.names.includes(name));
    if (now.fingerprint !== settled.fingerprint && equalLooks >= (complete ? looksToSettle : looksToGiveUp)) {
      settled = now;
      onChange();
    }
    schedule();
  };
  const schedule = (): void => {
    timer = setTimeout(() => void look().catch(schedule), pollMs).unref();
  };
  schedule();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
