/**
 * Finds texts that are nearly the same, such as notes copied from one another: sets of three neighbouring characters, compared by how many they
 * share. Whom to compare with is found by MinHash in bands (Broder 1997): texts alike share a band, others hardly ever do, so that a text meets
 * a few candidates and not all others. The verdict itself is an exact count.
 */

/** Fewer characters than this are common property (值得一读): they are not judged. */
export const leastJudged = 30;

const quoted = /[“"「『][^“”"「」『』]{6,}[”"」』]/gu;

const letters = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/**
 * What is compared: letters, digits and characters, with neither spaces nor signs. Quotations from the book are left out, for many quote the same
 * passage; where little else remains they stay, so that quotation marks around all of it hide nothing.
 */
export function ownWords(text: string): string {
  const own = letters(text.replace(quoted, ''));
  return [...own].length >= leastJudged ? own : letters(text);
}

// Named once: it is called some ten thousand times a note.
const { imul } = Math;

/** Scatters 32 bits (a finaliser of MurmurHash3). */
function scatter(value: number): number {
  let bits = value | 0;
  bits = imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** Every three neighbours of a text as 32-bit numbers, rising, each once; empty: too short to be judged. */
export function shinglesOf(text: string): number[] {
  const characters = [...ownWords(text)];
  if (characters.length < leastJudged) return [];
  const shingles = new Set<number>();
  for (let at = 0; at + 2 < characters.length; at += 1) {
    let hash = 0;
    for (let of = at; of < at + 3; of += 1) hash = scatter(imul(hash, 31) + (characters[of]?.codePointAt(0) ?? 0));
    shingles.add(hash);
  }
  return [...shingles].sort((a, b) => a - b);
}

const bands = 24;
const rows = 4;
/** One odd number a row, the same on every machine and for ever: bands that are kept must fit those of later texts. */
const factors = Array.from({ length: bands * rows }, (_, index) => scatter(0x9e3779b9 + index) | 1);

/** The bands of a text: of pairs that share seven tenths of their neighbours 998 in 1,000 share a band, of those that share a tenth 2 in 1,000. */
export function bandsOf(shingles: readonly number[]): string[] {
  if (shingles.length === 0) return [];
  const least = factors.map((factor) => {
    let lowest = 0xffffffff;
    for (const shingle of shingles) {
      const mixed = imul(shingle, factor);
      const hash = imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d) >>> 0;
      if (hash < lowest) lowest = hash;
    }
    return lowest;
  });
  return Array.from({ length: bands }, (_, band) => {
    const key = least.slice(band * rows, (band + 1) * rows).reduce((so, hash) => scatter(imul(so, 31) + hash), band);
    return `${band}.${key.toString(36)}`;
  });
}

/** Numbers that two rising lists share. */
export function shared(a: readonly number[], b: readonly number[]): number {
  let [at, of, count] = [0, 0, 0];
  while (at < a.length && of < b.length) {
    const [left = 0, right = 0] = [a[at], b[of]];
    if (left === right) count += 1;
    if (left <= right) at += 1;
    if (right <= left) of += 1;
  }
  return count;
}

/** Shares from which on a text is a copy, per cent: of what either has, or of what the shorter one has where that is `long` or more. */
export interface Threshold {
  either: number;
  shorter: number;
  /** Neighbours of a text long enough to be a part of another: a short one is soon inside something. */
  long: number;
}

export const noteThreshold: Threshold = { either: 55, shorter: 80, long: 50 };

/** What two texts share, of the share that makes a copy, in per cent: from 100 on they are nearly the same. Both by their shingles. */
export function likeness(a: readonly number[], b: readonly number[], { either, shorter, long }: Threshold = noteThreshold): number {
  const least = Math.min(a.length, b.length);
  if (least === 0) return 0;
  const common = shared(a, b);
  const ofEither = Math.floor((common * 10_000) / (either * (a.length + b.length - common)));
  return least < long ? ofEither : Math.max(ofEither, Math.floor((common * 10_000) / (shorter * least)));
}

/** So many of those that share a band are looked at: the ones that share most of them. */
const mostLookedAt = 16;

/**
 * Of earlier texts that share a band, the one that this is nearest to and nearly the same as; null: none. Of equally near ones the first.
 * @param met once for each band that is shared
 */
export function nearestOf<T extends { shingles: readonly number[] }>(shingles: readonly number[], met: readonly T[], threshold: Threshold = noteThreshold): T | null {
  const times = new Map<T, number>();
  for (const text of met) times.set(text, (times.get(text) ?? 0) + 1);
  const likeliest = [...times].sort(([, a], [, b]) => b - a).slice(0, mostLookedAt);
  let best: { text: T | null; likeness: number } = { text: null, likeness: 99 };
  for (const [text] of likeliest) {
    const found = likeness(shingles, text.shingles, threshold);
    if (found > best.likeness) best = { text, likeness: found };
  }
  return best.text;
}
