/** Scores and places of a contest worked out plainly, in whole numbers, from what judges marked: what the product's own standings are held against. */

export const criteria: Api.Contest.Criterion[] = [
  { id: 'pitch', name: '音准节奏', weight: 40 },
  { id: 'voice', name: '音色技巧', weight: 35 },
  { id: 'bearing', name: '台风', weight: 25 },
];

/** What the test itself knows of a performance: sheets as whole marks by judge, adjustments in hundredths. */
export interface Sung {
  entryId: string;
  order: number;
  sheets: Map<string, Record<string, number>>;
  adjusted: number;
}

/** A plain recomputation: seven sheets, one highest and one lowest out, five left; all in ten-thousandths times five, and times seven. */
export function plain({ sheets, adjusted }: Sung) {
  const values = [...sheets.values()].map((marks) => criteria.reduce((sum, { id, weight }) => sum + (marks[id] ?? 0) * weight, 0)).sort((a, b) => a - b);
  if (values.length !== 7) throw new Error(`${values.length} sheets`);
  const sum = (of: readonly number[]) => of.reduce((total, value) => total + value, 0);
  const five = sum(values.slice(1, 6)) + 5 * adjusted * 100;
  return {
    five,
    announced: Math.floor((five + 250) / 500),
    untrimmed: sum(values) + 7 * adjusted * 100,
    pitch: sum([...sheets.values()].map((marks) => marks['pitch'] ?? 0)),
    tops: [...values].reverse(),
  };
}

/** Places by keys that rank from the left, larger first; equal keys share a place. */
export function placesOf(keyed: readonly { entryId: string; keys: readonly number[] }[]): Map<string, number> {
  const ahead = (a: readonly number[], b: readonly number[]) => {
    const at = a.findIndex((key, index) => key !== b[index]);
    return at >= 0 && (a[at] ?? 0) > (b[at] ?? 0);
  };
  return new Map(keyed.map((one) => [one.entryId, 1 + keyed.filter((other) => ahead(other.keys, one.keys)).length]));
}

export const keysOf = (sung: Sung) => {
  const { five, announced, untrimmed, pitch, tops } = plain(sung);
  return { five, announced, chain: [untrimmed, pitch, ...tops, -sung.order] };
};
