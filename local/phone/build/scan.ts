import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { Problem } from './problem';

type Json = Record<string, unknown>;

/** A page or component: four files under one name. */
export interface Unit {
  /** Path inside the app without extension: `pages/home/index`, `miniprogram_npm/tdesign-miniprogram/button/button`. */
  path: string;
  /** The same on disk, absolute. */
  base: string;
  script?: string;
  json: Json;
  isPage: boolean;
  /** Name of the style scope; '' where styles are shared with the page. */
  scope: string;
  /** Paths of the components used. */
  uses: string[];
}

export interface App {
  root: string;
  config: Json & { pages: string[]; window: Json };
  themes: { light: Json; dark: Json };
  script?: string;
  units: Map<string, Unit>;
}

const record = (value: unknown): Json => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {});
const strings = (value: unknown): string[] => (Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []);

function readJson(file: string, root: string, problems: Problem[]): Json {
  if (!existsSync(file)) return {};
  const text = readFileSync(file, 'utf8');
  try {
    return record(JSON.parse(text));
  } catch (error) {
    const at = Number(/position (\d+)/.exec(String(error))?.[1] ?? 0);
    const before = text.slice(0, at).split('\n');
    problems.push({ file: relative(root, file), line: before.length, column: (before.at(-1) ?? '').length + 1, message: `JSON: ${(error as Error).message}` });
    return {};
  }
}

const scriptOf = (base: string): string | undefined => ['.ts', '.js'].map((end) => base + end).find((file) => existsSync(file));

/** Finds `name/path` in miniprogram_npm, else in the package that npm installed (its `miniprogram` folder). Absolute, without extension. */
export function resolvePackagePath(root: string, from: string, request: string): string | undefined {
  const packed = join(root, 'miniprogram_npm', request);
  if (existsSync(packed) || scriptOf(packed) !== undefined) return packed;
  const parts = request.split('/');
  const name = parts.splice(0, request.startsWith('@') ? 2 : 1).join('/');
  for (let folder = from; ; folder = dirname(folder)) {
    const home = join(folder, 'node_modules', name);
    if (existsSync(join(home, 'package.json'))) {
      const manifest = record(JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')));
      return typeof manifest['miniprogram'] === 'string' ? join(home, manifest['miniprogram'], ...parts) : undefined;
    }
    if (folder === dirname(folder)) return undefined;
  }
}

/** Reads app.json and follows usingComponents; what cannot be read is added to `problems`. */
export function scanApp(root: string, problems: Problem[]): App {
  const appJson = readJson(join(root, 'app.json'), root, problems);
  const pages = strings(appJson['pages']);
  const packages = appJson['subPackages'] ?? appJson['subpackages'];
  for (const item of Array.isArray(packages) ? packages : []) {
    const { root: folder, pages: own } = record(item);
    for (const page of strings(own)) pages.push(`${String(folder).replace(/\/$/, '')}/${page}`);
  }
  if (pages.length === 0) problems.push({ file: 'app.json', line: 0, column: 0, message: 'no pages' });
  const theme = typeof appJson['themeLocation'] === 'string' ? readJson(join(root, appJson['themeLocation']), root, problems) : {};
  const app: App = {
    root,
    config: { ...appJson, pages, window: record(appJson['window']) },
    themes: { light: record(theme['light']), dark: record(theme['dark']) },
    units: new Map(),
  };
  const appScript = scriptOf(join(root, 'app'));
  if (appScript !== undefined) app.script = appScript;

  const shared = usingOf(app, appJson, join(root, 'app'), 'app.json', problems);
  const waiting = pages.map((path) => ({ path, base: join(root, path), isPage: true }));
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    if (app.units.has(next.path)) continue;
    if (next.isPage && !existsSync(`${next.base}.wxml`) && scriptOf(next.base) === undefined) {
      problems.push({ file: 'app.json', line: 0, column: 0, message: `page "${next.path}" has no files`, isWarning: true });
      continue;
    }
    const { unit, using } = readUnit(app, next, shared, problems);
    app.units.set(unit.path, unit);
    for (const base of using.values()) waiting.push({ path: pathOf(root, base), base, isPage: false });
  }
  return app;
}

