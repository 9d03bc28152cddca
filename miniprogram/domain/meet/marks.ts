/**
 * Marks as officials read them and as they count (成绩). Times are ms, lengths mm, wind tenths of a m/s. The official mark is the rounded one: rank, ties and
 * records use it; the unrounded time of a photo-finish only ever decides a tie for the last place by time.
 */

const steps: Readonly<Record<Api.Meet.Timing, number>> = { hand: 100, photo: 10 };

/** Hand time up to the next 1/10 s (11.13 → 11.2), photo-finish up to the next 1/100 s. @param ms as read */
export function officialTime(ms: number, timing: Api.Meet.Timing): number {
  return Math.ceil(ms / steps[timing]) * steps[timing];
}

/** Lengths down to the cm. @param mm as measured */
export function officialLength(mm: number): number {
  return Math.floor(mm / 10) * 10;
}

/**
 * What the watches of one lane say: of three the two that agree, else the middle one — which is the middle one either way; of two the slower.
 * @param ms as read, in any order
 * @returns null: no watch
 */
export function byWatches(ms: readonly number[]): number | null {
  const sorted = [...ms].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? null;
}

/** Wind is read up to the next tenth: +2.03 → 21, −1.28 → −12. @param hundredths of a m/s */
export function officialWind(hundredths: number): number {
  return Math.ceil(hundredths / 10) + 0;
}

/** What follows from violations in a 趣味 event. */
export type Ruling = { ruling: 'counts'; added: number } | { ruling: 'rerun' } | { ruling: 'DQ' };

/**
 * A penalty for each violation, or one rerun and then DQ (by the rulebook).
 * @param reruns how often the team has run again already
 */
export function ruling({ measure, violation }: Pick<Api.Meet.Event, 'measure' | 'violation'>, violations: number, reruns: number): Ruling {
  if (violations === 0) return { ruling: 'counts', added: 0 };
  if (violation === 'penalty') return { ruling: 'counts', added: measure.kind === 'timePenalty' ? measure.penalty * violations : 0 };
  return { ruling: reruns === 0 ? 'rerun' : 'DQ' };
}

/** Sum over the members of a team, each mark official before it is added; null: somebody has none. */
export function sumOfMembers(marks: readonly (number | null)[]): number | null {
  let sum = 0;
  for (const mark of marks) {
    if (mark === null) return null;
    sum += mark;
  }
  return marks.length > 0 ? sum : null;
}

/** 11200 → 11.2 by hand, 11.20 by photo; 62340 → 1:02.34 */
export function timeText(ms: number, timing: Api.Meet.Timing): string {
  const digits = timing === 'hand' ? 1 : 2;
  const units = Math.round(ms / steps[timing]);
  const perSecond = 10 ** digits;
  const [seconds, rest] = [Math.floor(units / perSecond), units % perSecond];
  const tail = `.${String(rest).padStart(digits, '0')}`;
  if (seconds < 60) return `${seconds}${tail}`;
  const [minutes, left] = [Math.floor(seconds / 60), String(seconds % 60).padStart(2, '0')];
  return minutes < 60 ? `${minutes}:${left}${tail}` : `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}:${left}${tail}`;
}

/** 5430 → 5.43 (metres) */
export function lengthText(mm: number): string {
  return `${Math.floor(mm / 1000)}.${String(Math.floor((mm % 1000) / 10)).padStart(2, '0')}`;
}

/** 21 → +2.1 (m/s) */
export function windText(tenths: number): string {
  const size = Math.abs(tenths);
  return `${tenths < 0 ? '-' : '+'}${Math.floor(size / 10)}.${size % 10}`;
}
