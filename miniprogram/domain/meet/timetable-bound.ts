import { type Item, type Programme, relationsOf, roundRest } from './timetable';

/** What no timetable can be shorter than. Minutes. */

/** The longest load of a 场区, or the longest single athlete's events with the rests between them. */
export function lowerBound({ items, rests }: Programme): number {
  const ofZone = new Map<string, number>();
  for (const { zone, minutes } of items) ofZone.set(zone, (ofZone.get(zone) ?? 0) + minutes);
  const ofPerson = new Map<string, Item[]>();
  for (const item of items) for (const one of new Set(item.people)) ofPerson.set(one, [...(ofPerson.get(one) ?? []), item]);
  const between = rests.events + rests.call;
  let longest = Math.max(0, ...ofZone.values());
  for (const list of ofPerson.values()) {
    // Each item but one follows another; what it asks before itself is at least the smallest of what any other asks of it.
    const gaps = list.map((item) => {
      const own = list.filter(({ event, round }) => event === item.event && round !== item.round);
      const rest = roundRest(item, rests);
      const ofRound = own.length > 0 ? [rest === 'otherDay' ? 0 : rest] : [];
      return Math.min(...ofRound, ...(list.length > own.length + 1 ? [between] : []), Infinity);
    });
    const finite = gaps.filter((gap) => gap !== Infinity);
    const needed = list.reduce((sum, { minutes }) => sum + minutes, 0) + (finite.length > 1 ? finite.reduce((sum, gap) => sum + gap, 0) - Math.max(...finite) : 0);
    longest = Math.max(longest, needed);
  }
  return longest;
}

/** Length of items that must all follow each other: one may come first without a gap, the others each wait at least the smallest gap that any of them asks. */
function inARow(clique: readonly number[], minutes: readonly number[], gap: (first: number, then: number) => number): number {
  const gaps = clique.map((item) => Math.min(...clique.filter((other) => other !== item).map((other) => gap(other, item))));
  const all = clique.reduce((sum, item) => sum + (minutes[item] ?? 0), 0);
  return clique.length < 2 ? all : all + gaps.reduce((sum, one) => sum + one, 0) - Math.max(...gaps);
}

/**
 * A sharper bound: events of which every two have an athlete, a 场区 or a round in common follow each other. Such sets are collected greedily from each item, so it is
 * a bound, if not the best one.
 */
export function provenBound(programme: Programme): number {
  const { items } = programme;
  const minutes = items.map((item) => item.minutes);
  const gaps = items.map((): (number | undefined)[] => []);
  for (const { a, b, afterA, afterB, ordered } of relationsOf(programme)) {
    const [there, back] = [gaps[a], gaps[b]];
    if (there) there[b] = afterA;
    // Rounds have one order only: the other way round asks nothing that this one does not.
    if (back) back[a] = ordered ? afterA : afterB;
  }
  const gap = (first: number, then: number) => gaps[first]?.[then] ?? 0;
  return items.reduce((longest, _item, from) => {
    const near = items
      .map((_other, item) => item)
      .filter((item) => gaps[from]?.[item] !== undefined)
      .sort((a, b) => (minutes[b] ?? 0) + gap(from, b) - (minutes[a] ?? 0) - gap(from, a) || a - b);
    const clique = [from];
    for (const item of near) if (clique.every((one) => gaps[one]?.[item] !== undefined)) clique.push(item);
    // One with small gaps may lower those of the others: the row is also measured without such.
    const alike = clique.filter((item) => item === from || gap(from, item) > 0);
    return Math.max(longest, inARow(clique, minutes, gap), inARow(alike, minutes, gap));
  }, lowerBound(programme));
}
