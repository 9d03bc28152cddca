import type { Evidence } from './evidence';
import { type Flag, flagsOf, type Watch } from './flags';

/** What is known of one candidate's votes, and what of it is worth a look. */
export interface WatchState extends Watch {
  flags: Flag[];
}

export const unwatched: WatchState = { minutes: {}, units: {}, fresh: 0, votes: 0, flags: [] };

/** Minutes older than this against the newest are let go: what they showed stays as a flag. */
const keptMinutes = 7 * 24 * 60;

/** The same after further batches. @param evidence of each batch once */
export function watchAfter(before: WatchState, candidate: string, evidence: readonly Evidence[]): WatchState {
  const [minutes, units] = [{ ...before.minutes }, { ...before.units }];
  let { fresh, votes } = before;
  for (const batch of evidence) {
    for (const [minute, row] of Object.entries(batch.minutes)) {
      const count = row[candidate] ?? 0;
      votes += count;
      if (count > 0) minutes[minute] = (minutes[minute] ?? 0) + count;
    }
    for (const [unit, row] of Object.entries(batch.units)) if (row[candidate]) units[unit] = (units[unit] ?? 0) + (row[candidate] ?? 0);
    fresh += batch.fresh[candidate] ?? 0;
  }
  const newest = Object.keys(minutes).reduce((latest, minute) => Math.max(latest, Number(minute)), 0);
  const kept = Object.fromEntries(Object.entries(minutes).filter(([minute]) => Number(minute) > newest - keptMinutes));
  const past = before.flags.filter(({ kind, minute }) => kind === 'burst' && minute <= (newest - keptMinutes) * 60_000);
  return { minutes: kept, units, fresh, votes, flags: [...flagsOf(candidate, { minutes: kept, units, fresh, votes }), ...past] };
}
