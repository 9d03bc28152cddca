import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Where `npm start` keeps its data and says which address its cloud has. */
export const homeDir = join(resolve(__dirname, '..'), '.local/home');
export const addressFile = join(homeDir, 'cloud-url');

/** Address of the local cloud that `npm start` runs; null: it does not run. */
export async function runningCloud(): Promise<string | null> {
  if (!existsSync(addressFile)) return null;
  const url = readFileSync(addressFile, 'utf8');
  try {
    return (await fetch(`${url}/dev/state`)).ok ? url : null;
  } catch {
    return null;
  }
}
