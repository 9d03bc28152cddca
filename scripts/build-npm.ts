import { createHash } from 'node:crypto';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { copyComponents } from './npm/components';
import { readAppGraph } from './npm/graph';
import { bareImports, bundleModules } from './npm/modules';

const projectRoot = resolve(__dirname, '..');

export interface NpmBuild {
  /** False when what is there was already up to date. */
  rebuilt: boolean;
  /** Components taken from packages. */
  components: string[];
  /** Bare imports bundled. */
  modules: string[];
}

/**
 * Makes `miniprogram_npm` as WeChat DevTools' "build npm" would, but with only what the app reaches: TDesign as a whole is 5.8 MB.
 * Does nothing when neither the app's imports nor the packages have changed.
 */
export async function buildNpm(root = join(projectRoot, 'miniprogram')): Promise<NpmBuild> {
  const { scripts, packageComponents: components } = readAppGraph(root);
  const modules = await bareImports(root, scripts);
  const signature = signatureOf(components, modules);
  const target = join(root, 'miniprogram_npm');
  const mark = join(target, '.signature');
  if (existsSync(mark) && (await readFile(mark, 'utf8')) === signature) return { rebuilt: false, components, modules };

  await mkdir(join(projectRoot, '.local'), { recursive: true });
  const fresh = await mkdtemp(join(projectRoot, '.local', 'npm-'));
  try {
    for (const [name, paths] of byPackage(components)) {
      await copyComponents(componentRoot(name), paths, join(fresh, name));
    }
    await bundleModules(projectRoot, modules, fresh);
    await writeFile(join(fresh, '.signature'), signature);
    await rm(target, { recursive: true, force: true });
    await rename(fresh, target).catch(async (error: unknown) => {
      // Another process may have made the very same at the same time.
      if (!existsSync(mark) || (await readFile(mark, 'utf8')) !== signature) throw error;
    });
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
  return { rebuilt: true, components, modules };
}

function byPackage(components: string[]): Map<string, string[]> {
  const packages = new Map<string, string[]>();
  for (const component of components) {
    const name = packageName(component);
    packages.set(name, [...(packages.get(name) ?? []), component.slice(name.length + 1)]);
  }
  return packages;
}

function packageName(specifier: string): string {
  return specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
}

function packageJson(name: string): { version?: string; miniprogram?: string } {
  return JSON.parse(readFileSync(join(projectRoot, 'node_modules', name, 'package.json'), 'utf8')) as { version?: string; miniprogram?: string };
}

function componentRoot(name: string): string {
  // The bundler names files by their real places: node_modules may be a link.
  return realpathSync(join(projectRoot, 'node_modules', name, packageJson(name).miniprogram ?? 'miniprogram_dist'));
}

/** Changes when the app's imports, a package's version or this program change. */
function signatureOf(components: string[], modules: string[]): string {
  const versions = [...new Set([...components, ...modules].map(packageName))].map((name) => `${name}@${packageJson(name).version}`);
  const program = ['build-npm.ts', 'npm/components.ts', 'npm/graph.ts', 'npm/modules.ts'].map((file) => readFileSync(join(__dirname, file), 'utf8'));
  return createHash('sha256').update(JSON.stringify([components, modules, versions, program])).digest('hex');
}

if (process.argv[1] === __filename) {
  buildNpm().then(
    ({ rebuilt, components, modules }) => {
      console.log(rebuilt ? `miniprogram_npm: ${components.length} components, ${modules.length} modules` : 'miniprogram_npm is up to date');
    },
    (error: unknown) => {
      console.error(error);
      process.exitCode = 1;
    },
  );
}
