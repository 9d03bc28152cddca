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
  const next = Object.hasOwn(value, field) ? value[field] : undefined;
  if (next === undefined) return visit(MISSING);
  return walk(next, path, depth + 1, visit);
}

function walkArray(items: readonly Value[], path: readonly string[], depth: number, visit: (leaf: Leaf) => boolean): boolean {
  const field = path[depth] ?? '';
  if (INDEX.test(field)) {
    const item = items[Number(field)];
    if (item !== undefined && walk(item, path, depth + 1, visit)) return true;
  }
  const last = depth === path.length - 1;
  for (const item of items) {
    if (!isPlainObject(item)) continue;
    if (last) {
      // The common case, e.g. held.u over a thousand entries: no call per level.
      const leaf = Object.hasOwn(item, field) ? item[field] : undefined;
      if (visit(leaf === undefined ? MISSING : leaf)) return true;
    } else if (walk(item, path, depth, visit)) {
      return true;
    }
  }
  return false;
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
