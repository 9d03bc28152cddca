import { EngineCollection } from './collection';
import { Store } from './store';
import { Transactions, TRANSACTION_LIFETIME_MS } from './transactions';
import type { Db, Engine } from './types';
import type { EngineParts } from './view';

export { MongoServerError } from './errors';
export type * from './types';

export interface EngineOptions {
  /** Milliseconds since 1970, for new ids and `$currentDate`. */
  readonly now?: (() => number) | undefined;
  /** After how many milliseconds an open transaction is given up. */
  readonly transactionLifetimeMs?: number | undefined;
}

/**
 * Opens the document store in one file, making it when it is not there. One process at a time.
 * What an operation has acknowledged is on disk: killing the process loses nothing.
 */
export function openEngine(file: string, options: EngineOptions = {}): Engine {
  const store = new Store(file);
  const transactions = new Transactions(store, options.transactionLifetimeMs ?? TRANSACTION_LIFETIME_MS);
  const parts: EngineParts = { store, transactions, now: options.now ?? Date.now };
  const db: Db = {
    collection: (name) => new EngineCollection(parts, name),
    createCollection: async (name) => {
      store.createCollection(name);
      return new EngineCollection(parts, name);
    },
    listCollections: (filter = {}) => ({
      toArray: async () =>
        filter.name === undefined
          ? [...store.collections.keys()].map((name) => ({ name }))
          : store.collections.has(filter.name)
            ? [{ name: filter.name }]
            : [],
    }),
  };
  return {
    db: () => db,
    startSession: () => transactions.session(),
    close: async () => {
      transactions.close();
      store.close();
    },
  };
}
