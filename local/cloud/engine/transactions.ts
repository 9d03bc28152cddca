import { randomUUID } from 'node:crypto';
import type { Entry } from './cache';
import { duplicateKey, MongoServerError, noSuchTransaction, writeConflict } from './errors';
import { duplicateIn, keysOf } from './indexes';
import type { IndexDefinition } from './indexes';
import { encodeKey } from './order';
import { show } from './show';
import type { Change, Store, StoredCollection } from './store';
import type { ClientSession, Document } from './types';

/** CloudBase ends a transaction, and frees what it holds, after this time. */
export const TRANSACTION_LIFETIME_MS = 30_000;

/** A write outside meets a document that a transaction holds: try again when `until` resolves. */
export class Blocked extends Error {
  constructor(readonly until: Promise<void>) {
    super('held by a transaction');
  }
}

/** A document as a transaction sees it, where that differs from what is committed. */
export interface Seen {
  readonly rid: number;
  readonly document: Document | undefined;
}

interface PastVersion {
  readonly sequence: number;
  readonly rid: number;
  readonly document: Document | undefined;
}

type ByDocument<T> = Map<string, T>;

/**
 * Transactions over single documents. Each reads the state at its start plus its own writes; it locks what it writes.
 * Documents are never changed in place, so an old version costs one reference, kept while a transaction is open.
 */
export class Transactions {
  private readonly open = new Set<Session>();
  private readonly locks = new Map<string, Session>();
  private readonly past = new Map<StoredCollection, ByDocument<PastVersion[]>>();
  private sequence = 0;

  constructor(
    private readonly store: Store,
    private readonly lifetime: number,
  ) {}

  session(): Session {
    return new Session(this);
  }

  begin(session: Session): void {
    session.snapshot = this.sequence;
    this.open.add(session);
    session.timer = setTimeout(() => this.end(session), this.lifetime);
    session.timer.unref();
  }

  end(session: Session): void {
    if (!this.open.delete(session)) return;
    clearTimeout(session.timer);
    for (const [resource, holder] of this.locks) if (holder === session) this.locks.delete(resource);
    session.writes.clear();
    if (this.open.size === 0) this.past.clear();
    session.finish();
  }

  close(): void {
    for (const session of [...this.open]) this.end(session);
  }

  requireOpen(session: Session): void {
    if (!this.open.has(session)) throw noSuchTransaction();
  }

  /** Applies changes outside transactions. @throws Blocked when a transaction holds one of the documents or unique keys. */
  commitOutside(changes: readonly Change[]): readonly (Entry | undefined)[] {
    if (this.open.size > 0) {
      for (const change of changes) {
        for (const resource of this.resources(change)) {
          const holder = this.locks.get(resource);
          if (holder) throw new Blocked(holder.ended);
        }
      }
    }
    return this.write(changes, false);
  }

  commit(session: Session): void {
    this.requireOpen(session);
    const changes: Change[] = [];
    for (const [collection, writes] of session.writes) {
      for (const [idKey, { document }] of writes) changes.push({ collection, before: collection.table.byId(idKey), after: document });
    }
    try {
      // What frees a unique key goes first, so that another document of the transaction can take it.
      changes.sort((a, b) => Number(a.after !== undefined) - Number(b.after !== undefined));
      this.write(changes, true);
    } finally {
      this.end(session);
    }
  }

  /** Notes a write inside a transaction. @throws MongoServerError 112, and ends the transaction; 11000. */
  writeInside(session: Session, collection: StoredCollection, idKey: string, after: Document | undefined): void {
    this.requireOpen(session);
    const before = collection.table.byId(idKey);
    const versions = this.past.get(collection)?.get(idKey);
    const changedSince = versions?.some((version) => version.sequence > session.snapshot) ?? false;
    const resources = this.resources({ collection, before, after });
    if (changedSince || resources.some((resource) => (this.locks.get(resource) ?? session) !== session)) {
      this.end(session);
      throw writeConflict();
    }
    this.refuseDuplicates(session, collection, idKey, before, after);
    for (const resource of resources) this.locks.set(resource, session);
    const writes = session.writes.get(collection) ?? new Map<string, Seen>();
    session.writes.set(collection, writes);
    const rid = before?.rid ?? Number.MAX_SAFE_INTEGER;
    writes.delete(idKey);
    writes.set(idKey, { rid, document: after });
  }

