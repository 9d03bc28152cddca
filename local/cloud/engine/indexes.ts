import { duplicateKey, MongoServerError } from './errors';
import { encodeKey } from './order';
import { keyValues, pathExists } from './paths';
import { show } from './show';
import type { Sqlite } from './sqlite';
import type { Document, Direction, Keys, Value } from './types';

export interface IndexField {
  readonly name: string;
  readonly path: readonly string[];
  readonly direction: Direction;
}

/** One index's definition; `multikey[i]`: some document has several values in field i. */
export interface IndexDefinition {
  readonly number: number;
  readonly name: string;
  readonly fields: readonly IndexField[];
  readonly unique: boolean;
  readonly sparse: boolean;
  readonly multikey: readonly boolean[];
}

/** One row of an index: an encoded key for each field. */
export type IndexKey = readonly string[];

const MAX_KEYS = 100_000;

export function fieldsOf(keys: Keys): readonly IndexField[] {
  return Object.entries(keys).map(([name, direction]) => ({ name, path: name.split('.'), direction }));
}

/** The rows that a document has in an index, and which fields gave several values. @throws MongoServerError 171 on parallel arrays. */
export function keysOf(index: IndexDefinition, document: Document): { readonly keys: readonly IndexKey[]; readonly multiple: readonly boolean[] } {
  if (index.sparse && !index.fields.some(({ path }) => pathExists(document, path))) return { keys: [], multiple: [] };
  const columns = index.fields.map(({ path }) => keyValues(document, path));
  refuseParallelArrays(index, columns);
  let keys: IndexKey[] = [[]];
  for (const { values } of columns) {
    const encoded = values.length === 1 ? [encodeKey(values[0])] : [...new Set(values.map((value: Value) => encodeKey(value)))];
    if (keys.length * encoded.length > MAX_KEYS) throw new MongoServerError(171, `too many keys for index ${index.name}`);
    keys = keys.flatMap((key) => encoded.map((value) => [...key, value]));
  }
  return { keys, multiple: columns.map(({ multiple }) => multiple) };
}

function refuseParallelArrays(index: IndexDefinition, columns: readonly { readonly multiple: boolean }[]): void {
  const roots = new Set(index.fields.flatMap(({ path }, i) => (columns[i]?.multiple ? [path[0]] : [])));
  if (roots.size > 1) throw new MongoServerError(171, `cannot index parallel arrays [${[...roots].reverse().join('] [')}]`);
}

/** The rows of one index in SQLite: its fields as columns k0, k1 …, each in the index's direction, then the row number. */
export class IndexTable {
  readonly table: string;
  readonly columns: readonly string[];

  constructor(
    private readonly sqlite: Sqlite,
    readonly definition: IndexDefinition,
  ) {
    this.table = `index_${definition.number}`;
    this.columns = definition.fields.map((_, i) => `k${i}`);
  }

  create(): void {
    const columns = this.columns.map((column) => `${column} TEXT NOT NULL`).join(', ');
    const order = this.definition.fields.map(({ direction }, i) => `k${i}${direction === -1 ? ' DESC' : ''}`).join(', ');
    this.sqlite.exec(`CREATE TABLE ${this.table} (${columns}, rid INTEGER NOT NULL, PRIMARY KEY (${order}, rid)) WITHOUT ROWID`);
  }

  drop(): void {
    this.sqlite.exec(`DROP TABLE ${this.table}`);
  }

  add(key: IndexKey, rid: number): void {
    this.sqlite.run(`INSERT OR IGNORE INTO ${this.table} VALUES (${key.map(() => '?').join(', ')}, ?)`, ...key, rid);
  }

  remove(key: IndexKey, rid: number): void {
    this.sqlite.run(`DELETE FROM ${this.table} WHERE ${this.where()} AND rid = ?`, ...key, rid);
  }

  /** Another row that holds the key, if any. */
  holder(key: IndexKey, except: number): number | undefined {
    const row = this.sqlite.get(`SELECT rid FROM ${this.table} WHERE ${this.where()} AND rid <> ? LIMIT 1`, ...key, except);
    return row && Number(row[0]);
  }

  private where(): string {
    return this.columns.map((column) => `${column} = ?`).join(' AND ');
  }
}

/** The error for a key that is taken: `document` is the one that came second. */
export function duplicateIn(collection: string, index: IndexDefinition, document: Document): MongoServerError {
  const shown = index.fields.map(({ path }) => show(keyValues(document, path).values[0]));
  return duplicateKey(collection, index.name, shown);
}

/** Whether an update from one document to another can have moved it in the index; unchanged parts are shared, so identity is enough. */
export function isTouched(index: IndexDefinition, before: Document, after: Document): boolean {
  return index.fields.some(({ path }) => before[path[0] ?? ''] !== after[path[0] ?? '']);
}
