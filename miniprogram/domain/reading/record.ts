import { apply, brokenLedger, emptyLedger, type Ledger } from '../points/ledger';
import { daysFrom } from '../time/days';
import { runAround } from './streak';

/** A check-in 打卡 as the member's edition keeps it; the text of its note lies elsewhere. */
export interface CheckIn {
  id: string;
  /** Idempotency key and input hash of the act. */
  k: string;
  h: string;
  at: number;
  /** The day it counts for. */
  day: string;
  book: string;
  minutes: number;
  pages: number;
  /** Characters of the note; 0: none. */
  note: number;
  madeUp: boolean;
  /** Entered by a cadre from paper 代录; absent: by the member. */
  by?: string;
}

/** What the member's edition document decides: who read when, and what it earned. */
export interface ReaderRecord extends Ledger {
  checkIns: readonly CheckIn[];
  /** Number of changes; every write is conditional on it. */
  v: number;
}

export const emptyRecord: ReaderRecord = { ...emptyLedger, checkIns: [], v: 0 };

/** So many check-ins a day are kept. */
export const mostADay = 5;

/** The span of an edition, first and last day included. */
export interface Span {
  from: string;
  until: string;
}

/** before, after: not a day of the edition · often: the day has enough of them · read: a make-up for a day with a check-in · late: too far back · spent: no make-up left · noMakeUp: the edition has none · future: a make-up for today or later */
export type CheckInRefusal = 'before' | 'after' | 'often' | 'read' | 'late' | 'spent' | 'noMakeUp' | 'future';

export type CheckInDecision = { do: 'keep'; record: ReaderRecord } | { do: 'refuse'; reason: CheckInRefusal };

export const daysOf = (record: Pick<ReaderRecord, 'checkIns'>): string[] => [...new Set(record.checkIns.map(({ day }) => day))].sort();
export const makeUpsOf = (record: Pick<ReaderRecord, 'checkIns'>): number => record.checkIns.filter(({ madeUp }) => madeUp).length;

const rateOf = (rate: Api.Reading.Rate | null, amount: number): number => (rate ? rate.points * Math.floor(Math.min(amount, rate.most) / rate.each) : 0);

/**
 * Decides one check-in or make-up. A repeat of the act is found before this by its key.
 * @param today the day of the act in Shanghai: a make-up is for a day before it, any other check-in for `given.day` as dayOfCheckIn chose it
 */
export function decideCheckIn(record: ReaderRecord, rules: Api.Reading.Rules, span: Span, given: CheckIn, today: string): CheckInDecision {
  const refuse = (reason: CheckInRefusal): CheckInDecision => ({ do: 'refuse', reason });
  if (given.day < span.from) return refuse('before');
  if (given.day > span.until) return refuse('after');
  const own = record.checkIns.filter(({ day }) => day === given.day).length;
  if (given.madeUp) {
    const back = daysFrom(given.day, today);
    if (rules.makeUp === null) return refuse('noMakeUp');
    if (back < 1) return refuse('future');
    if (own > 0) return refuse('read');
    if (back > rules.makeUp.within || today > span.until) return refuse('late');
    if (makeUpsOf(record) >= rules.makeUp.most) return refuse('spent');
  } else if (own >= mostADay) return refuse('often');
  const checkIns = [...record.checkIns, given];
  const ledger = withBonuses(given.madeUp ? record : withBase(record, rules, given), rules, checkIns, given, today);
  return { do: 'keep', record: { ...ledger, checkIns, v: record.v + 1 } };
}

/** Base points: each rule once a day, all together within the day's limit, and within the book's where there is one. */
function withBase(ledger: Ledger, rules: Api.Reading.Rules, given: CheckIn): Ledger {
  const { note, bookMost } = rules;
  const earned: [string, number][] = [
    ['checkIn', rules.checkIn],
    ['note', note && given.note >= note.characters ? note.points : 0],
    ['minutes', rateOf(rules.minutes, given.minutes)],
    ['pages', rateOf(rules.pages, given.pages)],
  ];
  return earned.reduce((so: Ledger, [rule, points]) => {
    const room = bookMost === null ? points : bookMost - givenFor(so, given);
    const n = Math.min(points, room);
    return n > 0 ? apply(so, { id: `${rule}:day:${given.day}`, n, at: given.at, day: given.day, base: true, of: given.id, why: given.book }, rules.dayMost) : so;
  }, ledger);
}

const givenFor = ({ entries }: Ledger, { book }: CheckIn): number => entries.reduce((sum, { base, why, n }) => (base && why === book ? sum + n : sum), 0);

/**
 * Bonuses of the run that this day is now part of, each once an edition. They count for the day of the act: a make-up
 * moves no rank of a day that is over, and comes no earlier than it was made.
 */
function withBonuses(ledger: Ledger, { streaks }: Api.Reading.Rules, checkIns: readonly CheckIn[], given: CheckIn, today: string): Ledger {
  const run = runAround(daysOf({ checkIns }), given.day);
  return streaks
    .filter(({ days }) => days <= run)
    .reduce((so: Ledger, { days, points }) => apply(so, { id: `streak:${days}:all`, n: points, at: given.at, day: given.madeUp ? today : given.day, base: false, of: given.id, why: '' }, 0), ledger);
}

/** What must hold of a record at all times, in words: recomputed plainly from its check-ins. */
export function brokenRecord(record: ReaderRecord, rules: Api.Reading.Rules, span: Span): string[] {
  const broken = brokenLedger(record, rules.dayMost);
  const { checkIns, entries } = record;
  if (new Set(checkIns.map(({ id }) => id)).size !== checkIns.length) broken.push('a check-in twice');
  if (new Set(checkIns.map(({ k }) => k)).size !== checkIns.length) broken.push('an act twice');
  if (checkIns.some(({ day }) => day < span.from || day > span.until)) broken.push('a day outside the edition');
  if (makeUpsOf(record) > (rules.makeUp?.most ?? 0)) broken.push(`${makeUpsOf(record)} make-ups`);
  for (const { id, of } of entries) {
    if (!id.startsWith('reversal:') && !checkIns.some((one) => one.id === of)) broken.push(`${id} for no check-in`);
    if (/^(?:checkIn|note|minutes|pages):/.test(id) && checkIns.find((one) => one.id === of)?.madeUp === true) broken.push(`${id} for a make-up`);
  }
  const longest = Math.max(0, ...daysOf(record).map((day) => runAround(daysOf(record), day)));
  for (const { days, points } of rules.streaks) {
    const bonus = entries.find(({ id }) => id === `streak:${days}:all`);
    if ((bonus?.n ?? 0) !== (longest >= days ? points : 0)) broken.push(`a run of ${longest}, bonus of ${days} days ${bonus?.n ?? 0}`);
  }
  return broken;
}
