export type Params = Record<string, unknown>;

/** Follows `a.b[0].c`; an empty path is the value itself. */
export function readPath(value: unknown, path: string): unknown {
  return path
    .split(/[.[\]]+/)
    .filter(Boolean)
    .reduce<unknown>((at, name) => (typeof at === 'object' && at !== null) || typeof at === 'function' ? (at as Record<string, unknown>)[name] : undefined, value);
}

/** A value as it can travel in JSON: errors by message, functions by name, cycles and nodes of the document cut. */
export function sendable(value: unknown, above: readonly unknown[] = []): unknown {
  if (typeof value === 'function') {
    return `[Function ${value.name}]`;
  }
  if (typeof value === 'bigint' || typeof value === 'symbol') {
    return String(value);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (above.includes(value) || above.length > 20) {
    return '[Circular]';
  }
  if (value instanceof Error) {
    return { name: value.name, message: value.message, stack: value.stack };
  }
  if (value instanceof Node) {
    return `[${value.nodeName}]`;
  }
  if (value instanceof Date) {
    return value.toJSON();
  }
  const below = [...above, value];
  if (Array.isArray(value)) {
    return value.map((item) => sendable(item, below));
  }
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, sendable(item, below)]));
}
