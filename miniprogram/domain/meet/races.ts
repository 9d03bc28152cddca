import { byText, type Placed, placesOf } from './places';

/** One entry's run in one race. */
export interface Run {
  entry: string;
  outcome: Api.Meet.Outcome;
  heat: number;
  /** Rounded, ms; null: not timed (a single race may go by the finish order alone). */
  official: number | null;
  /** As the finish judges or the photo say; equal numbers are a dead heat; null: not taken. */
  finish: number | null;
}

interface Keyed extends Run {
  /** What the run ranks by: never better than somebody's who finished before it. */
  key: number;
  /** Among equal keys: how many of the same race finished before. */
  level: number;
}

const heatsOf = (runs: readonly Run[]): Run[][] => [...new Set(runs.map(({ heat }) => heat))].map((heat) => runs.filter((run) => run.heat === heat));

/** Runs of one race whose times contradict the finish order: the officials settle these before they sign. Earlier finisher first. */
export function contradictions(race: readonly Run[]): [string, string][] {
  const timed = race.filter(({ outcome }) => outcome === 'ok');
  return timed.flatMap((first) =>
    timed.flatMap((second): [string, string][] =>
      first.finish !== null && second.finish !== null && first.finish < second.finish && first.official !== null && second.official !== null && first.official > second.official
        ? [[first.entry, second.entry]]
        : [],
    ),
  );
}

/** Within a race the finish order decides, so a later finisher ranks no better than an earlier one whatever the watches say. */
function keyed(race: readonly Run[]): Keyed[] {
  const finished = race.filter(({ finish }) => finish !== null).sort((a, b) => (a.finish ?? 0) - (b.finish ?? 0));
  let reached = 0;
  const keys = new Map<string, number>();
  for (const { finish } of finished) {
    const together = finished.filter((run) => run.finish === finish);
    reached = Math.max(reached, ...together.map(({ official }) => official ?? 0));
    for (const { entry } of together) keys.set(entry, reached);
  }
  const withKey = race.map((run) => ({ ...run, key: keys.get(run.entry) ?? run.official ?? 0 }));
  return withKey.map((run) => {
    const before = withKey.filter(({ key, finish }) => key === run.key && finish !== null && run.finish !== null && finish < run.finish);
    return { ...run, level: new Set(before.map(({ finish }) => finish)).size };
  });
}

/**
 * Places by time over all heats, never by heat (分组一次性决赛); a single race is the same with one heat. Equal official times share a place, but within one race
 * the finish order decides: of equal times the first of each race share, then the second of each race, so that the order stays one order.
 */
export function placesOfRuns(runs: readonly Run[]): (Run & Placed)[] {
  const heats = heatsOf(runs.filter(({ outcome }) => outcome === 'ok'));
  const timed = runs.map((run) => (run.outcome === 'ok' && run.official === null && (heats.length > 1 || run.finish === null) ? { ...run, outcome: 'NM' as const } : run));
  const valid = heatsOf(timed.filter(({ outcome }) => outcome === 'ok')).flatMap(keyed);
  const others = timed.filter(({ outcome }) => outcome !== 'ok').map((run) => ({ ...run, key: 0, level: 0 }));
  return placesOf([...valid, ...others], (a, b) => a.key - b.key || a.level - b.level).map(({ entry, outcome, heat, official, finish, place }) => ({ entry, outcome, heat, official, finish, place }));
}

/** The order in which a race finished, for those who go on by place: 1, 1, 3. */
export function placesOfRace(race: readonly Run[]): (Run & Placed)[] {
  return placesOfRuns(race).sort((a, b) => (a.place ?? Infinity) - (b.place ?? Infinity) || byText(a.entry, b.entry));
}

/**
 * Places of an event with rounds: the finalists by the final, then those of each earlier round who went no further, by their time there. Who has no valid mark in the
 * last round that they ran takes no place. Everybody who entered is in it, so that 减一录取 counts all starters.
 * @param rounds the first round first; a later one has only who went on
 */
export function placesOverRounds(rounds: readonly (readonly Run[])[]): Placed[] {
  const seen = new Set<string>();
  const ranked: Placed[] = [];
  const others: Placed[] = [];
  for (const runs of [...rounds].reverse()) {
    const before = ranked.length;
    for (const { entry, place, outcome } of placesOfRuns(runs.filter((run) => !seen.has(run.entry)))) {
      if (place === null) others.push({ entry, place, outcome });
      else ranked.push({ entry, place: before + place, outcome });
    }
    for (const { entry } of runs) seen.add(entry);
  }
  return [...ranked, ...others];
}
