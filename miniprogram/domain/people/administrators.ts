import { day } from '../time/shanghai';

/**
 * The administrators of a whole city, counted in one document so that two of them who revoke each other at the same time meet there.
 * Whoever is counted is one in fact: counted after the grant, uncounted before the revocation (docs/decisions/0011).
 */

export interface Administrator {
  /** Id of the grant. */
  g: string;
  /** The person. */
  u: string;
  /** When the grant ends. */
  e: number;
}

export interface Administrators {
  admins: readonly Administrator[];
  /** Ids of grants that were revoked: a late count of one changes nothing. */
  gone: readonly string[];
}

/** Whoever remains must hold the office at least this much longer, ms: else the city would be without one soon after. */
export const reserve = 30 * day;

/** With this one counted; null: nothing changes. */
export function counted(before: Administrators, one: Administrator): Administrators | null {
  if (before.gone.includes(one.g)) return null;
  if (before.admins.some(({ g, e }) => g === one.g && e >= one.e)) return null;
  return { ...before, admins: [...before.admins.filter(({ g }) => g !== one.g), one] };
}

/** Without this grant; null: it is out already; `last`: nobody would remain. */
export function released(before: Administrators, grantId: string, now: number): Administrators | null | 'last' {
  if (before.gone.includes(grantId)) return null;
  const admins = before.admins.filter(({ g }) => g !== grantId);
  if (!admins.some(({ e }) => e > now + reserve)) return 'last';
  return { admins, gone: [...before.gone, grantId] };
}
