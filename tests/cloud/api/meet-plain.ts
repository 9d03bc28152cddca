/** Places and points of a meet worked out plainly, in whole numbers: what the product's own standings are held against. */

/** Points are counted in 27,720ths: as many as any share among twelve has. */
export const unit = 27_720;

/** Places by keys that rank from the left, the smaller first; equal keys share a place, null takes none. */
export function placesOf(keys: ReadonlyMap<string, readonly number[] | null>): Map<string, number | null> {
  const ahead = (a: readonly number[], b: readonly number[]) => {
    const at = a.findIndex((key, index) => key !== b[index]);
    return at >= 0 && (a[at] ?? 0) < (b[at] ?? 0);
  };
  return new Map([...keys].map(([entry, mine]) => [entry, mine && 1 + [...keys.values()].filter((other) => other && ahead(other, mine)).length]));
}

const table = [9, 7, 6, 5, 4, 3, 2, 1];

/** What an entry gets, by the rulebook of the test: 9-7-6-5-4-3-2-1, 减一录取 below eight starters, ties share what they cover, 1 for taking part, 2 off for 弃权 after 检录. */
export function pointsOf(places: ReadonlyMap<string, number | null>, gone: ReadonlySet<string>, withdrew: ReadonlySet<string>, factor: 1 | 2): Map<string, number> {
  const starters = [...places.keys()].filter((entry) => !gone.has(entry)).length;
  const scoring = starters < 8 ? starters - 1 : 8;
  return new Map(
    [...places].map(([entry, place]) => {
      const tied = [...places.values()].filter((other) => other === place).length;
      let covered = 0;
      for (let at = place ?? 99; place !== null && at < place + tied; at += 1) covered += at <= scoring ? (table[at - 1] ?? 0) : 0;
      const share = place === null ? 0 : (covered * factor * unit) / tied;
      return [entry, share + (gone.has(entry) ? 0 : unit) - (withdrew.has(entry) ? 2 * unit : 0)];
    }),
  );
}

/** 6.5, 5+2/3, 1/3, empty → 27,720ths. */
export function partsOf(text: string): number {
  const [whole = '', rest] = text.replace('-', '').split('+');
  const of = (part: string) => {
    const [n, d] = part.split('/').map(Number);
    return part === '' ? 0 : ((n ?? 0) / (d ?? 1)) * unit;
  };
  return Math.round((text.startsWith('-') ? -1 : 1) * (of(whole) + of(rest ?? '')));
}

/** Times of races: up to the next 1/100 s or 1/10 s, and among equals of one heat whoever arrived first. */
export function timeKeys(runs: readonly { entry: string; heat: number; ms: number | null; finish: number }[], step: 10 | 100): Map<string, readonly number[] | null> {
  const up = (ms: number) => Math.ceil(ms / step) * step;
  return new Map(
    runs.map(({ entry, heat, ms, finish }) => {
      if (ms === null) return [entry, null];
      const before = runs.filter((other) => other.heat === heat && other.ms !== null && up(other.ms) === up(ms) && other.finish < finish);
      return [entry, [up(ms), before.length]];
    }),
  );
}

/** Best, second best, third: whole centimetres, the longest first; a missing one is worse than any. */
export function lengthKey(attempts: readonly Api.Meet.Attempt[]): readonly number[] | null {
  const lengths = attempts.flatMap((one) => (typeof one === 'number' ? [Math.floor(one / 10)] : [])).sort((a, b) => b - a);
  return lengths.length === 0 ? null : Array.from({ length: 6 }, (_, index) => -(lengths[index] ?? -1));
}

/** Swiss: two points a win, one a draw, a bye is a win; then the opponents' points. */
export function swissKeys(players: readonly string[], games: readonly { first: string; second: string | null; result: string }[]): Map<string, readonly number[]> {
  const points = new Map(players.map((entry) => [entry, 0]));
  const add = (entry: string | null, more: number) => {
    if (entry !== null) points.set(entry, (points.get(entry) ?? 0) + more);
  };
  for (const { first, second, result } of games) {
    add(first, result === 'draw' ? 1 : result === 'first' ? 2 : 0);
    add(second, result === 'draw' ? 1 : result === 'second' ? 2 : 0);
  }
  return new Map(
    players.map((entry) => {
      const opponents = games.flatMap(({ first, second }) => (second === null ? [] : first === entry ? [second] : second === entry ? [first] : []));
      return [entry, [-(points.get(entry) ?? 0), -opponents.reduce((sum, one) => sum + (points.get(one) ?? 0), 0)]];
    }),
  );
}
