/** Dates and times as people say them, in Asia/Shanghai whatever the phone is set to. All arguments are Millis. */

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** China has no daylight saving: the offset is fixed. */
const shanghai = 8 * hour;
const weekdays = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'];

function parts(ms: Api.Millis) {
  const at = new Date(ms + shanghai);
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, date: at.getUTCDate(), weekday: weekdays[at.getUTCDay()] ?? '', hours: at.getUTCHours(), minutes: at.getUTCMinutes() };
}

/** Whole calendar days from `now` to `ms`: 0 today, 1 tomorrow, −1 yesterday. */
export function daysAhead(ms: Api.Millis, now: Api.Millis): number {
  return Math.floor((ms + shanghai) / day) - Math.floor((now + shanghai) / day);
}

const two = (n: number) => String(n).padStart(2, '0');

/** 9:05 */
export function clockTime(ms: Api.Millis): string {
  const { hours, minutes } = parts(ms);
  return `${hours}:${two(minutes)}`;
}

/** 9:05:07, as a pass shows it. */
export function clockSeconds(ms: Api.Millis): string {
  return `${clockTime(ms)}:${two(new Date(ms).getUTCSeconds())}`;
}

/** 12月1日; with the year where it is not this one. */
export function calendarDay(ms: Api.Millis, now: Api.Millis): string {
  const { year, month, date } = parts(ms);
  return `${year === parts(now).year ? '' : `${year}年`}${month}月${date}日`;
}

const near: Record<number, string> = { [-1]: '昨天', 0: '今天', 1: '明天', 2: '后天' };

/** 今天, 明天, 后天, 昨天, else 11月28日 周六. */
export function dayWords(ms: Api.Millis, now: Api.Millis): string {
  return near[daysAhead(ms, now)] ?? `${calendarDay(ms, now)} ${parts(ms).weekday}`;
}

/** 今天 9:00 */
export function moment(ms: Api.Millis, now: Api.Millis): string {
  return `${dayWords(ms, now)} ${clockTime(ms)}`;
}

/** 明天 9:00–11:30; over several days 12月1日 – 12月20日. */
export function span(startsAt: Api.Millis, endsAt: Api.Millis, now: Api.Millis): string {
  if (daysAhead(startsAt, endsAt) === 0) return `${moment(startsAt, now)}–${clockTime(endsAt)}`;
  return `${calendarDay(startsAt, now)} – ${calendarDay(endsAt, now)}`;
}

/** 11月28日 周六 9:00–11:30, for paper that outlives today. */
export function printedSpan(startsAt: Api.Millis, endsAt: Api.Millis): string {
  const dated = (ms: Api.Millis) => `${calendarDay(ms, startsAt)} ${parts(ms).weekday}`;
  const begin = `${dated(startsAt)} ${clockTime(startsAt)}`;
  return daysAhead(startsAt, endsAt) === 0 ? `${begin}–${clockTime(endsAt)}` : `${begin} – ${dated(endsAt)}`;
}

/** 还有 2 天 · 还有 3 小时 · 还有 12 分钟 · 马上 */
export function untilWords(ms: Api.Millis, now: Api.Millis): string {
  const ahead = daysAhead(ms, now);
  if (ahead >= 1 && ms - now >= 12 * hour) return `还有 ${ahead} 天`;
  if (ms - now >= hour) return `还有 ${Math.floor((ms - now) / hour)} 小时`;
  if (ms - now >= minute) return `还有 ${Math.floor((ms - now) / minute)} 分钟`;
  return '马上';
}

/** 今天 9:00 开始 · 还有 2 小时; then 正在进行 · 11:30 结束; then 已结束. */
export function progressWords(startsAt: Api.Millis, endsAt: Api.Millis, now: Api.Millis): string {
  if (now >= endsAt) return `已于${dayWords(endsAt, now)}结束`;
  if (now >= startsAt) return `正在进行 · ${daysAhead(endsAt, now) === 0 ? clockTime(endsAt) : (near[daysAhead(endsAt, now)] ?? calendarDay(endsAt, now))} 结束`;
  return `${moment(startsAt, now)} 开始 · ${untilWords(startsAt, now)}`;
}

/** 2 天 03:04:05 · 3:04:05 · 04:05; rounded up, so that it reaches nought when the moment comes. */
export function countdown(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  const days = Math.floor(seconds / 86_400);
  const hours = Math.floor(seconds / 3600) % 24;
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  if (days > 0) return `${days} 天 ${two(hours)}:${rest}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}

/** 早上好 by the hour of the day. */
export function greeting(now: Api.Millis): string {
  const { hours } = parts(now);
  if (hours < 5) return '夜深了';
  if (hours < 9) return '早上好';
  if (hours < 12) return '上午好';
  if (hours < 14) return '中午好';
  if (hours < 18) return '下午好';
  return '晚上好';
}
