/** What stays on one line: a run of Latin letters or digits; a character with the marks that may not begin a line after it or end one before it. */
const piece = /[A-Za-z0-9:.\-–]+|[《（“‘「【]*[\s\S][》）”’」】，。、；：！？…]*/gu;

/**
 * Breaks a text into lines no wider than `width`; Chinese breaks anywhere but at its marks, a run of Latin letters or digits stays whole where it fits.
 * What does not fit into `most` lines ends in an ellipsis.
 */
export function breakLines(text: string, width: number, most: number, measure: (text: string) => number): string[] {
  const pieces = text.match(piece) ?? [];
  const lines: string[] = [];
  let line = '';
  for (const part of pieces.flatMap((whole) => (measure(whole) > width ? [...whole] : [whole]))) {
    if (line !== '' && measure(line + part) > width) {
      lines.push(line.trim());
      line = '';
    }
    line += part;
  }
  if (line.trim() !== '') lines.push(line.trim());
  if (lines.length <= most) return lines;
  const kept = lines.slice(0, most);
  let last = [...(kept[most - 1] ?? '')];
  while (last.length > 0 && measure(`${last.join('')}…`) > width) last = last.slice(0, -1);
  kept[most - 1] = `${last.join('')}…`;
  return kept;
}
