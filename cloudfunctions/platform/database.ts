import cloud from 'wx-server-sdk';

/** What of wx-server-sdk's database is used, typed by the document it holds. Nothing else talks to it. */
export interface Query<T> {
  where(condition: object): Query<T>;
  orderBy(field: string, order: 'asc' | 'desc'): Query<T>;
  limit(count: number): Query<T>;
  field<K extends keyof T>(projection: Record<K, true>): Query<Pick<T, K>>;
  get(): Promise<{ data: T[] }>;
  count(): Promise<{ total: number }>;
  update(change: { data: object }): Promise<{ stats: { updated: number } }>;
  remove(): Promise<{ stats: { removed: number } }>;
}

export interface DocumentReference<T> {
  /** `data` is null where the document is missing. */
  get(): Promise<{ data: T | null }>;
  set(document: { data: Omit<T, '_id'> }): Promise<unknown>;
  update(change: { data: object }): Promise<{ stats: { updated: number } }>;
}

/** Documents computed one from one: match by id, join by an indexed field, project, end. */
export interface Aggregate {
  match(condition: object): Aggregate;
  sort(fields: Record<string, 1 | -1>): Aggregate;
  addFields(fields: object): Aggregate;
  lookup(join: { from: string; localField: string; foreignField: string; as: string }): Aggregate;
  project(fields: object): Aggregate;
  limit(count: number): Aggregate;
  end(): Promise<{ list: unknown[] }>;
}

export interface Collection<T> extends Query<T> {
  aggregate(): Aggregate;
  doc(id: string): DocumentReference<T>;
  /** One document, or several in one request. */
  add(document: { data: T | T[] }): Promise<unknown>;
}

type Operator = (...values: unknown[]) => object;

/** Operators for conditions and changes. */
export type Command = { aggregate: Record<'arrayElemAt' | 'concat' | 'indexOfArray' | 'size' | 'cond' | 'filter' | 'in' | 'ifNull', (value: unknown) => object> } & Record<
  'neq' | 'elemMatch' | 'gt' | 'gte' | 'lt' | 'lte' | 'in' | 'nin' | 'all' | 'exists' | 'and' | 'or' | 'inc' | 'min' | 'push' | 'pull' | 'shift' | 'set',
  Operator
>;

export interface Database {
  collection<T>(name: string): Collection<T>;
  command: Command;
}

/** Connects with the identity of the function; the environment is the one it runs in. */
export function connect(): Database {
  // The SDK's own types know neither the constant's use here, nor `throwOnNotFound`, nor the documents' shapes: this is the one place that says them.
  const options = { env: cloud.DYNAMIC_CURRENT_ENV, throwOnNotFound: false, keepalive: true };
  cloud.init(options as object);
  return cloud.database({ throwOnNotFound: false } as object) as unknown as Database;
}

/**
 * Did an insert fail because its id or a unique key is taken? CloudBase words it in two ways.
 */
export function isDuplicate(error: unknown): boolean {
  const text = error instanceof Error ? error.message : typeof error === 'object' && error !== null && 'errMsg' in error ? String(error.errMsg) : '';
  return text.includes('E11000') || text.includes('DATABASE_DUPLICATE_WRITE');
}

/** Inserts unless the id or a unique key is taken. @returns false: it was taken, nothing was written */
export async function insertOnce<T>(collection: Collection<T>, document: T): Promise<boolean> {
  try {
    await collection.add({ data: document });
    return true;
  } catch (error) {
    if (isDuplicate(error)) return false;
    throw error;
  }
}

/** So many single writes at a time. */
const atATime = 20;

/** Puts documents in, in one request where none of them is there yet, else one by one: what is there stays as it is. At most a few hundred. */
export async function insertAll<T>(collection: Collection<T>, documents: T[]): Promise<void> {
  if (documents.length === 0) return;
  try {
    await collection.add({ data: documents });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    for (let from = 0; from < documents.length; from += atATime) {
      await Promise.all(documents.slice(from, from + atATime).map((document) => insertOnce(collection, document)));
    }
  }
}
