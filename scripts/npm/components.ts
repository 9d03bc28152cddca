import { build, type Plugin } from 'esbuild';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

/**
 * Copies components of a package together with everything they reach (scripts, styles, templates, WXS, other components), and nothing else:
 * WeChat's quality list fails an upload that carries unused components.
 * @param packageRoot the package's built folder (`miniprogram` in its package.json)
 * @param components component paths inside it, such as `popup/popup`
 * @param target folder to copy to
 */
export async function copyComponents(packageRoot: string, components: string[], target: string): Promise<void> {
  const files = await reach(packageRoot, components);
  for (const file of files) {
    const to = join(target, relative(packageRoot, file));
    await mkdir(dirname(to), { recursive: true });
    if (file.endsWith('.wxss')) await writeFile(to, withoutIconFont(await readFile(file, 'utf8')));
    else await cp(file, to);
  }
}

/** Drops a font that would be fetched from a CDN, and the glyph rules that need it: the app ships its own icons. */
export function withoutIconFont(css: string): string {
  return css.replace(/@font-face\s*\{[^}]*https?:[^}]*\}/g, '').replace(/\.[\w-]+:before\s*\{\s*content:\s*'\\[0-9A-Fa-f]+';?\s*\}\s*/g, '');
}

async function reach(packageRoot: string, components: string[]): Promise<Set<string>> {
  const files = new Set<string>();
  const scripts = new Set<string>();
  const queue = components.map((path) => join(packageRoot, path));
  const takeFile = (file: string): void => {
    if (files.has(file)) return;
    if (!existsSync(file)) throw new Error(`${relative(packageRoot, file)} is referred to but not in the package`);
    files.add(file);
    for (const next of referencesOf(file, readFileSync(file, 'utf8'))) takeFile(next);
  };

  const seen = new Set<string>();
  for (let base = queue.pop(); base !== undefined; base = queue.pop()) {
    if (seen.has(base)) continue;
    seen.add(base);
    takeFile(`${base}.json`);
    for (const extension of ['wxml', 'wxss']) if (existsSync(`${base}.${extension}`)) takeFile(`${base}.${extension}`);
    scripts.add(`${base}.js`);
    const json = JSON.parse(readFileSync(`${base}.json`, 'utf8')) as { usingComponents?: Record<string, string> };
    for (const path of Object.values(json.usingComponents ?? {})) queue.push(resolve(dirname(base), path));
  }
  for (const script of await scriptsReached(packageRoot, [...scripts])) files.add(script);
  return files;
}

/** Files that a template, a WXS module or a style sheet refers to. */
function referencesOf(file: string, text: string): string[] {
  const at = (path: string, extension: string): string => {
    const found = resolve(dirname(file), path);
    return found.endsWith(extension) ? found : found + extension;
  };
  if (file.endsWith('.wxml')) {
    return [...text.matchAll(/<(import|include|wxs)\b[^>]*?\bsrc=["']([^"'{}]+)["']/g)].map(([, tag, src = '']) => at(src, tag === 'wxs' ? '.wxs' : '.wxml'));
  }
  if (file.endsWith('.wxs')) return [...text.matchAll(/require\(["']([^"']+)["']\)/g)].map(([, src = '']) => at(src, '.wxs'));
  if (file.endsWith('.wxss')) return [...text.matchAll(/@import\s*["']([^"']+)["']/g)].map(([, src = '']) => at(src, '.wxss'));
  return [];
}

/** Scripts reached by imports; a bare import means the package's own miniprogram_npm, as in WeChat. */
async function scriptsReached(packageRoot: string, entryPoints: string[]): Promise<string[]> {
  const asWeChat: Plugin = {
    name: 'as-wechat',
    setup({ onResolve }) {
      onResolve({ filter: /^[^./]/ }, ({ path, kind }) => {
        if (kind === 'entry-point') return undefined;
        const inside = join(packageRoot, 'miniprogram_npm', path);
        const found = [inside, `${inside}.js`, join(inside, 'index.js')].find((file) => file.endsWith('.js') && existsSync(file));
        return found === undefined ? { errors: [{ text: `${path} is not in the package's miniprogram_npm` }] } : { path: found };
      });
    },
  };
  const { metafile } = await build({
    entryPoints,
    bundle: true,
    write: false,
    outdir: packageRoot,
    metafile: true,
    format: 'esm',
    logLevel: 'silent',
    absWorkingDir: packageRoot,
    plugins: [asWeChat],
  });
  return Object.keys(metafile.inputs).map((input) => resolve(packageRoot, input));
}
