/**
 * How many members have how many points, in two steps: coarse steps of `width` points, and in each of them every single number of points. My rank
 * is one plus all who have more, read from the coarse steps and from one fine one: the same few numbers for ten members or a million.
 * Points above the last step share it, so that a document of it stays bounded; those below 0 do not occur.
 */
export const width = 64;
export const steps = 64;
const last = width * steps - 1;

export interface Histogram {
  /** Members in the coarse step `s`. */
  coarse: Readonly<Record<string, number>>;
  /** Members with `p` points, in the step that they are of. */
  fine: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

export const emptyHistogram: Histogram = { coarse: {}, fine: {} };

const clamp = (points: number): number => Math.min(last, Math.max(0, points));

/** The coarse step of so many points. */
export const stepOf = (points: number): number => Math.floor(clamp(points) / width);

/** Members who moved from one number of points to another; null before: they are new. */
export interface Move {
  from: number | null;
  to: number;
}

/** The changes of a histogram, by path (`coarse.3`, `fine.3.200`): added in any order they give the same. */
export function changesOf(moves: readonly Move[]): Record<string, number> {
  const changes: Record<string, number> = {};
  const add = (points: number, by: number) => {
    for (const path of [`coarse.${stepOf(points)}`, `fine.${stepOf(points)}.${clamp(points)}`]) changes[path] = (changes[path] ?? 0) + by;
  };
  for (const { from, to } of moves) {
    if (from !== null) add(from, -1);
    add(to, 1);
  }
  return Object.fromEntries(Object.entries(changes).filter(([, by]) => by !== 0));
}

/** Applies changes as the store does. */
export function changed(histogram: Histogram, changes: Readonly<Record<string, number>>): Histogram {
  const coarse: Record<string, number> = { ...histogram.coarse };
  const fine: Record<string, Record<string, number>> = Object.fromEntries(Object.entries(histogram.fine).map(([step, counts]) => [step, { ...counts }]));
  for (const [path, by] of Object.entries(changes)) {
    const [kind = '', step = '', points = ''] = path.split('.');
    const counts = kind === 'coarse' ? coarse : (fine[step] ??= {});
    const name = kind === 'coarse' ? step : points;
    counts[name] = (counts[name] ?? 0) + by;
  }
  return { coarse, fine };
}

/** Members with more points, plus one: who have equal points share a rank. */
export function rankOf({ coarse, fine }: Histogram, points: number): number {
  const step = stepOf(points);
  const above = Object.entries(coarse).reduce((sum, [one, count]) => (Number(one) > step ? sum + count : sum), 0);
  const within = Object.entries(fine[step] ?? {}).reduce((sum, [one, count]) => (Number(one) > clamp(points) ? sum + count : sum), 0);
  return 1 + above + within;
}

export const membersIn = ({ coarse }: Histogram): number => Object.values(coarse).reduce((sum, count) => sum + count, 0);
