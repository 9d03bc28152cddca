import type { Below } from '../draw/stream';
import { type Plan, type Programme, relationsOf } from './timetable';
import { lowerBound, provenBound } from './timetable-bound';

/** May the search make another try? Given a clock it holds to a time, given a count it always comes to the same plan. */
export type Budget = (tries: number) => boolean;

export const withinTries = (most: number): Budget => (tries) => tries < most;
/** Makes no try that would end too late, if it takes as long as the one before. @param now ms */
export const withinTime = (now: () => number, ms: number): Budget => {
  let last = now();
  const until = last + ms;
  return () => {
    const at = now();
    const ends = at + at - last;
    last = at;
    return ends < until;
  };
};

export interface Proposal {
  plan: Plan;
  /** Items for which the windows have no room. */
  unplaced: string[];
  /** End of the last item, in minutes from the meet's first one. */
  length: number;
  /** See `lowerBound`: the longest 场区 or athlete. */
  bound: number;
  /** No plan is shorter, see `provenBound`; as long as `length`: this one is the shortest. */
  proven: number;
  tries: number;
}

/** What one item has to do with another, from its own side. */
interface Edge {
  other: number;
  /** Minutes that must lie after the other's end before this one, and after this one's end before the other. */
  before: number;
  after: number;
  /** The other must come first (1), or this one must (−1), or either (0). */
  order: 1 | 0 | -1;
  otherDay: boolean;
}

interface Table {
  count: number;
  minutes: number[];
  fixed: (number | null)[];
  edges: Edge[][];
  /** The same edges as they are when time runs backwards. */
  back: Edge[][];
  windows: Programme['windows'];
}

function tableOf(programme: Programme): Table {
  const { items, windows } = programme;
  const edges: Edge[][] = items.map(() => []);
  for (const { a, b, afterA, afterB, ordered, otherDay } of relationsOf(programme)) {
    edges[b]?.push({ other: a, before: afterA, after: afterB, order: ordered ? 1 : 0, otherDay });
    edges[a]?.push({ other: b, before: afterB, after: afterA, order: ordered ? -1 : 0, otherDay });
  }
  const back = edges.map((list) => list.map(({ other, before, after, order, otherDay }): Edge => ({ other, before: after, after: before, order: order === 0 ? 0 : order === 1 ? -1 : 1, otherDay })));
  return { count: items.length, minutes: items.map(({ minutes }) => minutes), fixed: items.map(({ fixed }) => fixed), edges, back, windows };
}

/** Starts by item; −1: not placed. */
interface Try {
  starts: number[];
  unplaced: number;
  length: number;
  /** All ends together: of equally long plans the one that is through with more earlier. */
  ends: number;
}

const better = (a: Try, b: Try): number => a.unplaced - b.unplaced || a.length - b.length || a.ends - b.ends;

/** The earliest start that keeps everything with those who are placed; −1: there is none. */
function earliest({ minutes, edges, windows }: Table, item: number, starts: readonly number[]): number {
  const long = minutes[item] ?? 0;
  const own = edges[item] ?? [];
  let start = windows[0]?.from ?? 0;
  // Round and round, until one whole turn has moved nothing: what was looked at last need not be looked at again first.
  let at = 0;
  for (let kept = -1; kept < own.length; ) {
    if (kept < 0) {
      const open = windows.find(({ from, to }) => Math.max(start, from) + long <= to);
      if (!open) return -1;
      start = Math.max(start, open.from);
      kept = 0;
      continue;
    }
    const edge = own[at];
    at = at + 1 < own.length ? at + 1 : 0;
    kept += 1;
    const there = edge ? (starts[edge.other] ?? -1) : -1;
    if (!edge || there < 0) continue;
    if (edge.order < 0) {
      // The other one was set by hand, or this one is late: it has to be over before.
      if (start + long + edge.after > there || (edge.otherDay && dayAt(windows, start) >= dayAt(windows, there))) return -1;
      continue;
    }
    const end = there + (minutes[edge.other] ?? 0) + edge.before;
    const free = edge.otherDay ? Math.max(end, windows.find(({ day }) => day > dayAt(windows, there))?.from ?? Infinity) : end;
    if (start < free && (edge.order > 0 || start + long + edge.after > there)) {
      if (free === Infinity) return -1;
      start = free;
      kept = -1;
    }
  }
  return start;
}

const dayAt = (windows: Programme['windows'], minute: number): number => windows.find(({ from, to }) => from <= minute && minute < to)?.day ?? -1;

/** Places the items in this order, each as early as it can be; what was set by hand first, an earlier round before a later one. */
function placed(table: Table, order: readonly number[]): Try {
  const starts = table.fixed.map((fixed) => fixed ?? -1);
  const done = table.fixed.map((fixed) => fixed !== null);
  const place = (item: number) => {
    if (done[item]) return;
    done[item] = true;
    for (const { other, order: first } of table.edges[item] ?? []) if (first > 0) place(other);
    const waits = table.edges[item]?.some(({ other, order: first }) => first > 0 && (starts[other] ?? -1) < 0);
    starts[item] = waits ? -1 : earliest(table, item, starts);
  };
  for (const item of order) place(item);
  let [unplaced, length, ends] = [0, 0, 0];
  for (const [item, start] of starts.entries()) {
    const end = start + (table.minutes[item] ?? 0);
    if (start < 0) unplaced += 1;
    else [length, ends] = [Math.max(length, end), ends + end];
  }
  return { starts, unplaced, length, ends };
}

