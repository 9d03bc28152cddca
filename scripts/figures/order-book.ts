import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** Heap of a function of 512 MB: without a limit Node collects when it likes, and the peak says nothing. */
const heapMb = 256;

/** The 秩序册 of a meet as the export function makes it, in a process of its own with the database in it; the meet was laid by another. */
export function orderBookFigure(athletes: number, events: number): object {
  const folder = mkdtempSync(join(tmpdir(), 'gongyun-book-'));
  const file = join(folder, 'meet.sqlite');
  const env = { ...process.env, GONGYUN_KEY_FIELD: randomBytes(32).toString('base64url') };
  const run = (script: string, heap: readonly string[], args: readonly string[]) => {
    const { status, stdout } = spawnSync(process.execPath, [...heap, '--import', 'tsx', resolve(__dirname, script), ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], env });
    if (status !== 0) throw new Error(`${script} ended with ${status}`);
    return stdout;
  };
  try {
    run('order-book-lay.ts', [], [file, String(athletes), String(events)]);
    return JSON.parse(run('order-book-run.ts', [`--max-old-space-size=${heapMb}`], [file])) as object;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
