export type PickerMode = 'selector' | 'multiSelector' | 'date' | 'time';

export interface Column {
  /** What is shown. */
  labels: string[];
  /** What is reported (dates and times). */
  values: string[];
  index: number;
}

export interface PickerRange {
  mode: PickerMode;
  value: unknown;
  range: unknown[];
  rangeKey: string;
  start: string;
  end: string;
  /** date: year | month | day */
  fields: string;
}

/** The wheels of a picker; `picked` holds the indexes turned to since it opened. */
export function columnsOf(range: PickerRange, picked?: number[]): Column[] {
  if (range.mode === 'date') return dateColumns(range, picked);
  if (range.mode === 'time') return timeColumns(range, picked);
  const lists = range.mode === 'multiSelector' ? range.range.map((list) => (Array.isArray(list) ? list : [])) : [range.range];
  const chosen = [range.value ?? 0].flat();
  return lists.map((list, column) => {
    const labels = list.map((item) => String(range.rangeKey === '' ? item : ((item ?? {}) as Record<string, unknown>)[range.rangeKey] ?? ''));
    return { labels, values: labels, index: clamp(picked?.[column] ?? Number(chosen[column] ?? 0), labels.length) };
  });
}

const clamp = (index: number, length: number): number => Math.min(Math.max(Number.isNaN(index) ? 0 : index, 0), Math.max(0, length - 1));
const two = (number: number): string => String(number).padStart(2, '0');
const between = (from: number, to: number): number[] => Array.from({ length: Math.max(0, to - from + 1) }, (_item, index) => from + index);
const parts = (text: string, separator: RegExp): number[] => text.split(separator).map(Number);

function dateColumns({ value, start, end, fields }: PickerRange, picked?: number[]): Column[] {
  const today = new Date();
  const [year = today.getFullYear(), month = today.getMonth() + 1, day = today.getDate()] = value ? parts(String(value), /-/) : [];
  const [firstYear = 1970, firstMonth = 1, firstDay = 1] = start === '' ? [] : parts(start, /-/);
  const [lastYear = 2100, lastMonth = 12, lastDay = 31] = end === '' ? [] : parts(end, /-/);
  const column = (numbers: number[], place: number, wanted: number, unit: string): Column => {
    const values = numbers.map((number) => (place === 0 ? String(number) : two(number)));
    const at = picked?.[place] ?? numbers.indexOf(Math.min(Math.max(wanted, numbers[0] ?? 0), numbers.at(-1) ?? 0));
    return { labels: numbers.map((number) => `${number}${unit}`), values, index: clamp(at, values.length) };
  };
  const years = column(between(firstYear, lastYear), 0, year, '年');
  if (fields === 'year') return [years];
  const atYear = Number(years.values[years.index]);
  const months = column(between(atYear === firstYear ? firstMonth : 1, atYear === lastYear ? lastMonth : 12), 1, month, '月');
  if (fields === 'month') return [years, months];
  const atMonth = Number(months.values[months.index]);
  const length = new Date(atYear, atMonth, 0).getDate();
  const isFirst = atYear === firstYear && atMonth === firstMonth;
  const isLast = atYear === lastYear && atMonth === lastMonth;
  return [years, months, column(between(isFirst ? firstDay : 1, isLast ? Math.min(lastDay, length) : length), 2, day, '日')];
}

function timeColumns({ value, start, end }: PickerRange, picked?: number[]): Column[] {
  const now = new Date();
  const [hour = now.getHours(), minute = now.getMinutes()] = value ? parts(String(value), /:/) : [];
  const [firstHour = 0, firstMinute = 0] = start === '' ? [] : parts(start, /:/);
  const [lastHour = 23, lastMinute = 59] = end === '' ? [] : parts(end, /:/);
  const hours = between(firstHour, lastHour);
  const at = clamp(picked?.[0] ?? hours.indexOf(hour), hours.length);
  const minutes = between(hours[at] === firstHour ? firstMinute : 0, hours[at] === lastHour ? lastMinute : 59);
  return [
    { labels: hours.map(two), values: hours.map(two), index: at },
    { labels: minutes.map(two), values: minutes.map(two), index: clamp(picked?.[1] ?? minutes.indexOf(minute), minutes.length) },
  ];
}
