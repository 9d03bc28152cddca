import { existsSync, readFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { context, type BuildContext, type Loader, type Plugin } from 'esbuild';
import type { App } from './scan';
import { resolvePackagePath, scanApp } from './scan';
import type { Problem } from './problem';
import { Styles } from './styles';
import { Templates } from './templates';

export interface Build {
  /** Scripts, templates and configuration of the mini-program as one classic script. */
  script: string;
  /** Source map of `script`. */
  map: string;
  style: string;
  problems: Problem[];
}

/** Builds a mini-program again and again, keeping what did not change. */
export interface Builder {
  build(): Promise<Build>;
  close(): Promise<void>;
}

const entry = 'mini-program';

/** `root` is the mini-program's folder (miniprogramRoot), absolute. */
export function createBuilder(root: string): Builder {
  const templates = new Templates();
  const styles = new Styles();
  let app: App | undefined;
  let entryText = '';
  let bundler: BuildContext | undefined;

  const compile = async (problems: Problem[]): Promise<{ script: string; map: string }> => {
    bundler ??= await context({
      entryPoints: [entry],
      bundle: true,
      write: false,
      outfile: 'app.js',
      format: 'iife',
      platform: 'browser',
      target: 'chrome110',
      sourcemap: 'linked',
      logLevel: 'silent',
      charset: 'utf8',
      define: { 'process.env.NODE_ENV': '"development"' },
      absWorkingDir: root,
      plugins: [miniProgram(root, () => app, () => entryText)],
    });
    try {
      const files = (await bundler.rebuild()).outputFiles ?? [];
      return { script: files.at(-1)?.text ?? '', map: files[0]?.text ?? '' };
    } catch (error) {
      const errors = (error as { errors?: { text: string; location: { file: string; line: number; column: number } | null }[] }).errors;
      if (errors === undefined) throw error;
      for (const { text, location } of errors) {
        problems.push({ file: location?.file ?? '', line: location?.line ?? 0, column: (location?.column ?? -1) + 1, message: text });
      }
      return { script: '', map: '' };
    }
  };

  return {
    async build() {
      const problems: Problem[] = [];
      app = scanApp(root, problems);
      const templateText = templates.compile(app, problems);
      const style = styles.compile(app, problems);
      entryText = entryOf(app, templateText);
      return { ...(await compile(problems)), style, problems };
    },
    async close() {
      await bundler?.dispose();
    },
  };
}

function entryOf(app: App, templates: string): string {
  const units = [...app.units.values()];
  const scripts = units.flatMap(({ path, script }) => (script === undefined ? [] : [`${JSON.stringify(path)}: () => require(${JSON.stringify(script)})`]));
  if (app.script !== undefined) scripts.push(`app: () => require(${JSON.stringify(app.script)})`);
  const described = Object.fromEntries(units.map(({ path, json, scope, isPage, uses }) => [path, { json, scope, isPage, uses }]));
  return `globalThis.miniProgram.load({
    config: ${JSON.stringify(app.config)},
    themes: ${JSON.stringify(app.themes)},
    units: ${JSON.stringify(described)},
    scripts: {${scripts.join(',\n')}},
    templates: ${templates},
  });`;
}

/** Resolves as WeChat's packer does and tells Page() and Component() which file they stand in. */
function miniProgram(root: string, app: () => App | undefined, entryText: () => string): Plugin {
  return {
    name: 'mini-program',
    setup(build) {
      build.onResolve({ filter: new RegExp(`^${entry}$`) }, () => ({ path: entry, namespace: 'entry' }));
      build.onLoad({ filter: /.*/, namespace: 'entry' }, () => ({ contents: entryText(), resolveDir: root, loader: 'js' }));
      build.onResolve({ filter: /.*/ }, ({ path, importer, namespace }) => {
        if (namespace === 'entry') return { path };
        if (path.startsWith('/')) return found(join(root, path));
        if (path.startsWith('.')) return undefined;
        const packed = resolvePackagePath(root, dirname(importer), path);
        return packed === undefined ? undefined : found(packed);
      });
      build.onLoad({ filter: /\.[jt]s$/ }, ({ path }) => {
        const base = path.slice(0, -extname(path).length);
        const unit = [...(app()?.units.values() ?? [])].find((item) => item.base === base);
        if (unit === undefined) return undefined;
        // On the first line, so that line numbers stay.
        const contents = `globalThis.miniProgram.at(${JSON.stringify(unit.path)});${readFileSync(path, 'utf8')}`;
        return { contents, loader: extname(path).slice(1) as Loader };
      });
    },
  };
}

function found(base: string): { path: string } | undefined {
  const path = [base, `${base}.ts`, `${base}.js`, join(base, 'index.ts'), join(base, 'index.js')].find((file) => existsSync(file) && extname(file) !== '');
  return path === undefined ? undefined : { path };
}

