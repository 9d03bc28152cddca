import { spawn } from 'node:child_process';
import { seedCity } from '../seed/write';

/**
 * Lays the demo city into a running local cloud from a process of its own: what making a hundred thousand people takes is no part of a figure's memory.
 * Needs the functions' keys in the environment, as a session of the cloud leaves them there.
 */
export function layCity(cloudUrl: string, members: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', __filename, cloudUrl, String(members)], { stdio: ['ignore', 'inherit', 'inherit'] });
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`the city was not laid: ${code}`))));
  });
}

if (process.argv[1] === __filename) {
  seedCity(process.argv[2] ?? '', { members: Number(process.argv[3]), now: Date.now() }).then(
    // The SDK's timers would hold the process for up to a minute.
    () => process.exit(0),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
}
