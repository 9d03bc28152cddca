import { build } from 'esbuild';
import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join, resolve } from 'node:path';
import { buildNpm } from './build-npm';

const root = resolve(__dirname, '..');
const listed = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<'dependencies' | 'devDependencies', Record<string, string>>;

const packageOf = (specifier: string): string => specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/');

/** The packages that these sources import from files of this repository, type imports left out and dynamic ones included. */
async function imported(entryPoints: string[]): Promise<string[]> {
  const { metafile } = await build({
    entryPoints: entryPoints.map((path) => join(root, path)),
    absWorkingDir: root,
    outdir: 'out',
    bundle: true,
    write: false,
    metafile: true,
    packages: 'external',
    platform: 'node',
    logLevel: 'silent',
  });
  const external = Object.values(metafile.inputs).flatMap(({ imports }) => imports.filter((one) => one.external).map(({ path }) => path));
  return [...new Set(external.filter((path) => !path.startsWith('node:') && !builtinModules.includes(path)).map(packageOf))].sort();
}

const below = (folder: string, name: RegExp): string[] =>
  readdirSync(join(root, folder), { recursive: true }).map(String).filter((path) => name.test(path) && !/\.(test|d)\.ts$|miniprogram_npm/.test(path)).map((path) => join(folder, path));

/** What `npm start`, `npm run seed` and `npm run build` run, and what they bundle. */
const programs = ['local/start.ts', 'scripts/seed/index.ts', 'scripts/build-npm.ts', 'scripts/build-functions.ts', 'scripts/phone.ts'];
const bundled = [...below('miniprogram', /\.ts$/), ...below('cloudfunctions', /index\.ts$/), ...below('local/phone/runtime', /main\.ts$/), ...below('local/phone/frame', /main\.ts$/)];

test('running the product needs no package that only its tests have', async () => {
  const used = await imported([...programs, ...bundled]);
  expect(used.length).toBeGreaterThan(10);
  expect(used.filter((name) => !(name in listed.dependencies))).toEqual([]);
});

test('the components that the app takes from a package need no other that is not listed', async () => {
  await buildNpm();
  const used = await imported(below('miniprogram/miniprogram_npm', /^tdesign-miniprogram.*\.js$/));
  expect(used).toContain('tslib');
  expect(used.filter((name) => !(name in listed.dependencies))).toEqual([]);
});

test('a package of the tests alone would be noticed', async () => {
  expect(await imported(['scripts/browser.ts'])).toContain('playwright-core');
  expect(listed.dependencies).not.toHaveProperty('playwright-core');
});
