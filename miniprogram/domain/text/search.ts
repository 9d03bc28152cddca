import { tidy } from './clean';

/** At most this many terms of a text are kept for search. */
const limit = 120;

/** Letters, digits and Chinese characters of a text in lower case, by runs; full-width letters and digits are unified. */
function runs(text: string): string[][] {
  const folded = tidy(text).normalize('NFKC').toLowerCase();
  return folded
    .split(/[^\p{L}\p{N}]+/u)
    .filter((run) => run !== '')
    .map((run) => [...run]);
}

/** Search terms of a text: every character and every pair of neighbours, for an array index. */
export function termsOf(...texts: string[]): string[] {
  const terms = new Set<string>();
  for (const text of texts) {
    for (const run of runs(text)) {
      run.forEach((character, index) => {
        terms.add(character);
        const next = run[index + 1];
        if (next !== undefined) terms.add(character + next);
      });
    }
  }
  return [...terms].slice(0, limit);
}

/** The terms that a text must hold all of to match what was typed; empty: nothing that can be searched for. */
export function termsSought(typed: string): string[] {
  const terms = new Set<string>();
  for (const run of runs(typed)) {
    if (run.length === 1 && run[0] !== undefined) terms.add(run[0]);
    for (let index = 0; index + 1 < run.length; index += 1) terms.add(`${run[index]}${run[index + 1]}`);
  }
  return [...terms].slice(0, 20);
}
