import { MongoServerError } from './errors';
import { compare, isPlainObject } from './order';
import { show, typeName } from './show';
import type { Document, Filter, Value } from './types';

/** What an operator may need to know beside the old value. */
export interface UpdateContext {
  /** The document before the update. */
  readonly document: Document;
  /** The document is being made by an upsert. */
  readonly inserting: boolean;
  /** Time for `$currentDate`, ms. */
  readonly now: number;
  /** The filter that found the document: `$` stands for the element that it met. */
  readonly filter: Filter;
}

/** One field's change; `next` gives undefined to take the field away. */
export interface Change {
  /** Whether the change makes a field, and the way to it, that is not there. */
  readonly creates: boolean;
  readonly next: (old: Value, context: UpdateContext) => Value;
}

export type CompileOperator = (name: string, operand: Value) => Change;

export const FIELD_OPERATORS: Readonly<Record<string, CompileOperator>> = {
  $set: (_name, operand) => ({ creates: true, next: () => operand ?? null }),
  $setOnInsert: (_name, operand) => ({
    creates: true,
    next: (old, { inserting }) => (inserting ? (operand ?? null) : old),
  }),
  $unset: () => ({ creates: false, next: () => undefined }),
  $inc: (name, operand) => arithmetic('$inc', 'increment', name, operand, 0, (a, b) => a + b),
  $mul: (name, operand) => arithmetic('$mul', 'multiply', name, operand, 0, (a, b) => a * b),
  $min: (_name, operand) => ({ creates: true, next: (old) => (old === undefined || compare(operand, old) < 0 ? operand : old) }),
  $max: (_name, operand) => ({ creates: true, next: (old) => (old === undefined || compare(operand, old) > 0 ? operand : old) }),
  $bit: (name, operand) => bitwise(name, operand),
  $currentDate: () => ({ creates: true, next: (_old, { now }) => new Date(now) }),
};

function arithmetic(
  operator: string,
  verb: string,
  name: string,
  operand: Value,
  start: number,
  combine: (a: number, b: number) => number,
): Change {
  if (typeof operand !== 'number') {
    throw new MongoServerError(14, `Cannot ${verb} with non-numeric argument: {${name}: ${show(operand)}}`);
  }
  return {
    creates: true,
    next: (old, { document }) => {
      if (old === undefined) return combine(start, operand);
      if (typeof old !== 'number') throw nonNumeric(operator, name, old, document);
      return combine(old, operand);
    },
  };
}

function nonNumeric(operator: string, name: string, old: Value, document: Document): MongoServerError {
  const field = name.slice(name.lastIndexOf('.') + 1);
  const id = show(document['_id']);
  return new MongoServerError(
    14,
    `Cannot apply ${operator} to a value of non-numeric type. {_id: ${id}} has the field '${field}' of non-numeric type ${typeName(old)}`,
  );
}

function bitwise(name: string, operand: Value): Change {
  const [entry] = isPlainObject(operand) ? Object.entries(operand) : [];
  const mask = entry?.[1];
  if (!entry || typeof mask !== 'number' || !['and', 'or', 'xor'].includes(entry[0])) {
    throw new MongoServerError(9, `The $bit modifier for '${name}' takes {and|or|xor: integer}`);
  }
  return {
    creates: true,
    next: (old, { document }) => {
      if (old !== undefined && typeof old !== 'number') throw nonNumeric('$bit', name, old, document);
      const bits = old ?? 0;
      return entry[0] === 'and' ? bits & mask : entry[0] === 'or' ? bits | mask : bits ^ mask;
    },
  };
}
