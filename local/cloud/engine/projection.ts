import { Query } from 'mingo';
import { compileElement } from './match';
import { isPlainObject } from './order';
import type { Change } from './update-fields';
import { changeAt } from './update-paths';
import type { Document, Value } from './types';

export type Project = (document: Document) => Document;

/**
 * `{field: 1}`, `{field: 0}`, `{list: {$slice: n}}` and `{list: {$elemMatch: …}}`; `_id` stays unless it is taken out by
 * name. `$slice` alone leaves the other fields in, `$elemMatch` does not. Anything else goes to mingo.
 */
export function compileProjection(projection: Document | undefined): Project {
  const entries = Object.entries(projection ?? {});
  if (entries.length === 0) return (document) => document;
  const flags = entries.filter(([name, value]) => name !== '_id' && ['number', 'boolean'].includes(typeof value));
  const parts = entries.flatMap(([name, value]) => partOf(name, value) ?? []);
  const withId = !(projection && '_id' in projection) || Boolean(projection['_id']);
  if (flags.length + parts.length < entries.filter(([name]) => name !== '_id').length) return byMingo(projection ?? {});
  const picked = parts.some(({ picks }) => picks);
  const including = flags.length > 0 ? flags.every(([, value]) => Boolean(value)) : picked || (parts.length === 0 && withId);
  const paths = flags.map(([name]) => name.split('.'));
  const id = withId === including ? [['_id']] : [];
  const wanted = including ? [...paths, ...parts.map(({ path }) => path), ...id] : [...paths, ...id];
  return (document) => {
    const kept = (including ? include(document, wanted) : exclude(document, wanted)) as Document;
    return parts.reduce((result, { path, change }) => changeAt(result, path, change, { document, inserting: false, now: 0, filter: {} }), kept);
  };
}

interface Part {
  readonly path: readonly string[];
  readonly picks: boolean;
  readonly change: Change;
}

/** One field of which a part is shown. */
function partOf(name: string, value: Value): Part | undefined {
  if (!isPlainObject(value) || Object.keys(value).length !== 1) return undefined;
  const path = name.split('.');
  const { $slice: slice, $elemMatch: condition } = value;
  if (typeof slice === 'number') return { path, picks: false, change: ofList((list) => (slice < 0 ? list.slice(slice) : list.slice(0, slice))) };
  if (Array.isArray(slice)) {
    const [skip, limit] = [Number(slice[0]), Number(slice[1])];
    return { path, picks: false, change: ofList((list) => list.slice(skip < 0 ? Math.max(list.length + skip, 0) : skip).slice(0, limit)) };
  }
  if (condition === undefined) return undefined;
  const test = compileElement(condition);
  const first = (list: readonly Value[]): readonly Value[] | undefined => {
    const found = list.find((item) => test(item));
    return found === undefined ? undefined : [found];
  };
  return { path, picks: true, change: { creates: false, next: (old) => (Array.isArray(old) ? first(old) : undefined) } };
}

function ofList(next: (list: readonly Value[]) => readonly Value[]): Change {
  return { creates: false, next: (old) => (Array.isArray(old) ? next(old) : old) };
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
