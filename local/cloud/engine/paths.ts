import { isPlainObject } from './order';
import type { Document, Value } from './types';

const INDEX = /^(0|[1-9]\d*)$/;

/** Marks a leaf whose field is not there. */
export const MISSING = Symbol('missing');
export type Leaf = Value | typeof MISSING;

/**
 * Calls `visit` with every value that a dotted path leads to, through arrays of objects too, until it returns true.
 * An array at the end of the path is one leaf. Scalars inside an array on the way lead nowhere.
 * @returns whether `visit` returned true
 */
export function someLeaf(document: Document, path: readonly string[], visit: (leaf: Leaf) => boolean): boolean {
  return walk(document, path, 0, visit);
}

function walk(value: Value, path: readonly string[], depth: number, visit: (leaf: Leaf) => boolean): boolean {
  const field = path[depth];
  if (field === undefined) return visit(value);
  if (Array.isArray(value)) return walkArray(value, path, depth, visit);
  if (!isPlainObject(value)) return visit(MISSING);
  const next = ownField(value, field);
  if (next === undefined) return visit(MISSING);
  return walk(next, path, depth + 1, visit);
}

function walkArray(items: readonly Value[], path: readonly string[], depth: number, visit: (leaf: Leaf) => boolean): boolean {
  const field = path[depth] ?? '';
  if (INDEX.test(field)) {
    const item = items[Number(field)];
    if (item !== undefined && walk(item, path, depth + 1, visit)) return true;
  }
  if (depth < path.length - 1 || field in Object.prototype) {
    return items.some((item) => isPlainObject(item) && walk(item, path, depth, visit));
  }
  // The hot case, e.g. held.u over thousands of entries.
  for (const item of items) {
    if (!isPlainObject(item)) continue;
    const leaf = item[field];
    if (visit(leaf === undefined ? MISSING : leaf)) return true;
  }
  return false;
}

/** A field of the document itself, never one that every object inherits. */
export function ownField(document: Document, field: string): Value {
  return field in Object.prototype && !Object.hasOwn(document, field) ? undefined : document[field];
}

/** Where a path leads, with arrays at its end opened: what an index and a sort see. */
export function keyValues(document: Document, path: readonly string[]): { readonly values: readonly Value[]; readonly multiple: boolean } {
  const values: Value[] = [];
  let multiple = false;
  let leaves = 0;
  someLeaf(document, path, (leaf) => {
    leaves += 1;
    if (leaf === MISSING) values.push(null);
    else if (Array.isArray(leaf)) {
      multiple = true;
      if (leaf.length === 0) values.push(undefined);
      else values.push(...leaf);
    } else values.push(leaf);
    return false;
  });
  if (leaves !== 1) multiple = true;
  if (values.length === 0) values.push(null);
  return { values, multiple };
}

/** Whether the path leads to a field at all: a sparse index leaves the others out. */
export function pathExists(document: Document, path: readonly string[]): boolean {
  return someLeaf(document, path, (leaf) => leaf !== MISSING);
}
