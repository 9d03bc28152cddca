import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const sheet = readFileSync(join(__dirname, 'app.wxss'), 'utf8');
const split = sheet.indexOf('@media (prefers-color-scheme: dark)');

function tokensOf(css: string): Map<string, string> {
  return new Map([...css.matchAll(/--gy-([a-z-]+): (#[0-9a-f]{6});/g)].map(([, name = '', value = '']) => [name, value]));
}

const light = tokensOf(sheet.slice(0, split));
const dark = new Map([...light, ...tokensOf(sheet.slice(split))]);

/** Relative luminance of sRGB, as WCAG 2 defines it. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dim = 0, bright = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (bright + 0.05) / (dim + 0.05);
}

/** Which text stands on which ground. */
const pairs = [
  ...['ink', 'quiet', 'accent', 'green', 'amber', 'red'].flatMap((text) => ['ground', 'card'].map((ground) => [text, ground])),
  ...['accent', 'green', 'amber', 'red', 'gold'].map((tone) => [tone, `${tone}-soft`]),
  ...['ink', 'quiet'].map((text) => [text, 'inset']),
  ['on-accent', 'accent'],
  ...['reading', 'contest', 'meet', 'general'].map((hue) => ['on-cover', hue]),
];

test.each([
  ['light', light],
  ['dark', dark],
])('text stands out at least 4.5 to 1 in the %s theme', (_, tokens) => {
  const weak = pairs.flatMap(([text = '', ground = '']) => {
    const ratio = contrast(tokens.get(text) ?? '', tokens.get(ground) ?? '');
    return ratio >= 4.5 ? [] : [`${text} on ${ground}: ${ratio.toFixed(2)}`];
  });
  expect(weak).toEqual([]);
});
