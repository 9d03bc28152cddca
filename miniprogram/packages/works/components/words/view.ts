/** A line of a work as it is read. */
export interface WordsLine {
  n: number;
  text: string;
  /** A stanza begins here. */
  gap: boolean;
}

/** Longest line of verse, characters. */
const verseLine = 20;

/** A text as lines: verse keeps its lines and stanzas, prose its paragraphs. */
export function wordsView(text: string): { verse: boolean; lines: WordsLine[] } {
  const all = text.split('\n').map((line) => line.trim());
  const verse = all.filter((line) => line !== '').length >= 3 && all.every((line) => [...line].length <= verseLine);
  const lines = all.flatMap((line, n) => (line === '' ? [] : [{ n, text: line, gap: verse && n > 0 && all[n - 1] === '' }]));
  return { verse, lines };
}
