/** Which songs are one and the same, and who sings an own song 自选曲目 that only so many units may sing. */

/** A title in one spelling: 《我爱你，中国》 and 我爱你中国 are one. Empty: a title of signs alone. */
export function songKey(title: string): string {
  return title.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** The keys of the own songs of an entry, each once, sorted. */
export function ownKeys(songs: readonly Pick<Api.Contest.Song, 'kind' | 'title'>[]): string[] {
  return [...new Set(songs.filter(({ kind }) => kind === 'own').map(({ title }) => songKey(title)))].sort();
}

/** An entry's hold on a song, or on one of its unit's places. */
export interface Claim {
  entry: string;
  unit: string;
  unitName: string;
  /** When it was made: the earlier registration. */
  since: number;
  /** When an act last made sure of it. */
  touched: number;
  /** The call that did. */
  by: string;
}

/** unit: so many units, each with any number of entries. entry: so many entries. */
export type ClaimLimit = { by: 'unit' | 'entry'; most: number };

/**
 * Makes a claim, or makes sure of one that is there.
 * @returns the claims as they are then; `earlier`: no room, and whose the others are, first come first
 */
export function claimed(claims: readonly Claim[], mine: Omit<Claim, 'since' | 'touched'>, { by, most }: ClaimLimit, now: number): { next: Claim[] } | { earlier: Claim[] } {
  const before = claims.find(({ entry }) => entry === mine.entry);
  if (before) return { next: claims.map((claim) => (claim === before ? { ...claim, touched: Math.max(now, claim.touched), by: mine.by } : claim)) };
  const others = claims.filter((claim) => by === 'entry' || claim.unit !== mine.unit);
  const taken = by === 'entry' ? others.length : new Set(others.map(({ unit }) => unit)).size;
  if (taken >= most) return { earlier: [...others].sort((a, b) => a.since - b.since || (a.entry < b.entry ? -1 : 1)) };
  return { next: [...claims, { ...mine, since: now, touched: now }] };
}

/** The claims without the one that a call made for an entry which it then could not write; another call that has made sure of it since keeps it. */
export function givenBack(claims: readonly Claim[], { entry, by }: Pick<Claim, 'entry' | 'by'>): Claim[] {
  return claims.filter((claim) => claim.entry !== entry || claim.by !== by);
}

/** The claims without an entry's, unless an act has made sure of it after `until`. */
export function released(claims: readonly Claim[], entry: string, until: number): Claim[] {
  return claims.filter((claim) => claim.entry !== entry || claim.touched > until);
}
