import { hasOperators } from './match';
import { compareText, encodeKey, isPlainObject, prefixRange, typeOf, typeRange } from './order';
import type { Filter, Value } from './types';

/** A range of encoded keys. */
export interface KeyRange {
  readonly low: string;
  readonly lowOpen: boolean;
  readonly high: string;
  readonly highOpen: boolean;
}

/** What one condition of a filter says about one field's keys in an index. */
export type Constraint = { readonly points: readonly string[] } | { readonly range: KeyRange };

const NULL_KEY = encodeKey(null);

/** Per field, the conditions that an index can serve. Every match satisfies all of them; they may let through more. */
export function constraintsOf(filter: Filter): ReadonlyMap<string, readonly Constraint[]> {
  const found = new Map<string, Constraint[]>();
  collect(filter, found);
  return found;
}

function collect(filter: Filter, found: Map<string, Constraint[]>): void {
  for (const [key, condition] of Object.entries(filter)) {
    if (key === '$and' && Array.isArray(condition)) {
      for (const clause of condition) if (isPlainObject(clause)) collect(clause, found);
    }
    if (key.startsWith('$')) continue;
    const constraints = hasOperators(condition)
      ? Object.entries(condition).flatMap(([operator, operand]) => ofOperator(operator, operand, condition['$options']))
      : ofEquality(condition);
    if (constraints.length > 0) found.set(key, [...(found.get(key) ?? []), ...constraints]);
  }
}

function ofEquality(operand: Value): readonly Constraint[] {
  if (operand instanceof RegExp) return ofRegex(operand.source, operand.flags);
  // A whole array is equal to an array or to an element: its own key is in no index.
  if (Array.isArray(operand)) return [];
  return [{ points: [encodeKey(operand ?? null)] }];
}

function ofOperator(operator: string, operand: Value, options: Value): readonly Constraint[] {
  switch (operator) {
    case '$eq':
      return operand instanceof RegExp ? [] : ofEquality(operand);
    case '$in':
      return Array.isArray(operand) ? ofList(operand) : [];
    case '$all':
      return Array.isArray(operand) ? operand.flatMap((item: Value) => (hasOperators(item) ? [] : ofEquality(item))) : [];
    case '$exists':
      return operand ? [] : [{ points: [NULL_KEY] }];
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return ofComparison(operator, operand);
    case '$regex':
      return operand instanceof RegExp
        ? ofRegex(operand.source, operand.flags + String(options ?? ''))
        : ofRegex(String(operand), String(options ?? ''));
    default:
      return [];
  }
}

function ofList(items: readonly Value[]): readonly Constraint[] {
  if (items.some((item) => Array.isArray(item) || item instanceof RegExp)) return [];
  return [{ points: [...new Set(items.map((item) => encodeKey(item ?? null)))].sort(compareText) }];
}

function ofComparison(operator: '$gt' | '$gte' | '$lt' | '$lte', operand: Value): readonly Constraint[] {
  const type = typeOf(operand);
  if (type === 'null') return operator === '$gte' || operator === '$lte' ? [{ points: [NULL_KEY] }] : [{ points: [] }];
  if (!['number', 'string', 'boolean', 'date'].includes(type) || Number.isNaN(operand)) return [];
  const key = encodeKey(operand);
  const { low, high } = typeRange(operand);
  const upwards = operator === '$gt' || operator === '$gte';
  return [
    {
      range: upwards
        ? { low: key, lowOpen: operator === '$gt', high, highOpen: true }
        : { low, lowOpen: false, high: key, highOpen: operator === '$lt' },
    },
  ];
}

/** The texts that an anchored expression can fit all begin with its literal prefix. */
function ofRegex(source: string, flags: string): readonly Constraint[] {
  if (!source.startsWith('^') || /[imsx]/.test(flags.replace('s', '')) || source.includes('|')) return [];
  const literal = /^\^((?:[^\\^$.*+?()[\]{}|]|\\[^A-Za-z0-9])*)(.?)/su.exec(source);
  const characters = [...(literal?.[1] ?? '').matchAll(/\\?(.)/gsu)].map((match) => match[1] ?? '');
  // `ab*` is a then any number of b: the quantified character is no part of the prefix.
  if (['*', '?', '{'].includes(literal?.[2] ?? '')) characters.pop();
  const prefix = characters.join('');
  if (prefix === '') return [];
  const { low, high } = prefixRange(prefix);
  return [{ range: { low, lowOpen: false, high, highOpen: true } }];
}

/** What the constraints of one field come to. */
export interface FieldBounds {
  readonly points?: readonly string[];
  readonly range?: KeyRange;
}

/**
 * Joins a field's constraints into bounds, each enough by itself. In a field with several values per document each
 * condition may be met by another value, so only one of them can bound a scan: there each is an alternative.
 */
export function joinConstraints(constraints: readonly Constraint[], multikey: boolean): readonly FieldBounds[] {
  const points = constraints.flatMap((constraint) => ('points' in constraint ? [constraint.points] : []));
  const ranges = constraints.flatMap((constraint) => ('range' in constraint ? [constraint.range] : []));
  if (multikey) {
    const fewestFirst = [...points].sort((a, b) => a.length - b.length);
    return [...fewestFirst.map((list) => ({ points: list })), ...ranges.map((range) => ({ range }))];
  }
  const range = ranges.length > 0 ? ranges.reduce(intersect) : undefined;
  const [first, ...others] = points;
  if (!first) return range ? [{ range }] : [];
  return [{ points: first.filter((key) => others.every((list) => list.includes(key)) && (!range || within(key, range))) }];
}

function intersect(a: KeyRange, b: KeyRange): KeyRange {
  const low = compareText(a.low, b.low) || Number(a.lowOpen) - Number(b.lowOpen);
  const high = compareText(a.high, b.high) || Number(b.highOpen) - Number(a.highOpen);
  const lower = low >= 0 ? a : b;
  const upper = high <= 0 ? a : b;
  return { low: lower.low, lowOpen: lower.lowOpen, high: upper.high, highOpen: upper.highOpen };
}

function within(key: string, range: KeyRange): boolean {
  const low = compareText(key, range.low);
  const high = compareText(key, range.high);
  return (low > 0 || (low === 0 && !range.lowOpen)) && (high < 0 || (high === 0 && !range.highOpen));
}

/** Whether no document without the field can satisfy the bounds: then a sparse index holds every match. */
export function excludesMissing(bounds: FieldBounds): boolean {
  return bounds.points ? !bounds.points.includes(NULL_KEY) : true;
}
