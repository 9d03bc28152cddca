import { day, hour, startOfDay } from '../time/shanghai';

/**
 * A unit's book room 职工书屋: what becomes of the copies of one title. At all times every copy is on the shelf, with a borrower, or kept for
 * somebody who waited for it: `loans + kept ≤ copies`. Instants are milliseconds.
 */

export interface Loan {
  id: string;
  uid: string;
  /** Which of the books that one may hold at once this is, from 0. */
  slot: number;
  at: number;
  /** The instant from which it is overdue: the end of the last day. */
  due: number;
  /** It was lent on 续借 once. */
  renewed: boolean;
  /** How many of `reminders` were dealt with. */
  reminded: number;
}

/** A copy that came back and is kept for whoever was first in line. */
export interface Kept {
  uid: string;
  /** From this instant it is the next one's. */
  until: number;
  told: boolean;
}

export interface Stock {
  copies: number;
  loans: readonly Loan[];
  kept: readonly Kept[];
  /** Members who want it, first come first. */
  line: readonly string[];
}

export interface RoomRules {
  /** A loan ends with the last of so many days after its own. */
  days: number;
  /** Books a member may hold at once. */
  most: number;
}

/** What a room may set. */
export const roomLimits = { days: { least: 3, most: 90 }, most: { least: 1, most: 10 }, copies: { least: 1, most: 50 } } as const;
/** Members in line for a title at most. */
export const longestLine = 30;
/** A copy that came back is kept so long for who is next. */
export const keepFor = 3 * day;

/** When the holder hears of a loan, from its end on, ms: the morning of the day before the last, the morning after, and thrice more. */
export const reminders = [-2, 0, 7, 14, 28].map((days) => days * day + 9 * hour);

/** have: holds this title · limit: holds as many as one may · out: no copy is free · line: the line is full · free: a copy can be had at once · waited: somebody waits for it · renewed: once is all · overdue */
export type RoomFault = 'have' | 'limit' | 'out' | 'line' | 'free' | 'waited' | 'renewed' | 'overdue';
export type Settled<S> = { stock: S } | { fault: RoomFault };

export const freeCopies = ({ copies, loans, kept }: Pick<Stock, 'copies' | 'loans' | 'kept'>): number => copies - loans.length - kept.length;

export const endOfLoan = (now: number, days: number): number => startOfDay(now) + (days + 1) * day;

/** What was kept too long is nobody's any more, and whatever is free is kept for who is next in line. */
export function settle<S extends Stock>(stock: S, now: number): S {
  const kept = stock.kept.filter(({ until }) => now < until);
  const next = stock.line.slice(0, Math.max(0, freeCopies({ ...stock, kept })));
  if (kept.length === stock.kept.length && next.length === 0) return stock;
  return { ...stock, kept: [...kept, ...next.map((uid) => ({ uid, until: now + keepFor, told: false }))], line: stock.line.slice(next.length) };
}

/** The first number that none of the books has which a member holds; null: they hold as many as they may. */
export function freeSlot(taken: readonly number[], most: number): number | null {
  if (taken.length >= most) return null;
  for (let slot = 0; slot < most; slot += 1) if (!taken.includes(slot)) return slot;
  return null;
}

/** Lends a copy: one that is free, or the one that is kept for this member. */
export function lend<S extends Stock>(before: S, loan: Loan, now: number): Settled<S> {
  const stock = settle(before, now);
  if (stock.loans.some(({ uid }) => uid === loan.uid)) return { fault: 'have' };
  const without = leaveLine(stock, loan.uid);
  return freeCopies(without) > 0 ? { stock: { ...without, loans: [...stock.loans, loan] } } : { fault: 'out' };
}

const leaveLine = <S extends Stock>(stock: S, uid: string): S => ({ ...stock, kept: stock.kept.filter((one) => one.uid !== uid), line: stock.line.filter((one) => one !== uid) });

/** A copy came back, or did not and never will: then there is one copy less. */
export function endLoan<S extends Stock>(stock: S, loanId: string, lost: boolean, now: number): S {
  const loans = stock.loans.filter(({ id }) => id !== loanId);
  if (loans.length === stock.loans.length) return stock;
  return settle({ ...stock, loans, copies: lost ? stock.copies - 1 : stock.copies }, now);
}

/** Gets into line for a title of which every copy is out; whoever is in it stays where they are. */
export function getInLine<S extends Stock>(before: S, uid: string, now: number): Settled<S> {
  const stock = settle(before, now);
  if (stock.loans.some((one) => one.uid === uid)) return { fault: 'have' };
  if (stock.kept.some((one) => one.uid === uid) || stock.line.includes(uid)) return { stock };
  if (freeCopies(stock) > 0) return { fault: 'free' };
  return stock.line.length >= longestLine ? { fault: 'line' } : { stock: { ...stock, line: [...stock.line, uid] } };
}

/** Wants it no more: also gives up the copy that is kept. */
export const getOutOfLine = <S extends Stock>(stock: S, uid: string, now: number): S => settle(leaveLine(stock, uid), now);

/** Lends on 续借: once, in time, and if nobody waits. */
export function renew<S extends Stock>(before: S, loanId: string, days: number, now: number): Settled<S> {
  const stock = settle(before, now);
  const loan = stock.loans.find(({ id }) => id === loanId);
  if (!loan || now >= loan.due) return { fault: 'overdue' };
  if (loan.renewed) return { fault: 'renewed' };
  if (stock.line.length > 0) return { fault: 'waited' };
  return { stock: { ...stock, loans: stock.loans.map((one) => (one === loan ? { ...one, due: loan.due + days * day, renewed: true, reminded: 0 } : one)) } };
}

/** So many copies more, or fewer: only those on the shelf can be written off. */
export function changeCopies<S extends Stock>(before: S, by: number, now: number): Settled<S> {
  const stock = settle(before, now);
  return freeCopies(stock) + by < 0 ? { fault: 'out' } : { stock: settle({ ...stock, copies: stock.copies + by }, now) };
}

/** How many of the reminders of a loan are due. */
export const remindersDue = ({ due }: Pick<Loan, 'due'>, now: number): number => reminders.filter((after) => due + after <= now).length;

/** The next instant at which something is to be done about a title of itself; null: nothing. */
export function wakeAt({ loans, kept }: Pick<Stock, 'loans' | 'kept'>): number | null {
  const ahead = loans.flatMap(({ due, reminded }) => reminders.slice(reminded, reminded + 1).map((after) => due + after));
  const all = [...ahead, ...kept.map(({ until, told }) => (told ? until : 0))];
  return all.length === 0 ? null : Math.min(...all);
}

/** The end of the loan that ends first; null: none is out. */
export const firstDue = (loans: readonly Pick<Loan, 'due'>[]): number | null => (loans.length === 0 ? null : Math.min(...loans.map(({ due }) => due)));
