import type { Document, Value } from './types';

/**
 * MongoDB's order over all values, as a comparison and as text: SQLite compares text byte by byte,
 * so `compare(a, b)` and the order of `encodeKey(a)`, `encodeKey(b)` are the same.
 * `undefined` stands for an empty array in an index; a missing field counts as null.
 */

const RANKS = {
  undefined: '1',
  null: '2',
  number: '3',
  string: '4',
  object: '5',
  array: '6',
  binary: '7',
  boolean: '8',
  date: '9',
  regexp: 'a',
} as const;

export type TypeName = keyof typeof RANKS;

export function typeOf(value: Value): TypeName {
  if (value === null) return 'null';
  switch (typeof value) {
    case 'undefined':
    case 'number':
    case 'string':
    case 'boolean':
      return typeof value as 'undefined' | 'number' | 'string' | 'boolean';
    default:
  }
  if (Array.isArray(value)) return 'array';
  if (value instanceof Date) return 'date';
  if (value instanceof RegExp) return 'regexp';
  if (value instanceof Uint8Array) return 'binary';
  return 'object';
}

export function isPlainObject(value: Value): value is Document {
  if (typeof value !== 'object' || value === null) return false;
  return Object.getPrototypeOf(value) === Object.prototype || typeOf(value) === 'object';
}

/** Negative, zero or positive, as for `Array.sort`. */
export function compare(a: Value, b: Value): number {
  if (a === b) return 0;
  if (typeof a === 'number' && typeof b === 'number') return compareNumbers(a, b);
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b);
  const type = typeOf(a);
  const other = typeOf(b);
  if (type !== other) return RANKS[type] < RANKS[other] ? -1 : 1;
  if (Array.isArray(a) && Array.isArray(b)) return compareArrays(a, b);
  if (a instanceof Date && b instanceof Date) return compareNumbers(a.getTime(), b.getTime());
  if (a instanceof RegExp && b instanceof RegExp) return compareText(a.source, b.source) || compareText(a.flags, b.flags);
  if (a instanceof Uint8Array && b instanceof Uint8Array) return a.length - b.length || Buffer.compare(a, b);
  if (type === 'object') return compareDocuments(a as Document, b as Document);
  return Number(a) - Number(b);
}

/** Equal as MongoDB sees it: the order of an object's fields matters. */
export function equal(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') {
    return typeof a === 'number' && typeof b === 'number' && Number.isNaN(a) && Number.isNaN(b);
  }
  if (Array.isArray(a) && Array.isArray(b) && a.length !== b.length) return false;
  return compare(a, b) === 0;
}

/** NaN comes before every other number. */
function compareNumbers(a: number, b: number): number {
  if (a < b) return -1;
  if (a > b) return 1;
  if (a === b) return 0;
  return Number(Number.isNaN(b)) - Number(Number.isNaN(a));
}

/** By code point, as UTF-8 bytes sort; JavaScript alone would sort an emoji before a full-width letter. */
export function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x === y) continue;
    const xIsSurrogate = (x & 0xf800) === 0xd800;
    const yIsSurrogate = (y & 0xf800) === 0xd800;
    return xIsSurrogate === yIsSurrogate ? x - y : xIsSurrogate ? 1 : -1;
  }
  return a.length - b.length;
}

function compareArrays(a: readonly Value[], b: readonly Value[]): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const order = compare(a[i] ?? null, b[i] ?? null);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** Field by field: type first, then name, then value. */
function compareDocuments(a: Document, b: Document): number {
  const left = Object.keys(a);
  const right = Object.keys(b);
  const length = Math.min(left.length, right.length);
  for (let i = 0; i < length; i++) {
    const x = left[i] ?? '';
    const y = right[i] ?? '';
    const xValue = a[x] ?? null;
    const yValue = b[y] ?? null;
    const xRank = RANKS[typeOf(xValue)];
    const yRank = RANKS[typeOf(yValue)];
    if (xRank !== yRank) return xRank < yRank ? -1 : 1;
    const order = compareText(x, y) || compare(xValue, yValue);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

const float = new DataView(new ArrayBuffer(8));

function encodeNumber(value: number): string {
  if (Number.isNaN(value)) return '0000000000000000';
  float.setFloat64(0, value === 0 ? 0 : value);
  let high = float.getUint32(0);
  let low = float.getUint32(4);
  if (high & 0x80000000) {
    high = ~high >>> 0;
    low = ~low >>> 0;
  } else {
    high = (high | 0x80000000) >>> 0;
  }
  return high.toString(16).padStart(8, '0') + low.toString(16).padStart(8, '0');
}

/** Text may hold U+0000 to U+0002; they are lifted above the terminator U+0001 (SQLite ends text at U+0000). */
function encodeText(value: string): string {
  return value.replace(/[\u0000-\u0002]/g, (char) => `\u0002${String.fromCharCode(char.charCodeAt(0) + 2)}`);
}

/** A value as text whose byte order is `compare`'s order. */
export function encodeKey(value: Value): string {
  if (typeof value === 'string') return `4${encodeText(value)}\u0001`;
  const type = typeOf(value);
  const rank = RANKS[type];
  if (typeof value === 'number') return rank + encodeNumber(value);
  if (value instanceof Date) return rank + encodeNumber(value.getTime());
  if (typeof value === 'boolean') return rank + (value ? '1' : '0');
  if (value instanceof RegExp) return `${rank}${encodeText(value.source)}\u0001${encodeText(value.flags)}\u0001`;
  if (value instanceof Uint8Array) return rank + encodeNumber(value.length) + Buffer.from(value).toString('hex');
  if (Array.isArray(value)) return `${rank}${value.map((item) => encodeKey(item ?? null)).join('')}0`;
  if (type === 'object') return `${rank}${Object.entries(value as Document).map(encodeField).join('')}0`;
  return rank;
}

function encodeField([name, value]: [string, Value]): string {
  return `${RANKS[typeOf(value ?? null)]}${encodeText(name)}\u0001${encodeKey(value ?? null)}`;
}

/** The range of keys, low inclusive and high exclusive, that holds every value of this one's type. */
export function typeRange(value: Value): { readonly low: string; readonly high: string } {
  const low = RANKS[typeOf(value)];
  return { low, high: String.fromCharCode(low.charCodeAt(0) + 1) };
}

/** The range of keys, low inclusive and high exclusive, of the texts that begin with `prefix`. */
export function prefixRange(prefix: string): { readonly low: string; readonly high: string } {
  const low = `4${encodeText(prefix)}`;
  return { low, high: `${low}\u{10ffff}` };
}
