import { constraintsOf, excludesMissing, joinConstraints } from './bounds';
import type { FieldBounds, KeyRange } from './bounds';
import type { IndexDefinition } from './indexes';
import type { Direction, Filter, Sort } from './types';

/** How to find candidates in one index; candidates still have to pass the filter. */
export interface IndexPlan {
  readonly index: IndexDefinition;
  /** Keys of the leading fields, one list for each stretch of the index to read. */
  readonly prefixes: readonly (readonly string[])[];
  /** Bounds of the field after the prefix. */
  readonly range: KeyRange | undefined;
  /** The rows come out in the order asked for. */
  readonly sorted: boolean;
  /** Read the index backwards. */
  readonly reverse: boolean;
}

const MAX_PREFIXES = 1_000;
/** More stretches than this are not merged in order: sorting the documents is cheaper. */
const MAX_MERGED = 200;
/** Of `{terms: {$all: […]}}` so many terms are considered as the one to look up. */
const MAX_ALTERNATIVES = 8;

interface Scored {
  readonly plan: IndexPlan;
  readonly score: number;
}

/** Ways through an index to all matches of a query, the most promising first; none means a scan of the whole collection. */
export function plansFor(filter: Filter, sort: Sort | undefined, indexes: readonly IndexDefinition[]): readonly IndexPlan[] {
  const constraints = constraintsOf(filter);
  const order = Object.entries(sort ?? {});
  const found: Scored[] = [];
  for (const index of indexes) {
    const [first = [], ...others] = index.fields.map(({ name }, i) => joinConstraints(constraints.get(name) ?? [], index.multikey[i] ?? false));
    const rest = others.map((alternatives) => alternatives[0]);
    for (const bounds of first.length > 0 ? first.slice(0, MAX_ALTERNATIVES) : [undefined]) {
      const scored = planIndex(index, [bounds, ...rest], order);
      if (scored) found.push(scored);
    }
  }
  return found.sort((a, b) => b.score - a.score).map(({ plan }) => plan);
}

function planIndex(index: IndexDefinition, bounds: readonly (FieldBounds | undefined)[], sort: readonly [string, Direction][]): Scored | undefined {
  if (index.sparse && !bounds.some((field) => field && excludesMissing(field))) return undefined;
  let prefixes: (readonly string[])[] = [[]];
  let depth = 0;
  for (const field of bounds) {
    const points = field?.points;
    if (!points || prefixes.length * points.length > MAX_PREFIXES) break;
    prefixes = prefixes.flatMap((prefix) => points.map((point) => [...prefix, point]));
    depth += 1;
  }
  const next = bounds[depth];
  const range = next?.range ?? hull(next?.points);
  const order = sort.length === 0 ? undefined : orderOf(index, bounds, depth, sort);
  const sorted = order !== undefined && prefixes.length <= MAX_MERGED;
  if (depth === 0 && !range && !sorted) return undefined;
  const unique = index.unique && depth === index.fields.length ? 20 : 0;
  const score = unique + depth * 10 + (range ? 5 : 0) + (sorted ? 6 : 0);
  return { plan: { index, prefixes, range, sorted, reverse: sorted && order === 'backward' }, score };
}

/** Too many points for a stretch each: one stretch from the first to the last. */
function hull(points: readonly string[] | undefined): KeyRange | undefined {
  const low = points?.[0];
  const high = points?.at(-1);
  return low === undefined || high === undefined ? undefined : { low, lowOpen: false, high, highOpen: false };
}

/** Whether the index, read after the prefix, has the asked order; fields held to one value do not matter. */
function orderOf(
  index: IndexDefinition,
  bounds: readonly (FieldBounds | undefined)[],
  depth: number,
  sort: readonly [string, Direction][],
): 'forward' | 'backward' | undefined {
  const constant = new Set(index.fields.flatMap(({ name }, i) => (i < depth && bounds[i]?.points?.length === 1 && !index.multikey[i] ? [name] : [])));
  const wanted = sort.filter(([name]) => !constant.has(name));
  let backward: boolean | undefined;
  for (const [i, [name, direction]] of wanted.entries()) {
    const field = index.fields[depth + i];
    if (!field || field.name !== name || index.multikey[depth + i]) return undefined;
    const opposite = field.direction !== direction;
    if (backward !== undefined && backward !== opposite) return undefined;
    backward = opposite;
  }
  return backward ? 'backward' : 'forward';
}
