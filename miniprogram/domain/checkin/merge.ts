import { hour } from '../time/shanghai';

/** One scan at a gate, told at once or later. All scans of a member are kept; who was first is worked out from them. */
export interface Scan {
  /** Made by the phone: told twice, it is one scan. */
  id: string;
  gate: string;
  /** Who scanned; the member's own id where they scanned the code of the place. */
  by: string;
  /** By the server's clock; of an offline scan the phone's time and its correction. */
  at: number;
  online: boolean;
  /** pass: 入场码 · name: found in the list · manual: let in with a reason · self: scanned 现场签到码 · paper: 代录. */
  kind: 'pass' | 'name' | 'manual' | 'self' | 'paper';
  /** Seen leaving, where an activity counts exits; absent: seen entering. */
  out?: true;
}

/** Before this one in the order in which scans count: online before offline, then by time, then by id, so that no two are equal. */
function before(a: Scan, b: Scan): number {
  if (a.online !== b.online) return a.online ? -1 : 1;
  return a.at - b.at || (a.id < b.id ? -1 : 1);
}

/** The scan that let the member in: the first accepted online, else the earliest by corrected time. The others are duplicates. */
export function firstOf<S extends Scan>(scans: readonly S[]): S | null {
  return [...scans].sort(before)[0] ?? null;
}

/** Takes a scan to those known; one that is there already changes nothing. The result is the same for every order of taking. */
export function keepScan<S extends Scan>(scans: readonly S[], scan: S): readonly S[] {
  if (scans.some(({ id }) => id === scan.id)) return scans;
  return [...scans, scan].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Doors open this long before the session, and a pass lives this long after it. */
export const doorsBefore = 12 * hour;
export const validAfter = hour;

/**
 * When an offline scan was made: the phone's time with its correction, and never outside the hours in which one can be made.
 * The moment of telling plays no part, so that the order of telling plays none.
 */
export function scanTime(deviceAt: number, correction: number, session: { startsAt: number; endsAt: number }): number {
  return Math.min(Math.max(deviceAt + correction, session.startsAt - doorsBefore), session.endsAt + validAfter);
}
