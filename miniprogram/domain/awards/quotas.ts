/** A unit's share of places 名额分配. */
export interface Quota {
  id: string;
  weight: number;
  places: number;
}

/**
 * Shares out places by weight, largest remainder first (最大余数法): everybody gets the whole part of their exact share, what is left goes to the
 * largest remainders. Equal remainders: the larger weight, then the id, so that whoever computes it again comes to the same.
 * @param weights whole, not negative; products stay below 2^53
 * @throws RangeError: a weight or the number of places is no whole number
 */
export function quotasOf(weights: readonly { id: string; weight: number }[], places: number): Quota[] {
  if (!Number.isInteger(places) || places < 0) throw new RangeError(`${places} places`);
  for (const { weight } of weights) if (!Number.isInteger(weight) || weight < 0) throw new RangeError(`weight ${weight}`);
  const total = weights.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return weights.map(({ id, weight }) => ({ id, weight, places: 0 }));
  const shares = weights.map(({ id, weight }) => ({ id, weight, places: Math.floor((weight * places) / total), rest: (weight * places) % total }));
  const left = places - shares.reduce((sum, share) => sum + share.places, 0);
  const first = [...shares].sort((a, b) => b.rest - a.rest || b.weight - a.weight || (a.id < b.id ? -1 : 1)).slice(0, left);
  return shares.map((share) => ({ id: share.id, weight: share.weight, places: share.places + (first.includes(share) ? 1 : 0) }));
}
