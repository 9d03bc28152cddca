import { chanceFrom } from '../../miniprogram/domain/draw/stream';
import { firstRound, mostIn } from '../../miniprogram/domain/meet/heats';
import type { Starter } from '../../miniprogram/domain/meet/seeding';
import { template } from '../../miniprogram/domain/meet/templates';
import { orderBookFigure } from './order-book';

const seedOf = (n: number): Uint8Array => new TextEncoder().encode(`meet ${n}`);

const rulebook = template('athletics', 'district', '2026-10-18');

/** As many events as asked, of the athletics template and as often over as it takes. */
export function eventsOf(count: number): Api.Meet.Event[] {
  const { events } = rulebook;
  return Array.from({ length: count }, (_, index) => ({ ...events[index % events.length], id: `event-${index}` })).filter((event): event is Api.Meet.Event => 'measure' in event);
}

/** A few big units and many small ones; half of the entries with a seed mark. */
function startersOf(events: readonly Api.Meet.Event[], athletes: number): Map<string, Starter[]> {
  const below = chanceFrom(seedOf(athletes));
  const starters = new Map(events.map(({ id }): [string, Starter[]] => [id, []]));
  for (let athlete = 0; athlete < athletes; athlete += 1) {
    const unit = `unit-${below(2) === 0 ? below(5) : below(60)}`;
    for (const event of new Set([events[below(events.length)], events[below(events.length)]])) {
      if (event) starters.get(event.id)?.push({ entry: `athlete-${athlete}`, unit, seed: below(2) === 0 ? null : 11_000 + below(400) * 10 });
    }
  }
  return starters;
}

/** Is every starter in one heat, in a lane that exists and that nobody else has, and are the heats at most one apart? */
function valid(heats: readonly Api.Meet.Heat[], starters: readonly Starter[], most: number): boolean {
  const entries = heats.flatMap(({ places }) => places.map(({ entry }) => entry)).sort();
  const sizes = heats.map(({ places }) => places.length);
  const lanes = heats.every(({ places }) => new Set(places.map(({ lane }) => lane)).size === places.length && places.every(({ lane }) => lane >= 1 && lane <= most));
  const everybody = entries.join() === starters.map(({ entry }) => entry).sort().join();
  return everybody && lanes && (sizes.length === 0 || Math.max(...sizes) - Math.min(...sizes) <= 1);
}

/** Heats and lanes of a whole meet, and its 秩序册. */
export function meetFigure({ athletes = 3_000, events: count = 60 } = {}): object {
  const events = eventsOf(count);
  const starters = startersOf(events, athletes);
  const begun = performance.now();
  const sheets = events.map((event, index) => ({ event, heats: firstRound(event, starters.get(event.id) ?? [], rulebook, chanceFrom(seedOf(index))) ?? [] }));
  const seconds = (performance.now() - begun) / 1000;
  return {
    athletes,
    events: count,
    entries: [...starters.values()].reduce((sum, list) => sum + list.length, 0),
    heats: sheets.reduce((sum, { heats }) => sum + heats.length, 0),
    seeding_s: Number(seconds.toFixed(3)),
    lanes_valid: sheets.every(({ event, heats }) => valid(heats, starters.get(event.id) ?? [], mostIn(event.start, rulebook))),
    ...orderBookFigure(athletes, count),
  };
}
