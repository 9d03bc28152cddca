import { tidy } from '../text/clean';
import { standIns } from './stand-ins';

/** Names of people: when two are the same, when they are near, and how a list shows one to somebody who may not read it. */

const dots = /[·•・．.‧∙⋅●･᛫\u0387]/gu;
const unseen = /[\s\u00AD\u034F\u115F\u1160\u180B-\u180F\u200B-\u200F\u2060-\u2065\u3164\uFE00-\uFE0F\uFEFF\uFFA0]/gu;

/** A name in one spelling: width and compatibility forms (NFKC), all dots as ·, no spaces, Latin letters upper case. */
export function unifyName(name: string): string {
  // Normalised once more at the end: a capital of some letters is several, and letters that stood apart may compose.
  const plain = name.normalize('NFKC').replace(unseen, '').replace(dots, '·').toUpperCase().normalize('NFKC');
  return plain.replace(/·+/g, '·').replace(/^·|·$/g, '');
}

// Longer spellings first: 吉吉 is 哲 before 𠮷 is 吉.
const replacements = standIns
  .flatMap(([plain = '', ...others]) => others.map((other) => ({ other, plain })))
  .sort((a, b) => b.other.length - a.other.length);

/** What names share that differ only by stand-ins or dots: the key to look rosters up by. */
export function foldName(name: string): string {
  let folded = unifyName(name).replace(/·/g, '');
  for (const { other, plain } of replacements) folded = folded.split(other).join(plain);
  return folded;
}

export type Likeness = 'same' | 'near' | 'different';

/** Same: accepted. Near: a cadre decides, never refused. */
export function likeness(a: string, b: string): Likeness {
  if (unifyName(a) === unifyName(b)) return 'same';
  return foldName(a) === foldName(b) ? 'near' : 'different';
}

/** A name for those who may see that somebody is there, not who: 陈**, 王*, 阿**提. */
export function maskName(name: string): string {
  const characters = [...tidy(name)];
  const [first = '', ...rest] = characters;
  if (rest.length <= 2) return `${first}${'*'.repeat(Math.max(1, rest.length))}`;
  return `${first}**${rest[rest.length - 1] ?? ''}`;
}
