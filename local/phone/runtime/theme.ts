import type { Theme } from './host';

let theme: Theme = 'light';

export const currentTheme = (): Theme => theme;

const colourScheme = /\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)/g;
/** The condition each rule was written with. */
const written = new WeakMap<CSSMediaRule, string>();

/** Makes every `@media (prefers-color-scheme)` of the mini-program follow the phone instead of the system. */
export function applyTheme(next: Theme): void {
  theme = next;
  document.documentElement.dataset['theme'] = next;
  document.documentElement.style.colorScheme = next;
  for (const sheet of document.styleSheets) walk(sheet.cssRules);
}

function walk(rules: CSSRuleList): void {
  for (const rule of rules) {
    if (rule instanceof CSSMediaRule) {
      const condition = written.get(rule) ?? rule.media.mediaText;
      if (condition.includes('prefers-color-scheme')) {
        written.set(rule, condition);
        rule.media.mediaText = condition.replace(colourScheme, (_match, wanted) => (wanted === theme ? '(min-width: 0px)' : '(max-width: 0px)'));
      }
    }
    if ('cssRules' in rule) walk((rule as CSSGroupingRule).cssRules);
  }
}