/** The app path of a file on disk; packages outside the root appear under miniprogram_npm. */
export function pathOf(root: string, base: string): string {
  const inside = relative(root, base).replaceAll('\\', '/');
  if (!inside.startsWith('..')) return inside;
  const [, after = inside] = base.replaceAll('\\', '/').split(/.*node_modules\//);
  return `miniprogram_npm/${after.replace('/miniprogram_dist/', '/')}`;
}

/** Where an app path lies on disk: the reverse of `pathOf`. */
export function diskOf(root: string, path: string): string {
  const npm = 'miniprogram_npm/';
  return (path.startsWith(npm) ? resolvePackagePath(root, root, path.slice(npm.length)) : undefined) ?? join(root, path);
}

function usingOf(app: App, json: Json, base: string, file: string, problems: Problem[]): Map<string, string> {
  const using = new Map<string, string>();
  for (const [tag, request] of Object.entries(record(json['usingComponents']))) {
    if (typeof request !== 'string' || request.startsWith('plugin')) continue;
    const local = request.startsWith('/') ? join(app.root, request) : resolve(dirname(base), request);
    const found = [local, join(local, 'index')].find((path) => existsSync(`${path}.json`) || existsSync(`${path}.wxml`))
      ?? (/^[./]/.test(request) ? undefined : resolvePackagePath(app.root, dirname(base), request));
    if (found === undefined) {
      problems.push({ file, line: 0, column: 0, message: `usingComponents: "${tag}" → "${request}" not found` });
    } else {
      using.set(tag, found);
    }
  }
  return using;
}

function readUnit(
  app: App,
  { path, base, isPage }: { path: string; base: string; isPage: boolean },
  shared: Map<string, string>,
  problems: Problem[],
): { unit: Unit; using: Map<string, string> } {
  const json = readJson(`${base}.json`, app.root, problems);
  const script = scriptOf(base);
  if (!existsSync(`${base}.wxml`)) problems.push({ file: `${path}.wxml`, line: 0, column: 0, message: 'file not found' });
  const using = new Map([...shared, ...usingOf(app, json, base, `${path}.json`, problems)]);
  for (const [tag, target] of using) if (target === base) using.delete(tag);
  const inner: Json = { ...json, usingComponents: Object.fromEntries([...using].map(([tag, target]) => [tag, `/${pathOf(app.root, target)}`])) };
  delete inner['componentPlaceholder'];
  if (isPage) delete inner['component'];
  else inner['component'] = true;
  const isolation = isolationOf(inner, script, isPage);
  if (isolation !== undefined) inner['styleIsolation'] = isolation;
  const isShared = isPage ? !(isolation ?? '').startsWith('page-') && isolation !== 'isolated' : isolation === 'shared' || isolation === 'page-shared';
  const scope = isShared ? '' : `${path.split('/').at(-2) ?? 'c'}-${createHash('sha1').update(path).digest('hex').slice(0, 5)}`;
  const unit: Unit = { path, base, json: inner, isPage, scope, uses: [...using.values()].map((target) => pathOf(app.root, target)) };
  if (script !== undefined) unit.script = script;
  else problems.push({ file: path, line: 0, column: 0, message: 'no script (.ts or .js)' });
  return { unit, using };
}

/** The framework reads styleIsolation from json only; WeChat also takes it from the options in the script. */
function isolationOf(json: Json, script: string | undefined, isPage: boolean): string | undefined {
  if (typeof json['styleIsolation'] === 'string') return json['styleIsolation'];
  if (isPage || script === undefined) return undefined;
  const text = readFileSync(script, 'utf8');
  const declared = /styleIsolation\s*[:=]\s*['"]([\w-]+)['"]/.exec(text)?.[1];
  return declared ?? (/addGlobalClass\s*[:=]\s*(true|!0)/.test(text) ? 'apply-shared' : undefined);
}
