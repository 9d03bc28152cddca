import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';

/** What the mini-program reaches from app.json: its own scripts, and the components it takes from packages. */
export interface AppGraph {
  /** Absolute paths of the scripts of app, pages and components. */
  scripts: string[];
  /** Import paths as written, such as `tdesign-miniprogram/popup/popup`. */
  packageComponents: string[];
}

interface JsonWithComponents {
  usingComponents?: Record<string, string>;
}

interface AppJson extends JsonWithComponents {
  pages?: string[];
  subpackages?: { root: string; pages: string[] }[];
  subPackages?: { root: string; pages: string[] }[];
  tabBar?: { custom?: boolean };
}

/** Paths of all pages that an app.json declares, from the root and without an extension. */
function pagesOf(app: AppJson): string[] {
  const subpackages = [...(app.subpackages ?? []), ...(app.subPackages ?? [])];
  return [...(app.pages ?? []), ...subpackages.flatMap(({ root, pages }) => pages.map((page) => posix.join(root, page)))];
}

/**
 * Walks app.json, the pages and their `usingComponents`.
 * A declared page or component without files is left out here: WeChat's compiler is the one that reports it.
 * @param root absolute path of the mini-program's root
 */
export function readAppGraph(root: string): AppGraph {
  const app: AppJson = readJson(join(root, 'app.json'));
  const packageComponents = new Set<string>();
  const scripts = new Set<string>();
  const seen = new Set<string>();
  const queue = pagesOf(app);
  if (app.tabBar?.custom === true) queue.push('custom-tab-bar/index');

  const take = (from: string, json: JsonWithComponents): void => {
    for (const target of Object.values(json.usingComponents ?? {})) {
      const own = resolveOwn(root, from, target);
      if (own !== undefined) queue.push(own);
      else if (!target.startsWith('.') && !target.startsWith('/') && !target.includes('://')) packageComponents.add(target);
    }
  };

  addScript(root, 'app', scripts);
  take('app', app);
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    addScript(root, path, scripts);
    const json = join(root, `${path}.json`);
    if (existsSync(json)) take(path, readJson(json));
  }
  return { scripts: [...scripts].sort(), packageComponents: [...packageComponents].sort() };
}

/** A component path as WeChat reads it: from the root with `/`, else beside the file; undefined when it is not in the app itself. */
function resolveOwn(root: string, from: string, target: string): string | undefined {
  const candidates = target.startsWith('/') ? [target.slice(1)] : [posix.join(posix.dirname(from), target)];
  return candidates.flatMap((path) => [path, `${path}/index`]).find((path) => existsSync(join(root, `${path}.json`)));
}

function addScript(root: string, path: string, scripts: Set<string>): void {
  const found = [`${path}.ts`, `${path}.js`].map((name) => join(root, name)).find((name) => existsSync(name));
  if (found !== undefined) scripts.add(found);
}

function readJson<T extends JsonWithComponents>(path: string): T {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as T;
  } catch (cause) {
    throw new Error(`${relative(dirname(dirname(path)), path)} is not readable JSON`, { cause });
  }
}
