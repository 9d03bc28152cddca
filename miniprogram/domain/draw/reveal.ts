import { minute } from '../time/shanghai';
import { commitmentOf, seedOf } from './seed';

/**
 * A draw by several units (抽签 at the 领队会): the list's hash is fixed, each unit commits to a share, all reveal, and the shares make the seed.
 * Nobody who holds a share back can choose between two outcomes: the draw is then void in public and the next one leaves them out.
 */
export interface Ceremony {
  /** Names this round; a new round is a new one. */
  id: string;
  /** Hash of the entries, fixed before the first commitment. */
  list: string;
  /** Who takes part, by id. */
  units: readonly string[];
  /** Who was left out of this round for holding a share back in an earlier one. */
  leftOut: readonly string[];
  commitments: Readonly<Record<string, string>>;
  shares: Readonly<Record<string, string>>;
  /** When the last commitment came: from then on shares are revealed; null: not yet. */
  revealFrom: number | null;
}

/** So long after the last commitment may a share be revealed. */
export const revealTime = 10 * minute;

/** With fewer outside parties than this their shares alone are no chance: the organiser's share and a public value are used instead. */
export const fewestUnits = 2;

export type CeremonyState = { state: 'committing'; missing: string[] } | { state: 'revealing'; until: number; missing: string[] } | { state: 'done' } | { state: 'void'; missing: string[] };

export type CeremonyRefusal = 'notInIt' | 'tooFew' | 'committed' | 'notYet' | 'tooLate' | 'otherShare';

export type CeremonyStep = { ok: true; ceremony: Ceremony } | { ok: false; reason: CeremonyRefusal };

/** A new round. @returns null: too few units for it */
export function beginCeremony(id: string, list: string, units: readonly string[], leftOut: readonly string[] = []): Ceremony | null {
  const taking = [...new Set(units)].filter((unit) => !leftOut.includes(unit)).sort();
  return taking.length < fewestUnits ? null : { id, list, units: taking, leftOut: [...leftOut], commitments: {}, shares: {}, revealFrom: null };
}

export function ceremonyState({ units, commitments, shares, revealFrom }: Ceremony, now: number): CeremonyState {
  if (revealFrom === null) return { state: 'committing', missing: units.filter((unit) => commitments[unit] === undefined) };
  const missing = units.filter((unit) => shares[unit] === undefined);
  if (missing.length === 0) return { state: 'done' };
  const until = revealFrom + revealTime;
  return now < until ? { state: 'revealing', until, missing } : { state: 'void', missing };
}

/** A unit hands in its commitment. The same one again changes nothing; another one is refused. */
export function commit(ceremony: Ceremony, unit: string, commitment: string, now: number): CeremonyStep {
  if (!ceremony.units.includes(unit)) return { ok: false, reason: 'notInIt' };
  const before = ceremony.commitments[unit];
  if (before !== undefined) return before === commitment ? { ok: true, ceremony } : { ok: false, reason: 'committed' };
  const commitments = { ...ceremony.commitments, [unit]: commitment };
  const all = ceremony.units.every((one) => commitments[one] !== undefined);
  return { ok: true, ceremony: { ...ceremony, commitments, revealFrom: all ? now : null } };
}

/** A unit reveals its share: only once all have committed, within the time, and only the one it committed to. */
export function reveal(ceremony: Ceremony, unit: string, share: string, now: number): CeremonyStep {
  if (!ceremony.units.includes(unit)) return { ok: false, reason: 'notInIt' };
  if (ceremony.revealFrom === null) return { ok: false, reason: 'notYet' };
  if (ceremony.commitments[unit] !== commitmentOf(ceremony.id, unit, share)) return { ok: false, reason: 'otherShare' };
  if (ceremony.shares[unit] !== undefined) return { ok: true, ceremony };
  if (now >= ceremony.revealFrom + revealTime) return { ok: false, reason: 'tooLate' };
  return { ok: true, ceremony: { ...ceremony, shares: { ...ceremony.shares, [unit]: share } } };
}

/** The seed of a round in which all have revealed: shares in the order of the units' ids; null: it is not done. */
export function ceremonySeed(ceremony: Ceremony, now: number): Uint8Array | null {
  if (ceremonyState(ceremony, now).state !== 'done') return null;
  return seedOf(ceremony.list, ceremony.units.map((unit) => ceremony.shares[unit] ?? ''));
}

/** The round after a void one: those who held their share back are named and left out. @returns null: it is not void, or too few remain */
export function nextCeremony(ceremony: Ceremony, id: string, now: number): Ceremony | null {
  const standing = ceremonyState(ceremony, now);
  return standing.state === 'void' ? beginCeremony(id, ceremony.list, ceremony.units, [...ceremony.leftOut, ...standing.missing]) : null;
}
