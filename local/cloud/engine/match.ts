import { Query } from 'mingo';
import { compare, equal, isPlainObject, typeOf } from './order';
import { MISSING, ownField, someLeaf } from './paths';
import type { Leaf } from './paths';
import { MongoServerError } from './errors';
import type { Document, Filter, Value } from './types';

export type Predicate = (document: Document) => boolean;
/** Tests one value: a leaf, or an element of an array at the path's end. */
type ValueTest = (value: Leaf) => boolean;

/** Compiles a filter. @throws MongoServerError 2 on an operator that is unknown or used wrongly. */
export function compileFilter(filter: Filter): Predicate {
  const tests = Object.entries(filter).map(([key, condition]) => compileEntry(key, condition));
  if (tests.length === 1 && tests[0]) return tests[0];
  return (document) => tests.every((test) => test(document));
}

function compileEntry(key: string, condition: Value): Predicate {
  switch (key) {
    case '$and': {
      const clauses = clausesOf(key, condition);
      return (document) => clauses.every((clause) => clause(document));
    }
    case '$or': {
      const clauses = clausesOf(key, condition);
      return (document) => clauses.some((clause) => clause(document));
    }
    case '$nor': {
      const clauses = clausesOf(key, condition);
      return (document) => !clauses.some((clause) => clause(document));
    }
    case '$comment':
      return () => true;
    default:
      return key.startsWith('$') ? byMingo({ [key]: condition }) : compileField(key, condition);
  }
}

function clausesOf(operator: string, condition: Value): readonly Predicate[] {
  if (!Array.isArray(condition) || condition.length === 0) throw new MongoServerError(2, `${operator} must be a nonempty array`);
  return condition.map((clause: Value) => {
    if (!isPlainObject(clause)) throw new MongoServerError(2, '$or/$and/$nor entries need to be full objects');
    return compileFilter(clause);
  });
}

/** `$expr`, `$mod`, `$type` and whatever else is rare; an operator that mingo does not know is refused by name. */
function byMingo(filter: Filter): Predicate {
  try {
    const query = new Query(filter, { scriptEnabled: false });
    return (document) => query.test(document);
  } catch (error) {
    throw new MongoServerError(2, error instanceof Error ? error.message : String(error));
  }
}

export function hasOperators(condition: Value): condition is Document {
  return isPlainObject(condition) && (Object.keys(condition)[0]?.startsWith('$') ?? false);
}

function compileField(key: string, condition: Value): Predicate {
  const path = key.split('.');
  if (!hasOperators(condition)) return anywhere(path, equals(condition));
  const tests = Object.entries(condition).map(([operator, operand]) => compileOperator(key, path, operator, operand, condition));
  if (tests.length === 1 && tests[0]) return tests[0];
  return (document) => tests.every((test) => test(document));
}

function compileOperator(key: string, path: readonly string[], operator: string, operand: Value, all: Document): Predicate {
  switch (operator) {
    case '$eq':
      return anywhere(path, typeOf(operand) === 'regexp' ? same(operand) : equals(operand));
    case '$ne':
      return not(anywhere(path, equals(operand)));
    case '$in':
      return anywhere(path, oneOf(operator, operand));
    case '$nin':
      return not(anywhere(path, oneOf(operator, operand)));
    case '$gt':
      return anywhere(path, comparison(operand, (order) => order > 0, false));
    case '$gte':
      return anywhere(path, comparison(operand, (order) => order >= 0, true));
    case '$lt':
      return anywhere(path, comparison(operand, (order) => order < 0, false));
    case '$lte':
      return anywhere(path, comparison(operand, (order) => order <= 0, true));
    case '$exists':
      return exists(path, Boolean(operand));
    case '$regex':
      return anywhere(path, equals(regexOf(operand, all['$options'])));
    case '$options':
      return () => true;
    case '$not':
      return not(compileField(key, operand));
    case '$all':
      return everyOf(key, path, operand);
    case '$elemMatch':
      return elemMatch(path, operand);
    case '$size':
      return (document) => someLeaf(document, path, (leaf) => Array.isArray(leaf) && leaf.length === operand);
    default:
      return byMingo({ [key]: { [operator]: operand } });
  }
}

