/** What came in for one candidate, summed over the batches that were looked at. */
export interface Watch {
  /** Votes by minute since 1970, by unit, and from accounts of less than a week. */
  minutes: Readonly<Record<string, number>>;
  units: Readonly<Record<string, number>>;
  fresh: number;
  votes: number;
}

/** Something to look at, with its evidence; it changes no count. burst 突增 · fresh 新账号 · unit 单位集中 */
export interface Flag {
  kind: 'burst' | 'fresh' | 'unit';
  candidate: string;
  /** Of a burst: the minute, ms; else 0. */
  minute: number;
  /** Of a unit: its id; else empty. */
  unit: string;
  votes: number;
  /** Of how many: the usual minute's votes, or all votes of the candidate. */
  of: number;
}

/** From which size on something is worth a look; data, the same for every vote. */
export const limits = { burst: { votes: 30, timesUsual: 5 }, fresh: { votes: 20, share: 0.3 }, unit: { votes: 20, share: 0.6 } };

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}

/**
 * Flags of one candidate: minutes with many times the usual votes, a large share of new accounts, a large share of one unit.
 * A unit that stands behind its own candidate is flagged too: to be looked at is no blame.
 */
export function flagsOf(candidate: string, { minutes, units, fresh, votes }: Watch): Flag[] {
  const flags: Flag[] = [];
  const usual = Math.max(1, median(Object.values(minutes)));
  for (const [minute, count] of Object.entries(minutes)) {
    if (count >= limits.burst.votes && count >= limits.burst.timesUsual * usual) flags.push({ kind: 'burst', candidate, minute: Number(minute) * 60_000, unit: '', votes: count, of: usual });
  }
  if (fresh >= limits.fresh.votes && fresh >= limits.fresh.share * votes) flags.push({ kind: 'fresh', candidate, minute: 0, unit: '', votes: fresh, of: votes });
  for (const [unit, count] of Object.entries(units)) {
    if (count >= limits.unit.votes && count >= limits.unit.share * votes) flags.push({ kind: 'unit', candidate, minute: 0, unit, votes: count, of: votes });
  }
  return flags.sort((a, b) => b.votes - a.votes);
}
