import type { Document, Value } from '../engine/types';

/**
 * The SDKs send canonical EJSON inside strings; CloudBase answers with its own loose form:
 * numbers bare, dates as ISO text without empty milliseconds.
 */

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Parses canonical EJSON. `now` (ms) is what `$tcb_server_date` stands for. @throws SyntaxError on broken JSON. */
export function decode(text: string, now: number): Value {
  const parsed: Json = JSON.parse(text);
  return revive(parsed, now);
}

function revive(json: Json, now: number): Value {
  if (json === null || typeof json !== 'object') return json;
  if (Array.isArray(json)) return json.map((item) => revive(item, now));
  const fields = json as { readonly [key: string]: Json };
  const first = Object.keys(fields)[0];
  if (first?.startsWith('$')) {
    const typed = reviveType(first, fields[first] ?? null, now);
    if (typed !== undefined) return typed;
  }
  const document: Record<string, Value> = {};
  for (const [key, value] of Object.entries(fields)) {
    if (key === '__proto__') continue;
    document[key] = revive(value, now);
  }
  return document;
}

function reviveType(type: string, value: Json, now: number): Value {
  switch (type) {
    case '$numberInt':
    case '$numberLong':
    case '$numberDouble':
    case '$numberDecimal':
      return Number(value);
    case '$date':
      return new Date(typeof value === 'string' ? Date.parse(value) : Number(member(value, '$numberLong') ?? value));
    case '$tcb_server_date':
      return new Date(now + Number(revive(member(value, 'offset') ?? 0, now)));
    case '$regularExpression':
      return new RegExp(String(member(value, 'pattern') ?? ''), jsFlags(String(member(value, 'options') ?? '')));
    case '$oid':
      return String(value);
    case '$binary':
      return new Uint8Array(Buffer.from(String(member(value, 'base64') ?? ''), 'base64'));
    case '$undefined':
      return null;
    default:
      return undefined;
  }
}

function member(json: Json, key: string): Json | undefined {
  if (json === null || typeof json !== 'object' || Array.isArray(json)) return undefined;
  return (json as { readonly [key: string]: Json })[key];
}

/** MongoDB's option x has no counterpart in JavaScript. */
function jsFlags(options: string): string {
  return [...'ims'].filter((flag) => options.includes(flag)).join('');
}

/** One document as CloudBase's loose EJSON text. */
export function encode(document: Document): string {
  return JSON.stringify(plain(document));
}

function plain(value: Value): Json {
  if (value === null || value === undefined) return null;
  switch (typeof value) {
    case 'boolean':
    case 'string':
      return value;
    case 'number':
      return Number.isFinite(value) ? value : { $numberDouble: String(value) };
    default:
  }
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Date) return { $date: dateText(value) };
  if (value instanceof RegExp) return { $regularExpression: { pattern: value.source, options: jsFlags(value.flags) } };
  if (value instanceof Uint8Array) return { $binary: { base64: Buffer.from(value).toString('base64'), subType: '00' } };
  const fields: Record<string, Json> = {};
  for (const [key, field] of Object.entries(value as Document)) {
    if (field !== undefined) fields[key] = plain(field);
  }
  return fields;
}

function dateText(date: Date): Json {
  const year = date.getUTCFullYear();
  if (!(year >= 1970 && year <= 9999)) return { $numberLong: String(date.getTime()) };
  return date.toISOString().replace('.000Z', 'Z');
}