  /** Where a transaction's view of a collection differs from the committed one, by encoded `_id`. */
  overlay(session: Session, collection: StoredCollection): ReadonlyMap<string, Seen> {
    this.requireOpen(session);
    const seen = new Map<string, Seen>();
    for (const [idKey, versions] of this.past.get(collection) ?? []) {
      const version = versions.find(({ sequence }) => sequence > session.snapshot);
      if (version) seen.set(idKey, version);
    }
    for (const [idKey, own] of session.writes.get(collection) ?? []) seen.set(idKey, own);
    return seen;
  }

  private write(changes: readonly Change[], together: boolean): readonly (Entry | undefined)[] {
    const results: (Entry | undefined)[] = [];
    let failure: unknown;
    this.store.atomically(() => {
      for (const change of changes) {
        try {
          results.push(this.store.apply(change));
        } catch (error) {
          // As in MongoDB, an operation over several documents keeps those before the one that failed.
          if (together || !(error instanceof MongoServerError)) throw error;
          failure = error;
          break;
        }
      }
    });
    this.sequence += 1;
    if (this.open.size > 0) changes.slice(0, results.length).forEach((change) => this.remember(change));
    if (failure !== undefined) throw failure;
    return results;
  }

  private remember({ collection, before, after }: Change): void {
    const idKey = before?.idKey ?? encodeKey(after?.['_id']);
    const documents = this.past.get(collection) ?? new Map<string, PastVersion[]>();
    this.past.set(collection, documents);
    const versions = documents.get(idKey) ?? [];
    documents.set(idKey, versions);
    versions.push({ sequence: this.sequence, rid: before?.rid ?? 0, document: before?.document });
  }

  private resources({ collection, before, after }: Change): readonly string[] {
    const idKey = before?.idKey ?? encodeKey(after?.['_id']);
    const keys = this.store.uniqueKeys(collection, before?.document, after);
    return [`${collection.name}\n${idKey}`, ...keys.map(({ index, key }) => `${index.table}\n${key.join('\n')}`)];
  }

  private refuseDuplicates(session: Session, collection: StoredCollection, idKey: string, before: Entry | undefined, after: Document | undefined): void {
    if (!after) return;
    const own = session.writes.get(collection);
    for (const { index, key } of this.store.uniqueKeys(collection, before?.document, after)) {
      const holder = index.holder(key, before?.rid ?? -1);
      const entry = holder === undefined ? undefined : collection.table.byRid(holder);
      const text = key.join('\n');
      const taken = entry && !own?.has(entry.idKey);
      const takenByOwn = [...(own ?? [])].some(([other, { document }]) => other !== idKey && document && holds(index.definition, document, text));
      if (taken || takenByOwn) throw duplicateIn(collection.name, index.definition, after);
    }
  }

  /** For an insert inside a transaction, once it is known to see a document with that `_id`. */
  static duplicateId(collection: StoredCollection, document: Document): MongoServerError {
    return duplicateKey(collection.name, '_id_', [show(document['_id'])]);
  }
}

function holds(index: IndexDefinition, document: Document, text: string): boolean {
  return keysOf(index, document).keys.some((key) => key.join('\n') === text);
}

/** One session of the driver's interface; it runs one transaction. */
export class Session implements ClientSession {
  readonly id = randomUUID();
  readonly writes = new Map<StoredCollection, ByDocument<Seen>>();
  readonly ended: Promise<void>;
  snapshot = 0;
  timer: NodeJS.Timeout | undefined;
  private resolveEnded: () => void = () => undefined;

  constructor(private readonly transactions: Transactions) {
    this.ended = new Promise((resolve) => {
      this.resolveEnded = resolve;
    });
  }

  startTransaction(): void {
    this.transactions.begin(this);
  }

  async commitTransaction(): Promise<void> {
    this.transactions.commit(this);
  }

  async abortTransaction(): Promise<void> {
    this.transactions.requireOpen(this);
    this.transactions.end(this);
  }

  async endSession(): Promise<void> {
    this.transactions.end(this);
  }

  finish(): void {
    this.resolveEnded();
  }
}
