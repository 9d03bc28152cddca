import { copyFile, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build, context, type BuildOptions } from 'esbuild';

const root = resolve(__dirname, '..');
const source = join(root, 'cloudfunctions');
/** What is deployed; a local cloud has a build of its own beside its data. */
export const functionsDir = join(root, 'dist/cloudfunctions');

async function functionNames(): Promise<string[]> {
  const entries = await readdir(source, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory() && existsSync(join(source, entry.name, 'config.json'))).map((entry) => entry.name);
}

/** One minified file a function with the SDK inside, so that CloudBase installs nothing. */
function optionsFor(name: string, out: string): BuildOptions {
  return {
    entryPoints: [join(source, name, 'index.ts')],
    outfile: join(out, name, 'index.js'),
    bundle: true,
    minify: true,
    keepNames: true,
    platform: 'node',
    target: 'node18',
    format: 'cjs',
    legalComments: 'none',
    logLevel: 'warning',
  };
}

async function writeCompanions(name: string, out: string): Promise<void> {
  const folder = join(out, name);
  await mkdir(folder, { recursive: true });
  await copyFile(join(source, name, 'config.json'), join(folder, 'config.json'));
  await writeFile(join(folder, 'package.json'), `${JSON.stringify({ name, version: '1.0.0', main: 'index.js', dependencies: {} }, null, 2)}\n`);
}

/** Builds every function into a folder, which is emptied first. */
export async function buildFunctions(out = functionsDir): Promise<void> {
  await rm(out, { recursive: true, force: true });
  for (const name of await functionNames()) {
    await build(optionsFor(name, out));
    await writeCompanions(name, out);
  }
}

/** Builds every function again at each change of a source. @returns how to stop */
export async function watchFunctions(out: string): Promise<() => Promise<void>> {
  const contexts = await Promise.all((await functionNames()).map((name) => context(optionsFor(name, out))));
  await Promise.all(contexts.map((one) => one.watch()));
  return async () => {
    await Promise.all(contexts.map((one) => one.dispose()));
  };
}

if (process.argv[1] === __filename) {
  void buildFunctions();
}
