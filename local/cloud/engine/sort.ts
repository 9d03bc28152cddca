import { compare } from './order';
import { keyValues } from './paths';
import type { Document, Sort, Value } from './types';

/** Compares documents by a sort; where a path leads to several values, the least counts upwards and the greatest downwards. */
export function sortComparator(sort: Sort): (a: Document, b: Document) => number {
  const fields = Object.entries(sort).map(([field, direction]) => ({ path: field.split('.'), direction }));
  return (a, b) => {
    for (const { path, direction } of fields) {
      const order = compare(sortValue(a, path, direction), sortValue(b, path, direction));
      if (order !== 0) return direction * order;
    }
    return 0;
  };
}

function sortValue(document: Document, path: readonly string[], direction: number): Value {
  const { values } = keyValues(document, path);
  if (values.length === 1) return values[0];
  return values.reduce((best, value) => (direction * compare(value, best) < 0 ? value : best));
}
