import type { Entry } from './cache';
import { duplicateKey, MongoServerError } from './errors';
import { duplicateIn, fieldsOf, IndexTable, isTouched, keysOf } from './indexes';
import type { IndexDefinition, IndexKey } from './indexes';
import { encodeKey } from './order';
import { show } from './show';
import { Sqlite } from './sqlite';
import { Table } from './table';
import type { Document, IndexOptions, Keys, Update } from './types';

/** One collection: its documents and its secondary indexes. */
export interface StoredCollection {
  readonly name: string;
  readonly table: Table;
  readonly indexes: Map<string, IndexTable>;
}

/** One document's change: no `before` inserts, no `after` removes. */
export interface Change {
  readonly collection: StoredCollection;
  readonly before: Entry | undefined;
  readonly after: Document | undefined;
  /** The update that led here, when repeating it on `before` gives `after` again. */
  readonly update?: Update | undefined;
}

interface IndexChange {
  readonly index: IndexTable;
  readonly added: readonly IndexKey[];
  readonly removed: readonly IndexKey[];
  readonly multiple: readonly boolean[];
}

/** Collections, documents and indexes on disk, with the rules that hold for every write. */
export class Store {
  readonly sqlite: Sqlite;
  readonly collections = new Map<string, StoredCollection>();

  constructor(file: string) {
    this.sqlite = new Sqlite(file);
    this.sqlite.exec('CREATE TABLE IF NOT EXISTS collections (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)');
    this.sqlite.exec(
      'CREATE TABLE IF NOT EXISTS indexes (number INTEGER PRIMARY KEY, collection INTEGER NOT NULL, name TEXT NOT NULL, ' +
        'keys TEXT NOT NULL, is_unique INTEGER NOT NULL, is_sparse INTEGER NOT NULL, multikey TEXT NOT NULL)',
    );
    for (const [number, name] of this.sqlite.all('SELECT number, name FROM collections ORDER BY number')) {
      this.open(Number(number), String(name));
    }
  }

  private open(number: number, name: string): StoredCollection {
    const collection = { name, table: new Table(this.sqlite, number), indexes: new Map<string, IndexTable>() };
    const rows = this.sqlite.all('SELECT number, name, keys, is_unique, is_sparse, multikey FROM indexes WHERE collection = ? ORDER BY number', number);
    for (const [index, indexName, keys, unique, sparse, multikey] of rows) {
      const definition: IndexDefinition = {
        number: Number(index),
        name: String(indexName),
        fields: fieldsOf(JSON.parse(String(keys)) as Keys),
        unique: unique === 1,
        sparse: sparse === 1,
        multikey: JSON.parse(String(multikey)) as boolean[],
      };
      collection.indexes.set(definition.name, new IndexTable(this.sqlite, definition));
    }
    this.collections.set(name, collection);
    return collection;
  }

  createCollection(name: string): StoredCollection {
    if (this.collections.has(name)) throw new MongoServerError(48, `Collection local.${name} already exists.`);
    if (name === '' || name.includes('$') || name.includes('\u0000')) throw new MongoServerError(73, `Invalid collection name: ${name}`);
    return this.atomically(() => {
      const number = this.sqlite.run('INSERT INTO collections (name) VALUES (?)', name);
      new Table(this.sqlite, number).create();
      return this.open(number, name);
    });
  }

  /** Builds an index over what is there. @throws MongoServerError 11000, 85, 86, 171; then nothing is left behind. */
  createIndex(collection: StoredCollection, keys: Keys, options: IndexOptions): string {
    const name = options.name ?? Object.entries(keys).flat().join('_');
    const [unique, sparse] = [options.unique === true, options.sparse === true];
    const known = [...collection.indexes.values()].find(({ definition }) => definition.name === name || sameKeys(definition, keys));
    if (known) {
      const { definition } = known;
      if (definition.name !== name) throw new MongoServerError(85, `Index already exists with a different name: ${definition.name}`);
      if (!sameKeys(definition, keys) || definition.unique !== unique || definition.sparse !== sparse) {
        throw new MongoServerError(86, `An existing index has the same name as the requested index: ${name}`);
      }
      return name;
    }
    const fields = fieldsOf(keys);
    const multikey = fields.map(() => false);
    this.atomically(() => {
      const number = this.sqlite.run(
        'INSERT INTO indexes (collection, name, keys, is_unique, is_sparse, multikey) VALUES (?, ?, ?, ?, ?, ?)',
        collection.table.number,
        name,
        JSON.stringify(keys),
        Number(unique),
        Number(sparse),
        JSON.stringify(multikey),
      );
      const index = new IndexTable(this.sqlite, { number, name, fields, unique, sparse, multikey });
      index.create();
      this.fill(collection, index);
    });
    return name;
  }

