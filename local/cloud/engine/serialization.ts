import { isPlainObject } from './order';
import type { Document, Value } from './types';

/**
 * Documents are kept as JSON. What JSON lacks is an object with one field that begins with `$`;
 * a document's own object of that look is wrapped in `$literal`.
 */
type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export function toText(document: Document): string {
  return JSON.stringify(toJson(document));
}

/** Returns the value itself wherever it is plain JSON already: most documents are not copied. */
function toJson(value: Value): Value {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (value === undefined) return null;
  if (typeof value === 'number') return Number.isFinite(value) ? value : { $number: String(value) };
  if (value instanceof Date) return { $date: value.getTime() };
  if (value instanceof RegExp) return { $regex: value.source, flags: value.flags };
  if (value instanceof Uint8Array) return { $binary: Buffer.from(value).toString('base64') };
  if (Array.isArray(value)) return arrayToJson(value);
  return objectToJson(value as Document);
}

function arrayToJson(items: readonly Value[]): Value {
  let copy: Value[] | undefined;
  for (let i = 0; i < items.length; i++) {
    const json = toJson(items[i]);
    if (json !== items[i]) (copy ??= items.slice())[i] = json;
  }
  return copy ?? items;
}

function objectToJson(document: Document): Value {
  let copy: Record<string, Value> | undefined;
  let first = true;
  let dollar = false;
  for (const field in document) {
    if (first) {
      dollar = field.startsWith('$');
      first = false;
    }
    const value = document[field];
    if (value === undefined) continue;
    const json = toJson(value);
    if (json !== value) (copy ??= { ...document })[field] = json;
  }
  return dollar ? { $literal: copy ?? document } : (copy ?? document);
}

export function fromText(text: string): Document {
  const parsed: Json = JSON.parse(text);
  const value = fromJson(parsed);
  if (!isPlainObject(value)) throw new Error('a stored document is not an object');
  return value;
}

/** Revives in place: the parsed JSON belongs to nobody else. */
function fromJson(json: Json): Value {
  if (json === null || typeof json !== 'object') return json;
  if (Array.isArray(json)) {
    const items: Value[] = json;
    for (let i = 0; i < items.length; i++) {
      const item = items[i];
      if (typeof item === 'object' && item !== null) items[i] = fromJson(item as Json);
    }
    return items;
  }
  const fields = json as Record<string, Value>;
  let first = true;
  for (const field in fields) {
    if (first && field.startsWith('$')) return revive(field, fields);
    first = false;
    const value = fields[field];
    if (typeof value === 'object' && value !== null) fields[field] = fromJson(value as Json);
  }
  return fields;
}

function revive(type: string, fields: Record<string, Value>): Value {
  const value = fields[type];
  switch (type) {
    case '$date':
      return new Date(Number(value));
    case '$number':
      return Number(value);
    case '$regex':
      return new RegExp(String(value), String(fields['flags']));
    case '$binary':
      return new Uint8Array(Buffer.from(String(value), 'base64'));
    default: {
      const literal = value as Record<string, Value>;
      for (const field in literal) literal[field] = fromJson(literal[field] as Json);
      return literal;
    }
  }
}
