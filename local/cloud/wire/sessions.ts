import type { ClientSession, Engine } from '../engine/types';
import { MongoServerError } from '../engine/errors';

interface OpenSession {
  readonly session: ClientSession;
  readonly startedAt: number;
  wrote: boolean;
}

/** A transaction's id outlives the engine's 30 s a little, so that a late request gets the engine's own answer. */
const FORGET_AFTER_MS = 120_000;

const open = new WeakMap<Engine, Map<string, OpenSession>>();

function sessionsOf(engine: Engine): Map<string, OpenSession> {
  const known = open.get(engine);
  if (known) return known;
  const created = new Map<string, OpenSession>();
  open.set(engine, created);
  return created;
}

/** Starts a transaction and returns its id. */
export function startTransaction(engine: Engine): string {
  const sessions = sessionsOf(engine);
  const now = Date.now();
  for (const [id, entry] of sessions) {
    if (now - entry.startedAt <= FORGET_AFTER_MS) break;
    sessions.delete(id);
  }
  const session = engine.startSession();
  session.startTransaction();
  sessions.set(session.id, { session, startedAt: now, wrote: false });
  return session.id;
}

/** The session of a request inside a transaction; undefined outside one. @throws MongoServerError 251 when it is unknown. */
export function sessionOf(engine: Engine, transactionId: string | undefined, write: boolean): ClientSession | undefined {
  if (transactionId === undefined) return undefined;
  const entry = known(engine, transactionId);
  entry.wrote ||= write;
  return entry.session;
}

/** Ends a transaction. Resolves to whether it had written anything. @throws MongoServerError 112, 251. */
export async function endTransaction(engine: Engine, transactionId: string | undefined, commit: boolean): Promise<boolean> {
  const entry = known(engine, transactionId ?? '');
  try {
    await (commit ? entry.session.commitTransaction() : entry.session.abortTransaction());
    return entry.wrote;
  } finally {
    sessionsOf(engine).delete(entry.session.id);
    await entry.session.endSession();
  }
}

function known(engine: Engine, transactionId: string): OpenSession {
  const entry = sessionsOf(engine).get(transactionId);
  if (!entry) throw new MongoServerError(251, 'Transaction does not exist on the server, transaction must be commit or abort in 30 seconds.');
  return entry;
}
