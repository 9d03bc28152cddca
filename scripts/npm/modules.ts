import { build } from 'esbuild';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Bare imports that the given scripts reach through the app's own files, such as `dayjs` or `@noble/curves/ed25519.js`. Type-only imports do not count.
 * @param root absolute path of the mini-program's root
 */
export async function bareImports(root: string, scripts: string[]): Promise<string[]> {
  if (scripts.length === 0) return [];
  const { metafile } = await build({
    entryPoints: scripts,
    bundle: true,
    write: false,
    outdir: root,
    metafile: true,
    packages: 'external',
    format: 'esm',
    target: 'es2020',
    logLevel: 'silent',
    absWorkingDir: root,
  });
  const found = Object.values(metafile.inputs).flatMap(({ imports }) => imports.filter(({ external }) => external === true).map(({ path }) => path));
  return [...new Set(found)].sort();
}

/** Where WeChat looks for a bare import below miniprogram_npm. */
export function placeOf(specifier: string): string {
  const isPackage = specifier.split('/').length === (specifier.startsWith('@') ? 2 : 1);
  if (isPackage) return `${specifier}/index.js`;
  return specifier.endsWith('.js') ? specifier : `${specifier}.js`;
}

/**
 * WeChat's compiler turns `a ** b` into Math.pow, which throws on a BigInt, and with it every module of curve arithmetic.
 * So esbuild turns it into a call first, of a power that knows both.
 */
const esbuildPower = 'var __pow = Math.pow;';
const bothPowers = `var __pow = function (base, exponent) {
  if (typeof base !== 'bigint') return Math.pow(base, exponent);
  var product = BigInt(1);
  for (var left = exponent; left > 0; left--) product *= base;
  return product;
};`;

/**
 * Bundles each bare import to one CommonJS file at the place where WeChat resolves it.
 * Imports among them stay imports, so that two plugins of a library share the one copy of it.
 */
export async function bundleModules(projectRoot: string, specifiers: string[], folder: string): Promise<void> {
  for (const specifier of specifiers) {
    const target = join(folder, placeOf(specifier));
    const { outputFiles } = await build({
      stdin: { contents: `module.exports = require(${JSON.stringify(specifier)});`, resolveDir: projectRoot },
      bundle: true,
      write: false,
      format: 'cjs',
      platform: 'neutral',
      mainFields: ['module', 'main'],
      conditions: ['import'],
      target: 'es2020',
      supported: { 'exponent-operator': false },
      external: specifiers.filter((other) => other !== specifier),
      logLevel: 'silent',
      absWorkingDir: projectRoot,
    });
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, (outputFiles[0]?.text ?? '').replace(esbuildPower, bothPowers));
  }
}
