import { Db } from '@cloudbase/database';
import { collections } from '../../database/collections';
import type { Database } from '../../cloudfunctions/platform/database';
import { connect } from '../../cloudfunctions/platform/database';
import { openEngine } from '../../local/cloud/engine';
import type { Engine } from '../../local/cloud/engine/types';
import { handleDatabase, noWork } from '../../local/cloud/wire/database';
import type { Scheduler } from './scheduler';

/** Alters a request on its way, to take a guard away for a negative control. */
export type Tamper = (request: Record<string, unknown>) => Record<string, unknown>;

export interface FaultyDatabase {
  db: Database;
  engine: Engine;
  /** What all requests so far cost. */
  work: ReturnType<typeof noWork>;
  /** Every request from now on goes here, and through this scheduler; null: straight through. Of several databases the one last used is asked. */
  use(scheduler: Scheduler | null, tamper?: Tamper): void;
  close(): Promise<void>;
}

/**
 * The functions' own database connection, real wx-server-sdk and all, over an engine in memory:
 * only the HTTP hop is replaced, by a scheduler that lets faults happen.
 * @param file where its data lie, those of another process too; in memory when left out
 */
export async function openFaultyDatabase(file = ':memory:'): Promise<FaultyDatabase> {
  const engine = openEngine(file);
  // A file that another process laid has them.
  const there = new Set((await engine.db().listCollections().toArray()).map(({ name }) => name));
  for (const spec of collections.filter(({ name }) => !there.has(name))) {
    const collection = await engine.db().createCollection(spec.name);
    for (const index of spec.indexes) await collection.createIndex(index.keys, { name: index.name, unique: index.unique });
  }
  let scheduler: Scheduler | null = null;
  let tamper: Tamper = (request) => request;
  const db = connect();
  const work = noWork();
  // The SDK's own seam: every reference it makes asks this class to send.
  const sender = class {
    send(action: string, data: Record<string, unknown>): Promise<unknown> {
      const run = () => handleDatabase(engine, tamper({ ...data, action }), work);
      return scheduler ? scheduler.submit(run) : run();
    }
  };
  const connectHere = () => {
    (Db as unknown as { reqClass: unknown }).reqClass = sender;
  };
  connectHere();
  return {
    db,
    engine,
    work,
    use(next, alter = (request) => request) {
      connectHere();
      scheduler = next;
      tamper = alter;
    },
    close: () => engine.close(),
  };
}
