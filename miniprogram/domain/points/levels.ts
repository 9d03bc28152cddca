/** A level 等级 or milestone: reached for good, though points are taken back later. */
export interface Level {
  points: number;
  name: string;
}

/** Data; fewest points first, the first from 0. */
export const readingLevels: readonly Level[] = [
  { points: 0, name: '翻开书' },
  { points: 50, name: '小读者' },
  { points: 200, name: '常读者' },
  { points: 500, name: '爱书人' },
  { points: 900, name: '领读人' },
];

/** The level of a balance, and what the next one asks for; `next` null: it is the highest. */
export function levelOf(balance: number, levels: readonly Level[] = readingLevels): { level: Level | null; next: { level: Level; missing: number } | null } {
  const level = [...levels].reverse().find(({ points }) => points <= balance) ?? null;
  const next = levels.find(({ points }) => points > balance);
  return { level, next: next ? { level: next, missing: next.points - balance } : null };
}

/** Levels that one act reached. */
export const reachedBy = (before: number, after: number, levels: readonly Level[] = readingLevels): Level[] => levels.filter(({ points }) => before < points && points <= after);
