import { calendarTime, instant } from '../domain/time/shanghai';

const two = (n: number) => String(n).padStart(2, '0');

/** An instant as the two pickers have it, in Shanghai. */
export function pickersOf(at: Api.Millis): { date: string; time: string } {
  const { year, month, date, hour, minute } = calendarTime(at);
  return { date: `${year}-${two(month)}-${two(date)}`, time: `${two(hour)}:${two(minute)}` };
}

export function instantOf({ date, time }: { date: string; time: string }): Api.Millis {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return instant(year, month, day, hours, minutes);
}
