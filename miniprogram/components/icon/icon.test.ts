import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../..');
const drawn = new Set([...readFileSync(join(__dirname, 'icon.wxss'), 'utf8').matchAll(/^\.icon--([a-z]+) /gm)].map(([, name]) => name));

function templates(): string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.wxml') && !path.includes('miniprogram_npm'));
}

/** Names written out in a template: name="…" of an icon, icon="…" of what carries one, and the quoted words of an expression there. */
function namesIn(path: string): string[] {
  const template = readFileSync(join(root, path), 'utf8');
  const values = [...template.matchAll(/<gy-icon[^>]*?\sname="([^"]+)"|\sicon="([^"]+)"/g)].map(([, name, icon]) => name ?? icon ?? '');
  return values.flatMap((value) => (value.includes('{{') ? [...value.matchAll(/[?:] '([a-z]+)'/g)].map(([, name = '']) => name) : [value]));
}

test('every icon that a template names is in the set', () => {
  const missing = templates().flatMap((path) => namesIn(path).filter((name) => !drawn.has(name)).map((name) => `${path}: ${name}`));
  expect(drawn.size).toBeGreaterThan(40);
  expect(missing).toEqual([]);
});
