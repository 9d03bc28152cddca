/**
 * Tencent's timer expressions: second minute hour day month weekday year, read as Beijing time (no summer time).
 * Each field: `*`, a number, a list `1,2`, a range `1-5`, a step `*` + `/5`. Months and weekdays also by name; weekday 0 or 7 is Sunday.
 * When both day and weekday are given, either one is enough, as Tencent has it.
 */
export interface Cron {
  readonly second: ReadonlySet<number>;
  readonly minute: ReadonlySet<number>;
  readonly hour: ReadonlySet<number>;
  readonly day: ReadonlySet<number> | undefined;
  readonly month: ReadonlySet<number>;
  readonly weekday: ReadonlySet<number> | undefined;
  readonly year: ReadonlySet<number>;
}

const beijingMs = 8 * 3_600_000;
const dayMs = 86_400_000;
const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const weekdays = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/** @throws RangeError naming the field that does not fit */
export function parseCron(expression: string): Cron {
  const fields = expression.trim().split(/\s+/);
  if (fields.length !== 7) throw new RangeError(`a timer needs seven fields: ${expression}`);
  const [second = '', minute = '', hour = '', day = '', month = '', weekday = '', year = ''] = fields;
  return {
    second: parseField(second, 0, 59),
    minute: parseField(minute, 0, 59),
    hour: parseField(hour, 0, 23),
    day: isAny(day) ? undefined : parseField(day, 1, 31),
    month: parseField(month, 1, 12, months, 1),
    weekday: isAny(weekday) ? undefined : new Set([...parseField(weekday, 0, 7, weekdays, 0)].map((value) => value % 7)),
    year: parseField(year, 1970, 2099),
  };
}

/** The first moment (ms) strictly after `after` that fits, or undefined when there is none within five years. */
export function nextOccurrence(cron: Cron, after: number): number | undefined {
  const start = Math.floor(after / 1000) * 1000 + 1000 + beijingMs;
  let time = start;
  const end = start + 5 * 366 * dayMs;
  while (time < end) {
    const date = new Date(time);
    if (!dayFits(cron, date)) {
      time = Math.floor(time / dayMs) * dayMs + dayMs;
    } else if (!cron.hour.has(date.getUTCHours())) {
      time = Math.floor(time / 3_600_000) * 3_600_000 + 3_600_000;
    } else if (!cron.minute.has(date.getUTCMinutes())) {
      time = Math.floor(time / 60_000) * 60_000 + 60_000;
    } else if (!cron.second.has(date.getUTCSeconds())) {
      time += 1000;
    } else {
      return time - beijingMs;
    }
  }
  return undefined;
}

function dayFits(cron: Cron, date: Date): boolean {
  if (!cron.year.has(date.getUTCFullYear()) || !cron.month.has(date.getUTCMonth() + 1)) return false;
  const { day, weekday } = cron;
  if (day === undefined && weekday === undefined) return true;
  return (day?.has(date.getUTCDate()) ?? false) || (weekday?.has(date.getUTCDay()) ?? false);
}

function isAny(field: string): boolean {
  return field === '*' || field === '?';
}

function parseField(field: string, low: number, high: number, names: readonly string[] = [], firstName = 0): Set<number> {
  const values = new Set<number>();
  const numberOf = (text: string): number => {
    const named = names.indexOf(text.toUpperCase());
    const value = named >= 0 ? named + firstName : Number(text);
    if (text === '' || !Number.isInteger(value) || value < low || value > high) throw new RangeError(`timer field out of range: ${field}`);
    return value;
  };
  for (const part of field.split(',')) {
    const [range = '', stepText] = part.split('/');
    const step = stepText === undefined ? 1 : Number(stepText);
    if (!Number.isInteger(step) || step < 1) throw new RangeError(`timer field out of range: ${field}`);
    const [fromText = '', toText] = isAny(range) ? [String(low), String(high)] : range.split('-');
    const from = numberOf(fromText);
    const to = toText === undefined ? (stepText === undefined ? from : high) : numberOf(toText);
    if (from > to) throw new RangeError(`timer field out of range: ${field}`);
    for (let value = from; value <= to; value += step) values.add(value);
  }
  return values;
}
