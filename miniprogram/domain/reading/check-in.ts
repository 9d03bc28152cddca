import { graphemes } from '../text/clean';
import { calendarTime, dayOf } from '../time/shanghai';
import { addDays } from '../time/days';

/** A day has no more minutes; a thick book has fewer pages. */
export const mostMinutes = 1440;
export const mostPages = 2000;
/** Characters of a note: WeChat's check of texts takes 2,500. */
export const mostNote = 2000;

/** nothing: neither minutes nor pages · minutes, pages: not a whole number in their range */
export type AmountFault = 'nothing' | 'minutes' | 'pages';

export function checkAmounts({ minutes, pages }: { minutes: number; pages: number }): AmountFault | null {
  if (!Number.isInteger(minutes) || minutes < 0 || minutes > mostMinutes) return 'minutes';
  if (!Number.isInteger(pages) || pages < 0 || pages > mostPages) return 'pages';
  return minutes + pages === 0 ? 'nothing' : null;
}

/** Characters of a note as the rules count them: without spaces and line breaks. */
export const noteLength = (text: string): number => graphemes(text.replace(/[\s\u3000\u200B-\u200D\u2060]/gu, ''));

/** May a check-in now be booked to the day before (夜班)? */
export const mayBeYesterday = ({ nightUntil }: Pick<Api.Reading.Rules, 'nightUntil'>, now: number): boolean => nightUntil !== null && calendarTime(now).hour < nightUntil;

/** The day that a check-in at this instant counts for; null: it cannot be booked to the day before. */
export function dayOfCheckIn(rules: Pick<Api.Reading.Rules, 'nightUntil'>, now: number, night: boolean): string | null {
  if (!night) return dayOf(now);
  return mayBeYesterday(rules, now) ? addDays(dayOf(now), -1) : null;
}
