import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

export interface RuntimeBundle {
  script: string;
  map: string;
  style: string;
}

/** Bundles the runtime, `wx` and the automation page for the browser. */
export async function buildRuntime(): Promise<RuntimeBundle> {
  const home = join(__dirname, '../runtime');
  const result = await build({
    entryPoints: [join(home, 'main.ts')],
    bundle: true,
    write: false,
    outfile: 'runtime.js',
    format: 'iife',
    platform: 'browser',
    target: 'chrome110',
    minifySyntax: true,
    keepNames: true,
    charset: 'utf8',
    sourcemap: 'linked',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'warning',
  });
  const sheets = await Promise.all(['phone.css', 'elements/elements.css'].map((name) => readFile(join(home, name), 'utf8')));
  return { script: result.outputFiles.at(-1)?.text ?? '', map: result.outputFiles[0]?.text ?? '', style: sheets.join('\n') };
}
