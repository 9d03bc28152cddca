/**
 * Points 积分 of one member in one edition: a ledger of entries that are only added. The balance is their sum; what was wrong is undone by an
 * entry of its own. An entry's id is `rule:subject:period` and says what it can be given for but once.
 */

export interface Entry {
  /** Idempotency key; 3–120 characters. */
  id: string;
  /** Whole points; negative: a reversal. */
  n: number;
  /** Instant at which it was given. */
  at: number;
  /** The day it counts for in the rankings of days, weeks and months. */
  day: string;
  /** Does the day's limit hold it? Bonuses and reversals stand outside. */
  base: boolean;
  /** What it was given for: a check-in's id, or the id of the entry that it reverses. */
  of: string;
  /** Why, where the id does not say it, such as the note that a reversed one equals; empty: the id says it. */
  why: string;
}

export interface Ledger {
  entries: readonly Entry[];
  /** Sum of the entries. */
  balance: number;
  /** Instant of the last entry that gave points; 0: none. Of equal balances the earlier one goes first. */
  lastAt: number;
}

export const emptyLedger: Ledger = { entries: [], balance: 0, lastAt: 0 };

/** Entries of one member and edition at most: a document stays small. Far above what the rules of an edition of 100 days can give. */
export const mostEntries = 800;

const ruleOf = (id: string): string => id.slice(0, id.indexOf(':'));

/** Points within the day's limit that were given for a day: a reversal does not free them. */
export function givenOn(entries: readonly Entry[], day: string): number {
  return entries.reduce((sum, entry) => (entry.base && entry.day === day ? sum + entry.n : sum), 0);
}

/**
 * Adds an entry; one whose id is there already changes nothing, whatever else it says.
 * @param dayMost the day's limit for base entries: what is above it is left out; an entry of which nothing is left is none
 * @throws RangeError: no whole number, or the ledger is full
 */
export function apply(ledger: Ledger, entry: Entry, dayMost: number): Ledger {
  if (!Number.isSafeInteger(entry.n)) throw new RangeError(`${entry.n} points`);
  if (ledger.entries.some(({ id }) => id === entry.id)) return ledger;
  const n = entry.base ? Math.min(entry.n, Math.max(0, dayMost - givenOn(ledger.entries, entry.day))) : entry.n;
  if (n === 0) return ledger;
  if (ledger.entries.length >= mostEntries) throw new RangeError('the ledger is full');
  const lastAt = n > 0 ? Math.max(ledger.lastAt, entry.at) : ledger.lastAt;
  return { entries: [...ledger.entries, { ...entry, n }], balance: ledger.balance + n, lastAt };
}

/** Takes an entry back, once. @returns null: there is no such entry, or it is a reversal itself */
export function reverse(ledger: Ledger, id: string, at: number, why: string): Ledger | null {
  const wrong = ledger.entries.find((entry) => entry.id === id);
  if (!wrong || ruleOf(id) === 'reversal') return null;
  return apply(ledger, { id: `reversal:${id}`, n: -wrong.n, at, day: wrong.day, base: false, of: id, why }, 0);
}

/** Points of the days from one to another, both included: what the rankings of a day, a week or a month go by. */
export function earnedWithin(entries: readonly Entry[], from: string, until: string): number {
  return entries.reduce((sum, { n, day }) => (from <= day && day <= until ? sum + n : sum), 0);
}

/** What must hold of a ledger at all times; each broken rule in words. */
export function brokenLedger(ledger: Ledger, dayMost: number): string[] {
  const broken: string[] = [];
  const { entries } = ledger;
  const sum = entries.reduce((total, { n }) => total + n, 0);
  if (sum !== ledger.balance) broken.push(`balance ${ledger.balance}, entries ${sum}`);
  if (ledger.balance < 0) broken.push(`balance ${ledger.balance}`);
  if (new Set(entries.map(({ id }) => id)).size !== entries.length) broken.push('an entry twice');
  for (const day of new Set(entries.map((entry) => entry.day))) {
    if (givenOn(entries, day) > dayMost) broken.push(`${givenOn(entries, day)} points on ${day}`);
  }
  for (const { id, n, of } of entries) {
    if (ruleOf(id) === 'reversal' ? entries.find((entry) => entry.id === of)?.n !== -n : n <= 0) broken.push(`${id} of ${n}`);
  }
  const last = Math.max(0, ...entries.filter(({ n }) => n > 0).map(({ at }) => at));
  if (last !== ledger.lastAt) broken.push(`last point at ${last}, kept ${ledger.lastAt}`);
  return broken;
}
