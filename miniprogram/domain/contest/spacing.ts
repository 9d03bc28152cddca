/** Entries that share a conductor, an accompanist or a singer end at least this many places apart. */
export const apart = 3;

export interface Performance {
  entry: string;
  /** Ids of everybody on stage. */
  people: readonly string[];
}

const share = (a: Performance, b: Performance) => a.people.some((person) => b.people.includes(person));

/** Pairs of places, from 0, that share people and are too close. */
export function clashes(order: readonly Performance[]): [number, number][] {
  return order.flatMap((here, index) =>
    Array.from({ length: apart - 1 }, (_, step) => index - step - 1).flatMap((place): [number, number][] => {
      const earlier = order[place];
      return earlier && share(earlier, here) ? [[place, index]] : [];
    }),
  );
}

/** How many places the search may try before it gives up; far above what a hundred entries take. */
const budget = 50_000;

/** Can everybody's remaining entries still be spread over so many places? */
function spreads(remaining: readonly Performance[]): boolean {
  const counts = new Map<string, number>();
  for (const { people } of remaining) for (const person of people) counts.set(person, (counts.get(person) ?? 0) + 1);
  return [...counts.values()].every((count) => (count - 1) * apart + 1 <= remaining.length);
}

/**
 * The fixed public rule after the shuffle: of all running orders in which entries that share people are at least three places apart, the one that
 * keeps to the drawn order longest (the first in the dictionary order of drawn numbers). It uses no chance, so any phone comes to the same.
 * Where there is none, or none is found within the budget, entries are placed as far from a clash as they can be, in drawn order: `clashes` says which remain.
 */
export function spaced(drawn: readonly Performance[]): Performance[] {
  let steps = 0;
  const place = (placed: readonly Performance[], remaining: readonly Performance[]): Performance[] | null => {
    if (remaining.length === 0) return [...placed];
    const last = placed.slice(1 - apart);
    for (const [index, next] of remaining.entries()) {
      if (last.some((earlier) => share(earlier, next))) continue;
      steps += 1;
      if (steps > budget) return null;
      const rest = remaining.filter((_, other) => other !== index);
      if (!spreads(rest)) continue;
      const found = place([...placed, next], rest);
      if (found) return found;
    }
    return null;
  };
  return (spreads(drawn) ? place([], drawn) : null) ?? asFarAsCanBe(drawn);
}

function asFarAsCanBe(drawn: readonly Performance[]): Performance[] {
  const placed: Performance[] = [];
  const remaining = [...drawn];
  while (remaining.length > 0) {
    const distance = (next: Performance) => {
      const back = [...placed].reverse().findIndex((earlier) => share(earlier, next));
      return back < 0 || back >= apart - 1 ? apart : back;
    };
    const best = remaining.reduce((chosen, next, index) => (distance(next) > distance(remaining[chosen] ?? next) ? index : chosen), 0);
    placed.push(...remaining.splice(best, 1));
  }
  return placed;
}
