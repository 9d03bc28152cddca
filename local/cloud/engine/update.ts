import { MongoServerError } from './errors';
import { isPlainObject } from './order';
import { FIELD_OPERATORS } from './update-fields';
import type { Change, UpdateContext } from './update-fields';
import { ARRAY_OPERATORS } from './update-arrays';
import { changeAt, concretePaths } from './update-paths';
import type { Document, Filter, Update, Value } from './types';

interface Step {
  readonly operator: string;
  readonly path: readonly string[];
  readonly change: Change;
}

/** A checked update: apply it with `applyUpdate`. */
export interface CompiledUpdate {
  readonly steps: readonly Step[];
  readonly renames: readonly { readonly from: readonly string[]; readonly to: readonly string[] }[];
  /** Dotted paths that may change. */
  readonly paths: readonly (readonly string[])[];
  /** Whether the same update on the same document always gives the same result: then it can be kept in place of the document. */
  readonly repeatable: boolean;
}

/** @throws MongoServerError for an unknown operator, an operand it cannot take, or two operators on one path. */
export function compileUpdate(update: Update): CompiledUpdate {
  const steps: Step[] = [];
  const renames: { from: readonly string[]; to: readonly string[] }[] = [];
  for (const [operator, fields] of Object.entries(update)) {
    const compile = FIELD_OPERATORS[operator] ?? ARRAY_OPERATORS[operator];
    if (!compile && operator !== '$rename') {
      throw new MongoServerError(9, `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`);
    }
    if (!isPlainObject(fields)) throw new MongoServerError(9, `Modifiers operate on fields but we found another type for ${operator}`);
    for (const [name, operand] of Object.entries(fields)) {
      const path = pathOf(name);
      if (compile) steps.push({ operator, path, change: compile(name, operand) });
      else renames.push({ from: path, to: pathOf(String(operand)) });
    }
  }
  const paths = [...steps.map((step) => step.path), ...renames.flatMap(({ from, to }) => [from, to])];
  refuseConflicts(paths);
  const repeatable = !('$currentDate' in update) && !paths.some((path) => path.includes('$'));
  return { steps, renames, paths, repeatable };
}

function pathOf(name: string): readonly string[] {
  const path = name.split('.');
  if (name === '') throw new MongoServerError(56, 'An empty update path is not valid.');
  if (path.includes('')) throw new MongoServerError(56, `The update path '${name}' contains an empty field name, which is not allowed.`);
  if (path.includes('__proto__')) throw new MongoServerError(52, `The field '__proto__' in '${name}' is not valid for storage.`);
  for (const field of path) {
    if (field.startsWith('$') && field !== '$' && field !== '$[]') {
      throw new MongoServerError(52, `The dollar ($) prefixed field '${field}' in '${name}' is not allowed in the context of an update's replacement document.`);
    }
  }
  return path;
}

function refuseConflicts(paths: readonly (readonly string[])[]): void {
  const seen = new Set<string>();
  const inner = new Map<string, string>();
  for (const path of paths) {
    const full = path.join('.');
    const conflict = path.map((_, i) => path.slice(0, i + 1).join('.')).find((prefix) => seen.has(prefix)) ?? (inner.has(full) ? full : undefined);
    if (conflict !== undefined) throw new MongoServerError(40, `Updating the path '${full}' would create a conflict at '${conflict}'`);
    seen.add(full);
    for (let i = 1; i < path.length; i++) inner.set(path.slice(0, i).join('.'), full);
  }
}

/**
 * The updated document; parts that did not change are shared with the old one, and the very same document
 * comes back when nothing changed.
 */
export function applyUpdate(update: CompiledUpdate, document: Document, context: UpdateContext): Document {
  let result = document;
  for (const { path, change } of update.steps) {
    for (const concrete of concretePaths(document, path, context.filter)) {
      result = changeAt(result, concrete, change, { ...context, document });
    }
  }
  for (const { from, to } of update.renames) result = rename(result, from, to, context);
  if (result !== document && result['_id'] !== document['_id'] && document['_id'] !== undefined) {
    throw new MongoServerError(66, "Performing an update on the path '_id' would modify the immutable field '_id'");
  }
  return result;
}

function rename(document: Document, from: readonly string[], to: readonly string[], context: UpdateContext): Document {
  let moved: Value = undefined;
  const without = changeAt(document, from, { creates: false, next: (old) => void (moved = old) }, { ...context, document });
  if (moved === undefined) return document;
  return changeAt(without, to, { creates: true, next: () => moved }, { ...context, document });
}

/** A replacement keeps the old `_id`. @throws MongoServerError 66 when it brings another one, 52 on a `$` field. */
export function replaceDocument(old: Document, replacement: Document): Document {
  const { _id, ...rest } = replacement;
  for (const name of Object.keys(rest)) {
    if (name.startsWith('$')) throw new MongoServerError(52, `The dollar ($) prefixed field '${name}' in '${name}' is not allowed in the context of an update's replacement document.`);
  }
  if (_id !== undefined && _id !== old['_id']) {
    throw new MongoServerError(66, "After applying the update, the (immutable) field '_id' was found to have been altered");
  }
  return { _id: old['_id'], ...rest };
}

/** What an upsert starts from: the fields that the filter holds to one value. */
export function seedOfFilter(filter: Filter): Document {
  let seed: Document = {};
  for (const [key, condition] of Object.entries(filter)) {
    if (key === '$and' && Array.isArray(condition)) {
      for (const clause of condition) if (isPlainObject(clause)) seed = { ...seed, ...seedOfFilter(clause) };
      continue;
    }
    if (key.startsWith('$')) continue;
    const isOperator = isPlainObject(condition) && Object.keys(condition)[0]?.startsWith('$');
    const value = isOperator ? (condition as Document)['$eq'] : condition;
    if (value === undefined || value instanceof RegExp) continue;
    seed = changeAt(seed, key.split('.'), { creates: true, next: () => value }, { document: seed, inserting: true, now: 0, filter });
  }
  return seed;
}
