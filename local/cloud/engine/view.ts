import type { Entry } from './cache';
import { MongoServerError } from './errors';
import { compileFilter } from './match';
import { arrange, select } from './query';
import type { Store, StoredCollection } from './store';
import { Session } from './transactions';
import type { Transactions } from './transactions';
import type { ClientSession, Document, Filter, OperationOptions, Sort } from './types';

/** What the collections of one engine share. */
export interface EngineParts {
  readonly store: Store;
  readonly transactions: Transactions;
  readonly now: () => number;
}

export interface Found {
  readonly document: Document;
  /** The committed document; absent when a transaction sees another one. */
  readonly entry: Entry | undefined;
}

interface ViewOptions extends OperationOptions {
  readonly sort?: Sort | undefined;
  /** How many of the first matches are wanted; all without it. */
  readonly first?: number | undefined;
}

/** The matching documents, as a transaction sees them when there is one. */
export function visible({ store, transactions }: EngineParts, stored: StoredCollection, filter: Filter, options: ViewOptions): readonly Found[] {
  const { sort, first, stats } = options;
  const session = sessionOf(options.session);
  const overlay = session && transactions.overlay(session, stored);
  const committed = select(store, stored, { filter, sort, first, stats, except: overlay });
  if (!overlay || overlay.size === 0) return committed.map((entry) => ({ document: entry.document, entry }));
  const matches = compileFilter(filter);
  const entries = new Map(committed.map((entry) => [entry.document, entry]));
  const rows = new Map(committed.map((entry) => [entry.document, entry.rid]));
  for (const { rid, document } of overlay.values()) if (document && matches(document)) rows.set(document, rid);
  const inOrder = [...rows].sort(([, a], [, b]) => a - b).map(([document]) => document);
  return arrange(inOrder, sort, first).map((document) => ({ document, entry: entries.get(document) }));
}

/** @throws MongoServerError 251 for a session that this engine did not start */
export function sessionOf(session: ClientSession | undefined): Session | undefined {
  if (session === undefined || session instanceof Session) return session;
  throw new MongoServerError(251, 'the session belongs to another engine');
}
