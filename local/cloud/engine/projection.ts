import { Query } from 'mingo';
import { isPlainObject } from './order';
import type { Document, Value } from './types';

export type Project = (document: Document) => Document;

/** `{field: 1}` or `{field: 0}`; `_id` stays unless it is taken out by name. Other forms (`$slice`, `$elemMatch`) go to mingo. */
export function compileProjection(projection: Document | undefined): Project {
  const entries = Object.entries(projection ?? {});
  if (entries.length === 0) return (document) => document;
  const simple = entries.every(([, value]) => value === 1 || value === 0 || typeof value === 'boolean' || typeof value === 'number');
  if (!simple) return byMingo(projection ?? {});
  const fields = entries.filter(([name]) => name !== '_id');
  const withId = !(projection && '_id' in projection) || Boolean(projection['_id']);
  const including = fields.length > 0 ? fields.every(([, value]) => Boolean(value)) : withId;
  const paths = fields.map(([name]) => name.split('.'));
  if (!including) {
    const removed = withId ? paths : [...paths, ['_id']];
    return (document) => exclude(document, removed) as Document;
  }
  const kept = withId ? [['_id'], ...paths] : paths;
  return (document) => include(document, kept) as Document;
}

function byMingo(projection: Document): Project {
  const query = new Query({}, {});
  return (document) => {
    const [projected] = query.find<Document>([document], projection).all();
    return projected ?? {};
  };
}

function include(value: Value, paths: readonly (readonly string[])[]): Value {
  if (Array.isArray(value)) return value.filter((item: Value) => typeof item === 'object' && item !== null).map((item: Value) => include(item, paths));
  if (!isPlainObject(value)) return undefined;
  const kept: Record<string, Value> = {};
  for (const [field, child] of Object.entries(value)) {
    const below = paths.filter(([first]) => first === field).map((path) => path.slice(1));
    if (below.length === 0) continue;
    const part = below.some((path) => path.length === 0) ? child : include(child, below);
    if (part !== undefined) kept[field] = part;
  }
  return kept;
}

function exclude(value: Value, paths: readonly (readonly string[])[]): Value {
  if (Array.isArray(value)) return value.map((item: Value) => exclude(item, paths));
  if (!isPlainObject(value)) return value;
  const kept: Record<string, Value> = {};
  for (const [field, child] of Object.entries(value)) {
    const below = paths.filter(([first]) => first === field).map((path) => path.slice(1));
    if (below.some((path) => path.length === 0)) continue;
    kept[field] = below.length === 0 ? child : exclude(child, below);
  }
  return kept;
}
