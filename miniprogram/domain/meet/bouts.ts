/** Bouts 局 of a match, such as 拔河 best of 3: won by home or away. */
export type Bout = 'home' | 'away';

/** Who has won so many bouts that the other cannot catch up; null: it goes on. */
export function winnerOf(bouts: readonly Bout[], bestOf: number): Bout | null {
  const needed = Math.floor(bestOf / 2) + 1;
  for (const side of ['home', 'away'] as const) if (bouts.filter((bout) => bout === side).length >= needed) return side;
  return null;
}

/** Is this a list that can have been played: nothing after the decision, and no more than there are? */
export function playable(bouts: readonly Bout[], bestOf: number): boolean {
  return bouts.length <= bestOf && winnerOf(bouts.slice(0, -1), bestOf) === null;
}
