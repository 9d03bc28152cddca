import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import postcss, { CssSyntaxError, type AtRule, type Root } from 'postcss';
import selectorParser from 'postcss-selector-parser';
import { builtInTags } from '../runtime/elements/tags';
import type { App, Unit } from './scan';
import { resolvePackagePath } from './scan';
import type { Problem } from './problem';
import { toCssUnits } from '../runtime/units';

interface Sheet {
  css: string;
  files: { file: string; stamp: number }[];
}

/** Turns WXSS into one style sheet: app.wxss, then components (used ones first), then pages, each page's rules for its own element only. */
export class Styles {
  private readonly sheets = new Map<string, Sheet>();

  compile(app: App, problems: Problem[]): string {
    const parts = [this.sheet(app, join(app.root, 'app'), undefined, problems)];
    const units = inOrderOfUse(app);
    for (const unit of units.filter(({ isPage }) => !isPage)) parts.push(this.sheet(app, unit.base, unit, problems));
    for (const unit of units.filter(({ isPage }) => isPage)) parts.push(this.sheet(app, unit.base, unit, problems));
    return parts.filter((css) => css !== '').join('\n');
  }

  private sheet(app: App, base: string, unit: Unit | undefined, problems: Problem[]): string {
    const file = `${base}.wxss`;
    if (!existsSync(file)) return '';
    const key = `${unit?.scope ?? ''}:${file}`;
    const known = this.sheets.get(key);
    if (known?.files.every((item) => existsSync(item.file) && statSync(item.file).mtimeMs === item.stamp)) return known.css;
    const files: Sheet['files'] = [];
    try {
      const root = inline(app, file, files, problems);
      translate(root, unit?.scope ?? '', unit?.isPage === true ? `:where([data-page="${unit.path}"]) ` : '');
      const css = root.toString();
      this.sheets.set(key, { css, files });
      return css;
    } catch (error) {
      if (!(error instanceof CssSyntaxError)) throw error;
      problems.push({ file: relative(app.root, error.file ?? file), line: error.line ?? 0, column: error.column ?? 0, message: error.reason });
      return '';
    }
  }
}

/** Components before the ones that use them, so that a class handed inwards wins over the component's own. */
function inOrderOfUse(app: App): Unit[] {
  const order = new Set<Unit>();
  const visiting = new Set<Unit>();
  const visit = (unit: Unit): void => {
    if (visiting.has(unit)) return;
    visiting.add(unit);
    for (const path of unit.uses) {
      const used = app.units.get(path);
      if (used !== undefined) visit(used);
    }
    order.add(unit);
  };
  for (const unit of app.units.values()) visit(unit);
  return [...order];
}

/** Reads a sheet with its @imports in place. */
function inline(app: App, file: string, files: Sheet['files'], problems: Problem[]): Root {
  if (files.some((item) => item.file === file)) return postcss.root();
  files.push({ file, stamp: statSync(file).mtimeMs });
  const root = postcss.parse(readFileSync(file, 'utf8'), { from: file });
  root.walkAtRules('import', (rule) => {
    const request = /['"]([^'"]+)['"]/.exec(rule.params)?.[1] ?? rule.params.trim();
    const local = request.startsWith('/') ? join(app.root, request) : resolve(dirname(file), request);
    const found = existsSync(local) ? local : resolvePackagePath(app.root, dirname(file), request);
    if (found === undefined || !existsSync(found)) {
      const { line = 0, column = 0 } = rule.source?.start ?? {};
      problems.push({ file: relative(app.root, file), line, column, message: `@import "${request}" not found` });
      rule.remove();
    } else {
      rule.replaceWith(inline(app, found, files, problems).nodes);
    }
  });
  return root;
}

/** `within` (of no specificity) keeps a page's rules from the other pages of the stack, which stand in the same document. */
function translate(root: Root, scope: string, within: string): void {
  const selectors = selectorParser((list) => {
    list.walk((node) => {
      if (node.type === 'class' && scope !== '') node.value = `${scope}--${node.value}`;
      else if (node.type === 'tag' && node.value === 'page') node.value = 'wx-page';
      else if (node.type === 'tag' && builtInTags.has(node.value)) node.value = `wx-${node.value}`;
      else if (node.type === 'id') node.replaceWith(selectorParser.attribute({ attribute: 'wx-id', operator: '=', value: node.value, quoteMark: '"', raws: {} }));
      else if (node.type === 'pseudo' && node.value === ':host') {
        node.replaceWith(selectorParser.attribute({ attribute: 'wx-host', operator: '=', value: scope, quoteMark: '"', raws: {} }));
      }
    });
  });
  root.walkRules((rule) => {
    const { parent } = rule;
    if (parent?.type === 'atrule' && (parent as AtRule).name.endsWith('keyframes')) return;
    rule.selector = selectors.processSync(rule.selector);
    if (within !== '' && parent?.type !== 'rule') rule.selectors = rule.selectors.map((selector) => within + selector);
  });
  root.walkDecls((declaration) => {
    declaration.value = toCssUnits(declaration.value);
  });
}
