import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sharedBuild } from '../local/built';

/** Before the first test of a run: a folder for the build that its local clouds share. */
export default async function start(): Promise<void> {
  process.env[sharedBuild] = await mkdtemp(join(tmpdir(), 'gongyun-run-'));
}
