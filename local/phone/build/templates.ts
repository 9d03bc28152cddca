import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { TmplGroup } from 'glass-easel-template-compiler';
import type { App } from './scan';
import { diskOf, pathOf } from './scan';
import type { Problem } from './problem';

interface Compiled {
  stamp: number;
  problems: Problem[];
  /** App paths without extension of included templates and scripts. */
  templates: string[];
  scripts: string[];
}

interface Warning {
  isError: boolean;
  message: string;
  startLine: number;
  startColumn: number;
}

/** In WXS `.constructor` is a string ('Array', 'Object' …); the runtime defines this getter on the prototypes. */
const asWxs = (script: string): string => script.replace(/\.constructor\b/g, '.wxsConstructor');

/** Line breaks of the source at both ends of a `<text>` are not shown. */
const tidyText = (wxml: string): string =>
  wxml.replace(/(<text\b(?:"[^"]*"|'[^']*'|[^>"'])*>)[ \t]*\n\s*/g, '$1').replace(/\s*\n[ \t]*(<\/text>)/g, '$1');

/** Compiles WXML and WXS; keeps what did not change between builds. */
export class Templates {
  private readonly group = new TmplGroup();
  private readonly compiled = new Map<string, Compiled>();

  constructor() {
    this.group.setExtraRuntimeScript('Object.assign(Q, globalThis.wxsRuntime.filters); var getRegExp = globalThis.wxsRuntime.getRegExp, getDate = globalThis.wxsRuntime.getDate;');
  }

  /** The JavaScript expression that yields all templates by path. */
  compile(app: App, problems: Problem[]): string {
    const waiting = [...app.units.values()].map((unit) => unit.base);
    const seen = new Set<string>();
    for (let base = waiting.pop(); base !== undefined; base = waiting.pop()) {
      if (seen.has(base)) continue;
      seen.add(base);
      if (!existsSync(`${base}.wxml`)) continue;
      const { problems: own, templates, scripts } = this.template(app, base);
      problems.push(...own);
      const near = (path: string): string => diskOf(app.root, path);
      waiting.push(...templates.map(near));
      for (const script of scripts) this.script(app, near(script), `${pathOf(app.root, base)}.wxml`, problems);
    }
    return this.group.getTmplGenObjectGroups();
  }

  private template(app: App, base: string): Compiled {
    const file = `${base}.wxml`;
    const path = pathOf(app.root, base);
    const stamp = statSync(file).mtimeMs;
    const known = this.compiled.get(file);
    if (known?.stamp === stamp) return known;
    const warnings: Warning[] = this.group.addTmpl(path, tidyText(readFileSync(file, 'utf8')));
    for (const name of this.group.getInlineScriptModuleNames(path)) {
      this.group.setInlineScript(path, name, asWxs(this.group.getInlineScript(path, name)));
    }
    const result: Compiled = {
      stamp,
      problems: warnings
        .filter((warning) => warning.isError)
        .map(({ message, startLine, startColumn }) => ({ file: `${path}.wxml`, line: startLine + 1, column: startColumn + 1, message })),
      templates: this.group.getDirectDependencies(path),
      scripts: this.group.getScriptDependencies(path),
    };
    this.compiled.set(file, result);
    return result;
  }

  private script(app: App, base: string, user: string, problems: Problem[]): void {
    const file = base.endsWith('.wxs') ? base : `${base}.wxs`;
    if (!existsSync(file)) {
      problems.push({ file: user, line: 0, column: 0, message: `wxs "${relative(app.root, file)}" not found` });
      return;
    }
    const stamp = statSync(file).mtimeMs;
    const known = this.compiled.get(file);
    const scripts = known?.stamp === stamp ? known.scripts : this.addScript(app, file, stamp);
    for (const next of scripts) this.script(app, next, user, problems);
  }

  /** Adds one WXS file and answers the files it requires. */
  private addScript(app: App, file: string, stamp: number): string[] {
    const text = readFileSync(file, 'utf8');
    // The compiler names scripts without extension; require() in WXS says it.
    const path = pathOf(app.root, file).replace(/\.wxs$/, '');
    this.group.addScript(path, asWxs(text).replace(/(require\(\s*['"][^'"]+?)\.wxs(['"]\s*\))/g, '$1$2'));
    const scripts = [...text.matchAll(/require\(\s*['"]([^'"]+)['"]\s*\)/g)].map(([, request = '']) =>
      request.startsWith('/') ? join(app.root, request) : join(dirname(file), request));
    this.compiled.set(file, { stamp, problems: [], templates: [], scripts });
    return scripts;
  }
}
