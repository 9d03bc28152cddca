import { MongoServerError } from './errors';
import { compileElement, compileFilter } from './match';
import { equal, isPlainObject } from './order';
import { show } from './show';
import type { Change, UpdateContext } from './update-fields';
import type { Document, Filter, Value } from './types';

const INDEX = /^(0|[1-9]\d*)$/;
const MAX_PADDING = 1_500_000;

/** Applies a change at a path without touching the old document: containers on the way are copied, all else is shared. */
export function changeAt(document: Document, path: readonly string[], change: Change, context: UpdateContext): Document {
  return changeField(document, path, 0, change, context) as Document;
}

function changeField(container: Document, path: readonly string[], depth: number, change: Change, context: UpdateContext): Value {
  const field = path[depth] ?? '';
  const old = Object.hasOwn(container, field) ? container[field] : undefined;
  const next = descend(old, path, depth, change, context);
  if (next === old || (next !== undefined && old !== undefined && equal(next, old))) return container;
  if (next !== undefined) return { ...container, [field]: next };
  return Object.fromEntries(Object.entries(container).filter(([name]) => name !== field));
}

function changeItem(items: readonly Value[], path: readonly string[], depth: number, change: Change, context: UpdateContext): Value {
  const field = path[depth] ?? '';
  if (!INDEX.test(field)) return refuse(items, path, depth, change);
  const index = Number(field);
  const old = items[index];
  const next = descend(old, path, depth, change, context);
  if (next === old || (next !== undefined && old !== undefined && equal(next, old))) return items;
  if (index > items.length + MAX_PADDING) throw new MongoServerError(2, `can't backfill array to larger than ${MAX_PADDING} elements`);
  const copy = items.slice();
  while (copy.length < index) copy.push(null);
  // An element cannot be taken out of the middle: $unset leaves null.
  copy[index] = next === undefined ? null : next;
  return copy;
}

function descend(old: Value, path: readonly string[], depth: number, change: Change, context: UpdateContext): Value {
  if (depth === path.length - 1) return old === undefined && !change.creates ? undefined : change.next(old, context);
  if (old === undefined) return change.creates ? changeField({}, path, depth + 1, change, context) : undefined;
  if (Array.isArray(old)) return changeItem(old, path, depth + 1, change, context);
  if (isPlainObject(old)) return changeField(old, path, depth + 1, change, context);
  return refuse(old, path, depth + 1, change);
}

function refuse(container: Value, path: readonly string[], depth: number, change: Change): Value {
  if (!change.creates) return container;
  throw new MongoServerError(28, `Cannot create field '${path[depth] ?? ''}' in element {${path[depth - 1] ?? ''}: ${show(container)}}`);
}

/** Replaces `$` by the index of the element that the filter met and `$[]` by every index. */
export function concretePaths(document: Document, path: readonly string[], filter: Filter): readonly (readonly string[])[] {
  const at = path.findIndex((field) => field === '$' || field === '$[]');
  if (at < 0) return [path];
  const head = path.slice(0, at);
  const items = head.reduce<Value>((value, field) => (isPlainObject(value) || Array.isArray(value) ? (value as Document)[field] : undefined), document);
  if (!Array.isArray(items)) {
    throw new MongoServerError(2, `The path '${head.join('.')}' must exist in the document in order to apply array updates.`);
  }
  const indexes = path[at] === '$' ? [matchedIndex(items, head.join('.'), filter)] : items.map((_, index) => index);
  return indexes.flatMap((index) => concretePaths(document, [...head, String(index), ...path.slice(at + 1)], filter));
}

function matchedIndex(items: readonly Value[], arrayPath: string, filter: Filter): number {
  const tests: ((item: Value) => boolean)[] = [];
  for (const [key, condition] of Object.entries(filter)) {
    if (key === arrayPath) {
      const element = isPlainObject(condition) ? condition['$elemMatch'] : undefined;
      if (element !== undefined) tests.push(compileElement(element));
      else tests.push((item) => compileFilter({ item: condition })({ item }));
    } else if (key.startsWith(`${arrayPath}.`)) {
      const test = compileFilter({ [key.slice(arrayPath.length + 1)]: condition });
      tests.push((item) => isPlainObject(item) && test(item));
    }
  }
  const index = tests.length === 0 ? -1 : items.findIndex((item) => tests.every((test) => test(item)));
  if (index < 0) throw new MongoServerError(2, 'The positional operator did not find the match needed from the query.');
  return index;
}