function not(test: Predicate): Predicate {
  return (document) => !test(document);
}

/** The leaf itself, or one element of it when it is an array. */
function anywhere(path: readonly string[], test: ValueTest): Predicate {
  const visit = (leaf: Leaf): boolean => test(leaf) || (Array.isArray(leaf) && leaf.some((item: Value) => test(item ?? null)));
  const [only] = path;
  if (path.length === 1 && only !== undefined) {
    return (document) => {
      const value = ownField(document, only);
      return visit(value === undefined ? MISSING : value);
    };
  }
  return (document) => someLeaf(document, path, visit);
}

function exists(path: readonly string[], wanted: boolean): Predicate {
  return (document) => someLeaf(document, path, (leaf) => leaf !== MISSING) === wanted;
}

/** Equality as `{field: value}` has it: null stands for a missing field too, a regular expression for the texts it fits. */
function equals(operand: Value): ValueTest {
  if (operand === null || operand === undefined) return (value) => value === null || value === MISSING;
  if (typeof operand === 'string' || typeof operand === 'boolean') return (value) => value === operand;
  if (operand instanceof RegExp) {
    const pattern = operand;
    return (value) => (typeof value === 'string' ? pattern.test(value) : value !== MISSING && equal(value, pattern));
  }
  return same(operand);
}

function same(operand: Value): ValueTest {
  return (value) => value !== MISSING && equal(value, operand);
}

function oneOf(operator: string, operand: Value): ValueTest {
  if (!Array.isArray(operand)) throw new MongoServerError(2, `${operator} needs an array`);
  const texts = new Set(operand.filter((item: Value) => typeof item === 'string'));
  const others = operand.filter((item: Value) => typeof item !== 'string').map(equals);
  return (value) => (typeof value === 'string' && texts.has(value)) || others.some((test) => test(value));
}

/** Ranges hold within one type; only null meets the missing. */
function comparison(operand: Value, accepts: (order: number) => boolean, orEqual: boolean): ValueTest {
  if (operand === null || operand === undefined) return orEqual ? equals(null) : () => false;
  const type = typeOf(operand);
  if (typeof operand === 'number' && Number.isNaN(operand)) return orEqual ? same(operand) : () => false;
  return (value) => {
    if (value === MISSING || typeOf(value) !== type || (typeof value === 'number' && Number.isNaN(value))) return false;
    return accepts(compare(value, operand));
  };
}

function regexOf(operand: Value, options: Value): RegExp {
  const flags = typeof options === 'string' ? [...'ims'].filter((flag) => options.includes(flag)).join('') : '';
  if (operand instanceof RegExp) return flags === '' ? operand : new RegExp(operand.source, flags);
  if (typeof operand !== 'string') throw new MongoServerError(2, '$regex has to be a string');
  try {
    return new RegExp(operand, flags);
  } catch (error) {
    throw new MongoServerError(51091, `Regular expression is invalid: ${error instanceof Error ? error.message : ''}`);
  }
}

function everyOf(key: string, path: readonly string[], operand: Value): Predicate {
  if (!Array.isArray(operand)) throw new MongoServerError(2, '$all needs an array');
  if (operand.length === 0) return () => false;
  const tests = operand.map((item: Value) => (hasOperators(item) ? compileField(key, item) : anywhere(path, equals(item))));
  return (document) => tests.every((test) => test(document));
}

function elemMatch(path: readonly string[], operand: Value): Predicate {
  const test = compileElement(operand);
  return (document) => someLeaf(document, path, (leaf) => Array.isArray(leaf) && leaf.some((item: Value) => test(item)));
}

/** A test of one array element: a filter over its fields, or operators over the element itself. */
export function compileElement(operand: Value): (element: Value) => boolean {
  if (!isPlainObject(operand)) throw new MongoServerError(2, '$elemMatch needs an Object');
  const [first] = Object.keys(operand);
  if (first?.startsWith('$') && first !== '$and' && first !== '$or' && first !== '$nor') {
    const test = compileField('element', operand);
    return (element) => test({ element });
  }
  const test = compileFilter(operand);
  return (element) => isPlainObject(element) && test(element);
}
