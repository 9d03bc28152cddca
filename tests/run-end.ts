import { rm } from 'node:fs/promises';
import { sharedBuild } from '../local/built';

/** After the last test of a run. */
export default async function end(): Promise<void> {
  const folder = process.env[sharedBuild];
  if (folder !== undefined) await rm(folder, { recursive: true, force: true });
}
