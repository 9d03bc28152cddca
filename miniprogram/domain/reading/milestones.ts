/** Milestones of an edition: days with a check-in, and hours read. They carry no points: those come from the rules of the edition. */

export interface Milestone {
  /** Days read, or minutes. */
  of: 'days' | 'minutes';
  /** What it takes. */
  at: number;
}

/** In the order in which an everyday reader reaches them; a later one is never easier than an earlier of its kind. */
export const milestones: readonly Milestone[] = [
  { of: 'days', at: 1 },
  { of: 'days', at: 7 },
  { of: 'minutes', at: 600 },
  { of: 'days', at: 14 },
  { of: 'days', at: 21 },
  { of: 'minutes', at: 1800 },
  { of: 'days', at: 30 },
  { of: 'minutes', at: 3600 },
  { of: 'days', at: 60 },
  { of: 'days', at: 100 },
];

export interface Read {
  days: number;
  minutes: number;
}

/**
 * What was reached, easiest first, and the next one with what is missing. Days that the edition does not have are left out.
 * @param length days of the edition
 */
export function milestonesOf(read: Read, length: number): { reached: Milestone[]; next: (Milestone & { missing: number }) | null } {
  const there = milestones.filter(({ of, at }) => of === 'minutes' || at <= length);
  const next = there.find(({ of, at }) => read[of] < at);
  return { reached: there.filter(({ of, at }) => read[of] >= at), next: next ? { ...next, missing: next.at - read[next.of] } : null };
}

/** The greatest of those that these reached and those had not. null: none is new */
export function newMilestone(before: Read, after: Read, length: number): Milestone | null {
  const old = milestonesOf(before, length).reached.length;
  const { reached } = milestonesOf(after, length);
  return reached.length > old ? (reached.filter(({ of, at }) => before[of] < at).pop() ?? null) : null;
}
