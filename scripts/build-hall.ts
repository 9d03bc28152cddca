import { copyFile, mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

const source = resolve(__dirname, '../hall');
/** What is put on static hosting. */
export const hallDir = resolve(__dirname, '../dist/hall');

/** Builds the pages of a hall's big screen into a folder, which is emptied first: HTML, a style sheet and one script for older browsers too. */
export async function buildHall(out = hallDir): Promise<void> {
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  await Promise.all(['index.html', 'hall.css'].map((name) => copyFile(join(source, name), join(out, name))));
  await build({ entryPoints: [join(source, 'hall.ts')], outfile: join(out, 'hall.js'), bundle: true, minify: true, target: 'chrome103', format: 'iife', legalComments: 'none', logLevel: 'warning' });
}

if (process.argv[1] === __filename) {
  void buildHall();
}