  private fill(collection: StoredCollection, empty: IndexTable): void {
    const filling = { ...collection, indexes: new Map([[empty.definition.name, empty]]) };
    for (let batch = collection.table.after(0, 500), last = batch.at(-1); last; batch = collection.table.after(last.rid, 500), last = batch.at(-1)) {
      for (const { rid, document } of batch) {
        const changes = this.indexChanges(filling, undefined, document);
        this.refuseDuplicates(filling, changes, document, rid);
        this.index(filling, changes, rid);
      }
    }
    const filled = filling.indexes.get(empty.definition.name);
    if (filled) collection.indexes.set(empty.definition.name, filled);
  }

  dropIndex(collection: StoredCollection, name: string): void {
    const index = collection.indexes.get(name);
    if (!index) throw new MongoServerError(27, `index not found with name [${name}]`);
    this.atomically(() => {
      this.sqlite.run('DELETE FROM indexes WHERE number = ?', index.definition.number);
      index.drop();
    });
    collection.indexes.delete(name);
  }

  /** Runs writes as one: all of them are on disk when it returns, none when it throws. */
  atomically<T>(work: () => T): T {
    this.sqlite.run('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.sqlite.run('COMMIT');
      return result;
    } catch (error) {
      this.sqlite.run('ROLLBACK');
      for (const { table } of this.collections.values()) table.forgetCached();
      throw error;
    }
  }

  /** Makes one change; inside `atomically`. @throws MongoServerError 11000 before anything is written. */
  apply(change: Change): Entry | undefined {
    const { collection, before, after } = change;
    const indexChanges = this.indexChanges(collection, before?.document, after);
    if (after && !before && collection.table.byId(encodeKey(after['_id']))) throw duplicateKey(collection.name, '_id_', [show(after['_id'])]);
    this.refuseDuplicates(collection, indexChanges, after, before?.rid ?? -1);
    if (!after) {
      if (before) {
        for (const { index, removed } of indexChanges) for (const key of removed) index.remove(key, before.rid);
        collection.table.remove(before);
      }
      return undefined;
    }
    const entry = before ? collection.table.replace(before, after, change.update) : collection.table.insert(after);
    this.index(collection, indexChanges, entry.rid);
    return entry;
  }

  /** The rows of unique indexes that a change would take: resources that transactions lock. */
  uniqueKeys(collection: StoredCollection, before: Document | undefined, after: Document | undefined): readonly { readonly index: IndexTable; readonly key: IndexKey }[] {
    return this.indexChanges(collection, before, after)
      .filter(({ index }) => index.definition.unique)
      .flatMap(({ index, added }) => added.map((key) => ({ index, key })));
  }

  private indexChanges(collection: StoredCollection, before: Document | undefined, after: Document | undefined): readonly IndexChange[] {
    const changes: IndexChange[] = [];
    for (const index of collection.indexes.values()) {
      const { definition } = index;
      if (before && after && !isTouched(definition, before, after)) continue;
      const old = before ? keysOf(definition, before).keys : [];
      const { keys, multiple } = after ? keysOf(definition, after) : { keys: [], multiple: [] };
      const oldTexts = new Set(old.map(joined));
      const newTexts = new Set(keys.map(joined));
      changes.push({
        index,
        added: keys.filter((key) => !oldTexts.has(joined(key))),
        removed: old.filter((key) => !newTexts.has(joined(key))),
        multiple,
      });
    }
    return changes;
  }

  private refuseDuplicates(collection: StoredCollection, changes: readonly IndexChange[], after: Document | undefined, rid: number): void {
    if (!after) return;
    for (const { index, added } of changes) {
      if (!index.definition.unique) continue;
      for (const key of added) {
        if (index.holder(key, rid) !== undefined) throw duplicateIn(collection.name, index.definition, after);
      }
    }
  }

  private index(collection: StoredCollection, changes: readonly IndexChange[], rid: number): void {
    for (const { index, added, removed, multiple } of changes) {
      for (const key of removed) index.remove(key, rid);
      for (const key of added) index.add(key, rid);
      const { definition } = index;
      if (!multiple.some((several, i) => several && !definition.multikey[i])) continue;
      const multikey = definition.multikey.map((several, i) => several || (multiple[i] ?? false));
      this.sqlite.run('UPDATE indexes SET multikey = ? WHERE number = ?', JSON.stringify(multikey), definition.number);
      collection.indexes.set(definition.name, new IndexTable(this.sqlite, { ...definition, multikey }));
    }
  }

  close(): void {
    this.sqlite.close();
  }
}

function sameKeys(definition: IndexDefinition, keys: Keys): boolean {
  const entries = Object.entries(keys);
  return (
    entries.length === definition.fields.length &&
    entries.every(([name, direction], i) => definition.fields[i]?.name === name && definition.fields[i]?.direction === direction)
  );
}

function joined(key: IndexKey): string {
  return key.join('\u0000');
}
