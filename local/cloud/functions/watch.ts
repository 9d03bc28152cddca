import { bundlesFingerprint } from './bundles';

const pollMs = 250;

/**
 * Calls back when the built functions changed and the build has come to rest (two equal looks in a row).
 * It polls the few files instead of using fs.watch: a build may delete and recreate the folder itself, which loses a watch.
 * @returns stops watching
 */
export function watchBundles(functionsDir: string, initial: string, onChange: () => void): () => void {
  let settled = initial;
  let previous = initial;
  let stopped = false;
  let timer: NodeJS.Timeout;
  const look = async (): Promise<void> => {
    const now = await bundlesFingerprint(functionsDir);
    if (stopped) return;
    if (now === previous && now !== settled) {
      settled = now;
      onChange();
    }
    previous = now;
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
