import { DocumentCache } from './cache';
import type { Entry } from './cache';
import { encodeKey } from './order';
import { fromText, toText } from './serialization';
import type { Row, Sqlite } from './sqlite';
import { MongoServerError } from './errors';
import type { Document, Stats, Update } from './types';
import { applyUpdate, compileUpdate } from './update';

/** From this length on, an update is kept beside the document instead of writing the whole document again. */
const LOG_FROM = 8_192;
const MAX_LOGGED = 256;
const CACHE_CHARACTERS = 24 * 1024 * 1024;
/** MongoDB's limit for one document. */
const MAX_DOCUMENT = 16 * 1024 * 1024;

/** The documents of one collection, in the order of insertion. Every document handed out counts as read. */
export class Table {
  private readonly documents: string;
  private readonly updates: string;
  private readonly cache = new DocumentCache(CACHE_CHARACTERS);

  constructor(
    private readonly sqlite: Sqlite,
    readonly number: number,
  ) {
    this.documents = `documents_${number}`;
    this.updates = `updates_${number}`;
  }

  create(): void {
    this.sqlite.exec(`CREATE TABLE ${this.documents} (rid INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, body TEXT NOT NULL)`);
    this.sqlite.exec(`CREATE TABLE ${this.updates} (rid INTEGER, n INTEGER, body TEXT NOT NULL, PRIMARY KEY (rid, n)) WITHOUT ROWID`);
  }

  byId(idKey: string, stats?: Stats): Entry | undefined {
    const row = this.sqlite.get(`SELECT rid FROM ${this.documents} WHERE id = ?`, idKey);
    return row && this.byRid(Number(row[0]), stats);
  }

  byRid(rid: number, stats?: Stats): Entry | undefined {
    const cached = this.cache.get(rid);
    const entry = cached ?? this.load(this.sqlite.get(`SELECT rid, id, body FROM ${this.documents} WHERE rid = ?`, rid));
    if (entry && stats) stats.docsRead += 1;
    return entry;
  }

  /** Up to `limit` documents after row `rid`. */
  after(rid: number, limit: number, stats?: Stats): readonly Entry[] {
    const rows = this.sqlite.all(`SELECT rid, id, body FROM ${this.documents} WHERE rid > ? ORDER BY rid LIMIT ?`, rid, limit);
    if (stats) stats.docsRead += rows.length;
    return rows.flatMap((row) => this.cache.get(Number(row[0])) ?? this.load(row) ?? []);
  }

  count(): number {
    return Number(this.sqlite.get(`SELECT count(*) FROM ${this.documents}`)?.[0] ?? 0);
  }

  insert(document: Document): Entry {
    const body = checkedText(document);
    const idKey = encodeKey(document['_id']);
    const rid = this.sqlite.run(`INSERT INTO ${this.documents} (id, body) VALUES (?, ?)`, idKey, body);
    return this.keep({ rid, idKey, document, size: body.length, logged: 0, loggedSize: 0 });
  }

  /** @param update when given, makes `document` from the entry's document again and again */
  replace(entry: Entry, document: Document, update: Update | undefined): Entry {
    if (update && entry.size >= LOG_FROM && entry.logged < MAX_LOGGED && entry.loggedSize < entry.size) {
      const body = toText(update);
      this.sqlite.run(`INSERT INTO ${this.updates} (rid, n, body) VALUES (?, ?, ?)`, entry.rid, entry.logged, body);
      return this.keep({ ...entry, document, logged: entry.logged + 1, loggedSize: entry.loggedSize + body.length });
    }
    const body = checkedText(document);
    this.sqlite.run(`UPDATE ${this.documents} SET body = ? WHERE rid = ?`, body, entry.rid);
    this.forgetUpdates(entry);
    return this.keep({ ...entry, document, size: body.length, logged: 0, loggedSize: 0 });
  }

  remove(entry: Entry): void {
    this.sqlite.run(`DELETE FROM ${this.documents} WHERE rid = ?`, entry.rid);
    this.forgetUpdates(entry);
    this.cache.delete(entry.rid);
  }

  /** After a rollback, what was read and written since may not be what is on disk. */
  forgetCached(): void {
    this.cache.clear();
  }

  private forgetUpdates(entry: Entry): void {
    if (entry.logged > 0) this.sqlite.run(`DELETE FROM ${this.updates} WHERE rid = ?`, entry.rid);
  }

  private keep(entry: Entry): Entry {
    this.cache.set(entry);
    return entry;
  }

  private load(row: Row | undefined): Entry | undefined {
    if (!row) return undefined;
    const [rid, id, body] = [Number(row[0]), String(row[1]), String(row[2])];
    let document = fromText(body);
    const updates = body.length < LOG_FROM ? [] : this.sqlite.all(`SELECT body FROM ${this.updates} WHERE rid = ? ORDER BY n`, rid);
    let loggedSize = 0;
    for (const [text] of updates) {
      document = applyUpdate(compileUpdate(fromText(String(text))), document, { document, inserting: false, now: 0, filter: {} });
      loggedSize += String(text).length;
    }
    return this.keep({ rid, idKey: id, document, size: body.length, logged: updates.length, loggedSize });
  }
}

function checkedText(document: Document): string {
  const text = toText(document);
  if (text.length > MAX_DOCUMENT) throw new MongoServerError(10334, `BSONObj size: ${text.length} is invalid. Size must be between 0 and ${MAX_DOCUMENT}`);
  return text;
}
