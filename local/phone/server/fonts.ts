import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Folder of the Chinese font that comes along for browsers without one. */
export const fontRoot = dirname(createRequire(__filename).resolve('@fontsource-variable/noto-sans-sc/package.json'));

/**
 * The font under the name that style sheets of mini-programs ask for: machines that have PingFang use their own,
 * others load the parts of Noto Sans SC that a page needs.
 */
export function fontSheet(): string {
  return readFileSync(join(fontRoot, 'index.css'), 'utf8')
    .replaceAll('Noto Sans SC Variable', 'PingFang SC')
    .replaceAll('src: url(', "src: local('PingFang SC'), url(");
}
