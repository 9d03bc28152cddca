import { existsSync, readdirSync, watch, type FSWatcher } from 'node:fs';
import { join } from 'node:path';

const settleMs = 30;

/**
 * Calls `changed` once for changes that come together, never two at a time. Folders are watched one by one: Node's own
 * recursive watch on Linux loses a file that an editor saves by putting a new one in its place.
 */
export function watchFolder(root: string, changed: () => Promise<void>): { close(): void } {
  const watchers = new Map<string, FSWatcher>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> = Promise.resolve();

  const heard = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      running = running.then(() => {
        for (const folder of [...watchers.keys()]) if (!existsSync(folder)) forget(folder);
        follow(root);
        return changed();
      }).catch((error: unknown) => console.error('phone:', error));
    }, settleMs);
  };
  const forget = (folder: string): void => {
    watchers.get(folder)?.close();
    watchers.delete(folder);
  };
  const follow = (folder: string): void => {
    if (!watchers.has(folder)) watchers.set(folder, watch(folder, heard).on('error', () => forget(folder)));
    for (const entry of readdirSync(folder, { withFileTypes: true })) if (entry.isDirectory()) follow(join(folder, entry.name));
  };
  follow(root);
  return {
    close() {
      clearTimeout(timer);
      for (const watcher of watchers.values()) watcher.close();
    },
  };
}
