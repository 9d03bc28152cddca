import { MongoServerError } from './errors';
import { compileElement, hasOperators } from './match';
import { compare, equal, isPlainObject, typeOf } from './order';
import { sortComparator } from './sort';
import { show, typeName } from './show';
import type { CompileOperator } from './update-fields';
import type { Direction, Document, Value } from './types';

export const ARRAY_OPERATORS: Readonly<Record<string, CompileOperator>> = {
  $push: (name, operand) => {
    const push = compilePush(operand);
    return {
      creates: true,
      next: (old, { document }) => push(arrayOf(old, () => notArray(name, old, document))),
    };
  },
  $pushAll: () => {
    throw new MongoServerError(9, 'Unknown modifier: $pushAll');
  },
  $addToSet: (name, operand) => {
    const added = eachOf(operand) ?? [operand];
    return {
      creates: true,
      next: (old) => {
        const text = `Cannot apply $addToSet to a non-array field. Field named '${name}' has non-array type ${typeName(old)}`;
        const items = arrayOf(old, () => new MongoServerError(2, text));
        const result = [...items];
        for (const value of added) if (!result.some((item) => equal(item, value))) result.push(value);
        return result.length === items.length && old !== undefined ? old : result;
      },
    };
  },
  $pop: (name, operand) => {
    if (operand !== 1 && operand !== -1) throw new MongoServerError(9, `$pop expects 1 or -1, found: ${show(operand)}`);
    return {
      creates: false,
      next: (old) => {
        const text = `Path '${name}' contains an element of non-array type '${typeName(old)}'`;
        const items = arrayOf(old, () => new MongoServerError(14, text));
        return items.length === 0 ? old : operand === 1 ? items.slice(0, -1) : items.slice(1);
      },
    };
  },
  $pull: (_name, operand) => {
    const test = pullTest(operand);
    return { creates: false, next: (old) => without('$pull', old, test) };
  },
  $pullAll: (name, operand) => {
    if (!Array.isArray(operand)) throw new MongoServerError(2, `$pullAll requires an array argument but was given a ${typeName(operand)} for ${name}`);
    const values: readonly Value[] = operand;
    return { creates: false, next: (old) => without('$pullAll', old, (item) => values.some((value) => equal(item, value))) };
  },
};

function arrayOf(old: Value, refusal: () => MongoServerError): readonly Value[] {
  if (old === undefined) return [];
  if (!Array.isArray(old)) throw refusal();
  return old;
}

function notArray(name: string, old: Value, document: Document): MongoServerError {
  const id = show(document['_id']);
  return new MongoServerError(2, `The field '${name}' must be an array but is of type ${typeName(old)} in document {_id: ${id}}`);
}

function without(operator: string, old: Value, test: (item: Value) => boolean): Value {
  const items = arrayOf(old, () => new MongoServerError(2, `Cannot apply ${operator} to a non-array value`));
  const kept = items.filter((item) => !test(item));
  return kept.length === items.length ? old : kept;
}

function pullTest(operand: Value): (item: Value) => boolean {
  if (hasOperators(operand)) return compileElement(operand);
  if (isPlainObject(operand)) {
    const test = compileElement(operand);
    return (item) => isPlainObject(item) && test(item);
  }
  if (operand instanceof RegExp) return (item) => (typeof item === 'string' ? operand.test(item) : equal(item, operand));
  return (item) => equal(item, operand);
}

function eachOf(operand: Value): readonly Value[] | undefined {
  if (!isPlainObject(operand) || !('$each' in operand)) return undefined;
  const each = operand['$each'];
  if (!Array.isArray(each)) throw new MongoServerError(2, `The argument to $each must be an array but it was of type ${typeName(each)}`);
  return each;
}

function compilePush(operand: Value): (items: readonly Value[]) => readonly Value[] {
  const each = eachOf(operand);
  if (!each || !isPlainObject(operand)) return (items) => [...items, operand];
  const { $position: position, $slice: slice, $sort: order } = operand;
  for (const [name, value] of Object.entries({ $position: position, $slice: slice })) {
    if (value !== undefined && !Number.isInteger(value)) {
      throw new MongoServerError(2, `The value for ${name} must be an integer value but was given type: ${typeName(value)}`);
    }
  }
  const comparator = order === undefined ? undefined : pushComparator(order);
  return (items) => {
    const at = typeof position === 'number' ? position : items.length;
    const result = [...items.slice(0, at), ...each, ...items.slice(at)];
    if (comparator) result.sort(comparator);
    if (typeof slice !== 'number') return result;
    return slice >= 0 ? result.slice(0, slice) : result.slice(slice);
  };
}

function pushComparator(order: Value): (a: Value, b: Value) => number {
  if (order === 1 || order === -1) return (a, b) => order * compare(a, b);
  if (!isPlainObject(order)) throw new MongoServerError(2, 'The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1} to sort embedded fields');
  const sort: Record<string, Direction> = {};
  for (const [field, direction] of Object.entries(order)) sort[field] = direction === -1 ? -1 : 1;
  const byFields = sortComparator(sort);
  return (a, b) => (isPlainObject(a) && isPlainObject(b) ? byFields(a, b) : typeOf(a) === typeOf(b) ? 0 : compare(a, b));
}
