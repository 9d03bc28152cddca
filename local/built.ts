import { existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { buildFunctions } from '../scripts/build-functions';
import { buildHall } from '../scripts/build-hall';

/** Name of the variable with the folder in which all local clouds of a test run share one build. */
export const sharedBuild = 'GONGYUN_SHARED_BUILD';

const patience = 180_000;

/** Functions and hall as the sources are now, in a folder of their own, or in that of the test run: whoever comes first builds, the others wait for it. */
export async function builtIn(dataDir: string): Promise<{ functionsDir: string; hallDir: string }> {
  const shared = process.env[sharedBuild];
  if (shared === undefined) {
    await build(dataDir);
    return foldersIn(dataDir);
  }
  const done = join(shared, 'built');
  if (await isFirst(join(shared, 'begun'))) {
    await build(join(shared, 'under way'));
    await rename(join(shared, 'under way'), done);
  }
  for (const until = Date.now() + patience; !existsSync(done); await new Promise((resolve) => setTimeout(resolve, 100))) {
    if (Date.now() > until) throw new Error('the build that all tests share did not come');
  }
  return foldersIn(done);
}

const foldersIn = (folder: string) => ({ functionsDir: join(folder, 'functions'), hallDir: join(folder, 'hall') });

async function build(folder: string): Promise<void> {
  const { functionsDir, hallDir } = foldersIn(folder);
  await buildFunctions(functionsDir);
  await buildHall(hallDir);
}

async function isFirst(mark: string): Promise<boolean> {
  try {
    await mkdir(mark);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
