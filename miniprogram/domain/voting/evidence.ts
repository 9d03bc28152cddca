import type { Ballot } from './chain';

/** What a batch shows of how its votes came in: votes by candidate, for each minute, each unit, and from accounts of less than a week. */
export interface Evidence {
  minutes: Record<string, Record<string, number>>;
  units: Record<string, Record<string, number>>;
  fresh: Record<string, number>;
}

export function evidenceOf(ballots: readonly Ballot[]): Evidence {
  const evidence: Evidence = { minutes: {}, units: {}, fresh: {} };
  const add = (row: Record<string, number>, id: string) => (row[id] = (row[id] ?? 0) + 1);
  for (const { choices, unit, fresh, at } of ballots) {
    const minute = (evidence.minutes[String(Math.floor(at / 60_000))] ??= {});
    const ofUnit = (evidence.units[unit] ??= {});
    for (const id of choices) {
      add(minute, id);
      add(ofUnit, id);
      if (fresh) add(evidence.fresh, id);
    }
  }
  return evidence;
}