/** The same meet from its end backwards: what is placed early there is late here. @param length minutes at which it ends */
function mirrored({ count, minutes, fixed, edges, back, windows }: Table, length: number): Table {
  const lastDay = windows[windows.length - 1]?.day ?? 0;
  return {
    count,
    minutes,
    fixed: fixed.map((start, item) => (start === null ? null : length - start - (minutes[item] ?? 0))),
    edges: back,
    back: edges,
    windows: windows
      .filter(({ from }) => from < length)
      .map(({ day, from, to }) => ({ day: lastDay - day, from: length - Math.min(to, length), to: length - from }))
      .reverse(),
  };
}

/** Pushes everything as late as the end allows, then as early as it can be: that often sets something free, and never makes a plan longer. */
function pushed(table: Table, one: Try): Try {
  const back = mirrored(table, one.length);
  const ends = one.starts.map((start, item) => start + (table.minutes[item] ?? 0));
  const late = placed(back, ends.map((_end, item) => item).sort((a, b) => (ends[b] ?? 0) - (ends[a] ?? 0) || a - b));
  if (late.unplaced > 0) return one;
  const starts = late.starts.map((start, item) => one.length - start - (table.minutes[item] ?? 0));
  const early = placed(table, starts.map((_start, item) => item).sort((a, b) => (starts[a] ?? 0) - (starts[b] ?? 0) || a - b));
  return better(early, one) < 0 ? early : one;
}

/** What has to wait for whom: from an item at the end of the plan back through those that end just where it may begin. */
function chainTo(table: Table, { starts, length }: Try, below: Below): number[] {
  const endOf = (item: number) => (starts[item] ?? 0) + (table.minutes[item] ?? 0);
  const chain: number[] = [];
  let here = starts.flatMap((start, item) => (start >= 0 && endOf(item) === length ? [item] : []));
  while (here.length > 0 && chain.length < table.count) {
    const item = here[below(here.length)] ?? 0;
    chain.push(item);
    here = (table.edges[item] ?? []).flatMap(({ other, before }) => ((starts[other] ?? -1) >= 0 && (starts[other] ?? 0) < (starts[item] ?? 0) && endOf(other) + before === starts[item] ? [other] : []));
  }
  return chain;
}

/** Several good orders to begin with: long items first, busy zones and people first, many rounds first. */
function firstOrders(table: Table, programme: Programme): number[][] {
  const { items } = programme;
  const load = (item: number) => (table.edges[item] ?? []).reduce((sum, { other, before }) => sum + (table.minutes[other] ?? 0) + before, table.minutes[item] ?? 0);
  const zones = new Map<string, number>();
  for (const { zone, minutes } of items) zones.set(zone, (zones.get(zone) ?? 0) + minutes);
  const rounds = (item: number) => (table.edges[item] ?? []).filter(({ order }) => order !== 0).length;
  const keys = [
    (item: number) => rounds(item) * 100_000 + load(item),
    load,
    (item: number) => (zones.get(items[item]?.zone ?? '') ?? 0) * 1000 + load(item),
    (item: number) => rounds(item) * 100_000 + (zones.get(items[item]?.zone ?? '') ?? 0),
    (item: number) => table.minutes[item] ?? 0,
  ];
  const all = items.map((_item, index) => index);
  return keys.map((key) => {
    const values = all.map(key);
    return [...all].sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0) || a - b);
  });
}

/**
 * Proposes a timetable: tries orders in which items are placed as early as they can be, keeps the shortest, and goes on from there by moving something that the end
 * waits for to the front, or exchanging two, until the budget is spent or the lower bound is met. The same chance and number of tries give the same plan.
 */
export function propose(programme: Programme, below: Below, budget: Budget): Proposal {
  const table = tableOf(programme);
  const proven = provenBound(programme);
  const begin = programme.windows[0]?.from ?? 0;
  const met = ({ unplaced, length }: Try) => unplaced === 0 && length - begin <= proven;
  const byStart = ({ starts }: Try) => starts.map((_start, item) => item).sort((a, b) => (starts[a] ?? 0) - (starts[b] ?? 0) || a - b);

  let tries = 0;
  let best: Try | null = null;
  for (const order of firstOrders(table, programme)) {
    if (best && (met(best) || !budget(tries))) break;
    const one = pushed(table, placed(table, order));
    tries += 1;
    if (!best || better(one, best) < 0) best = one;
  }
  let current = best ?? placed(table, []);
  best = current;
  while (table.count > 1 && !met(best) && budget(tries)) {
    const order = byStart(current);
    const late = current.starts.flatMap((start, item) => (start < 0 ? [item] : []));
    const chain = late.length > 0 ? late : chainTo(table, current, below);
    const moves = 1 + below(3);
    for (let move = 0; move < moves; move += 1) {
      const item = below(3) > 0 ? (chain[below(chain.length)] ?? 0) : below(table.count);
      const from = order.indexOf(item);
      order.splice(from, 1);
      order.splice(below(2) === 0 ? below(from + 1) : below(table.count), 0, item);
    }
    const moved = placed(table, order);
    const one = moved.unplaced === 0 && moved.length <= current.length * 1.1 ? pushed(table, moved) : moved;
    tries += 1;
    // An equal plan is taken too, and now and then a slightly longer one: else the search stays where it first stood.
    if (better(one, current) <= 0 || (one.unplaced === current.unplaced && one.length <= current.length + 2 && below(20) === 0)) current = one;
    if (better(one, best) < 0) best = one;
    else if (tries % 400 === 0) current = best;
  }
  const { starts, length } = best;
  const ids = programme.items.map(({ id }) => id);
  return {
    plan: new Map(ids.flatMap((id, item): [string, number][] => ((starts[item] ?? -1) < 0 ? [] : [[id, starts[item] ?? 0]]))),
    unplaced: ids.filter((_id, item) => (starts[item] ?? -1) < 0),
    length: length - begin,
    bound: lowerBound(programme),
    proven,
    tries,
  };
}
