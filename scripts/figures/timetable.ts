import { type Below, chanceFrom } from '../../miniprogram/domain/draw/stream';
import { mostIn } from '../../miniprogram/domain/meet/heats';
import { plannedMinutes } from '../../miniprogram/domain/meet/planned';
import { template } from '../../miniprogram/domain/meet/templates';
import { clashesOf, type Item, type Programme, type Window } from '../../miniprogram/domain/meet/timetable';
import { propose, withinTime } from '../../miniprogram/domain/meet/timetable-search';
import { percentile } from './measure';

const { groups, events: athletics, rests, unsafe } = template('athletics', 'district', '2026-10-18');
const fun = template('fun', 'district', '2026-10-18').events;

/** The template's events, drawn; as often over (another class of units) as it takes. */
function eventsOf(count: number, below: Below): Api.Meet.Event[] {
  const left: Api.Meet.Event[] = [];
  return Array.from({ length: count }, (_, index) => {
    if (left.length === 0) left.push(...athletics, ...fun);
    const [event] = left.splice(below(left.length), 1);
    return event ? [{ ...event, id: `${index}-${event.id}` }] : [];
  }).flat();
}

/** Each athlete enters up to two events of the own group, and one in five a 趣味 event as well; some of the short races have a final of their own. */
function meetOf(n: number, count: number, athletes: number, windows: Window[]): Programme {
  const below = chanceFrom(new TextEncoder().encode(`timetable ${n}`));
  const events = eventsOf(count, below);
  const people = new Map(events.map(({ id }): [string, Set<string>] => [id, new Set()]));
  for (let athlete = 0; athlete < athletes; athlete += 1) {
    const group = groups[below(groups.length)];
    const own = events.filter((event) => event.group === group?.id);
    const open = events.filter(({ sport }) => sport === 'fun');
    const enters = [...(own.length > 0 ? [own[below(own.length)], own[below(own.length)]] : []), ...(open.length > 0 && below(5) === 0 ? [open[below(open.length)]] : [])];
    for (const event of enters) if (event) people.get(event.id)?.add(`athlete-${athlete}`);
  }
  const items = events.flatMap((event): Item[] => {
    const entered = [...(people.get(event.id) ?? [])];
    // Teams: so many people make one starter. Field events of many run in the three pits or circles of their 场区 at once.
    const starters = Math.ceil(entered.length / (event.team?.min ?? 1));
    const side = event.measure.kind === 'distance' || event.measure.kind === 'height' ? 3 : 1;
    const minutes = Math.ceil(plannedMinutes(event, starters, mostIn(event.start, { lanes: 8 })) / side);
    if (minutes === 0) return [];
    const item = { event: event.id, zone: event.zone, metres: event.metres, people: entered, fixed: null };
    const first: Item = { ...item, id: `${event.id}-1`, round: 1, minutes };
    const final = event.metres !== null && event.metres <= 400 && starters > 8 && below(3) === 0;
    return final ? [first, { ...item, id: `${event.id}-2`, round: 2, minutes: 5 }] : [first];
  });
  return { items, windows, unsafe, rests };
}

const oneWindow: Window[] = [{ day: 0, from: 0, to: 100_000 }];
/** Days of two half days with a break at noon. */
const days = (count: number): Window[] =>
  Array.from({ length: count }, (_, day) => [480, 840].map((from) => ({ day, from: day * 1_440 + from, to: day * 1_440 + from + 240 }))).flat();

interface Measured {
  seconds: number;
  violations: number;
  unplaced: number;
  overBound: number;
  overProven: number;
  /** No plan is shorter. */
  shortest: boolean;
  tries: number;
}

/** Only the search is timed; whether it kept the rules is asked afterwards, by the check that the page uses. */
function proposed(meet: Programme, n: number, ms: number): Measured {
  const begun = performance.now();
  const found = propose(meet, chanceFrom(new TextEncoder().encode(`search ${n}`)), withinTime(() => performance.now(), ms));
  const seconds = (performance.now() - begun) / 1000;
  return { seconds, violations: clashesOf(meet, found.plan).length, unplaced: found.unplaced.length, overBound: found.bound === 0 ? 1 : found.length / found.bound, overProven: found.proven === 0 ? 1 : found.length / found.proven, shortest: found.length === found.proven, tries: found.tries };
}

/**
 * Generated meets with a small budget each, half of them in days with breaks (there only the rules are asked, for the bound knows no breaks), and one of 60 events
 * and 3,000 athletes with a large one. The bound: the longest load of a 场区, or a single athlete's events with the rests.
 */
export function timetableFigure({ meets = 500, budgetMs = 50, largeMs = 10_000 } = {}): object {
  proposed(meetOf(-1, 8, 100, oneWindow), -1, 500);
  const small = Array.from({ length: meets }, (_, n) => {
    const breaks = n % 2 === 1;
    return { breaks, ...proposed(meetOf(n, 4 + (n % 21), 60 + (n % 10) * 40, breaks ? days(7) : oneWindow), n, budgetMs) };
  });
  const large = proposed(meetOf(meets, 60, 3_000, oneWindow), meets, largeMs);
  const whole = small.filter(({ breaks }) => !breaks);
  const overBound = whole.map((one) => one.overBound);
  const sum = (of: (one: Measured) => number) => [...small, large].reduce((total, one) => total + of(one), 0);
  return {
    meets: meets + 1,
    violations: sum((one) => one.violations),
    unplaced: sum((one) => one.unplaced),
    s_max: Number(Math.max(...small.map(({ seconds }) => seconds)).toFixed(3)),
    length_over_lower_bound_median: Number(percentile(overBound, 0.5).toFixed(3)),
    length_over_lower_bound_p90: Number(percentile(overBound, 0.9).toFixed(3)),
    // Against the sharper bound, of events that must all follow each other: how far from the shortest a plan can be at most.
    length_over_proven_bound_median: Number(percentile(whole.map((one) => one.overProven), 0.5).toFixed(3)),
    length_over_proven_bound_p90: Number(percentile(whole.map((one) => one.overProven), 0.9).toFixed(3)),
    proven_shortest: Number((whole.filter(({ shortest }) => shortest).length / Math.max(1, whole.length)).toFixed(3)),
    large: { events: 60, athletes: 3_000, s: Number(large.seconds.toFixed(1)), tries: large.tries, length_over_lower_bound: Number(large.overBound.toFixed(3)) },
  };
}
