import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

/** Heap of a function of 512 MB: without a limit Node collects when it likes, and the peak says nothing. */
const heapMb = 256;

/** A recount of many ballots in a process of its own, with the database in it, as small as a cloud function is. */
export function recountFigure({ ballots = 1_000_000 } = {}): object {
  const script = resolve(__dirname, 'recount-run.ts');
  const { status, stdout } = spawnSync(process.execPath, [`--max-old-space-size=${heapMb}`, '--import', 'tsx', script, String(ballots)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  if (status !== 0) throw new Error(`the recount ended with ${status}`);
  return JSON.parse(stdout) as object;
}
