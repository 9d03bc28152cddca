import { failureOf } from '../../services/errors';
import type { Shelf } from './shelf';

/** An admission that this phone decided without the server, waiting to be told to it. */
export interface QueuedScan {
  /** The scan's own key: told twice, it is one scan. */
  key: string;
  activityId: string;
  token: string;
  gate: string;
  at: Api.Millis;
  uid: string;
  name: string;
}

/** Somebody whom this phone let in, told to the server or not yet. */
export interface Admission {
  activityId: string;
  uid: string;
  gate: string;
  at: Api.Millis;
}

/** What the server said of a queued scan when it refused it; shown until the staff has seen it. */
export interface Returned {
  name: string;
  gate: string;
  at: Api.Millis;
  message: string;
  requestId: string;
}

export interface Shelves {
  queue: Shelf<QueuedScan[]>;
  admitted: Shelf<Admission[]>;
  returned: Shelf<Returned[]>;
}

type Send = (scan: QueuedScan) => Promise<unknown>;

const keepAdmissions = 2 * 86_400_000;

/** What a phone at a gate remembers. Every change is written before it counts, so that a dead battery loses nothing. */
export function makeLedger({ queue, admitted, returned }: Shelves) {
  const drop = (key: string) => queue.write(queue.read().filter((scan) => scan.key !== key));
  let flushing: Promise<void> | null = null;

  /** Takes one queued scan's answer; false: no definite answer, it stays. */
  async function settle(scan: QueuedScan, answer: Promise<unknown>): Promise<boolean> {
    try {
      await answer;
      drop(scan.key);
      return true;
    } catch (cause) {
      const failure = failureOf(cause);
      if (isPassing(failure.code)) return false;
      if (!queue.read().some(({ key }) => key === scan.key)) return true;
      returned.write([...returned.read(), { name: scan.name, gate: scan.gate, at: scan.at, message: failure.message, requestId: failure.requestId }]);
      drop(scan.key);
      return true;
    }
  }

  async function flushAll(send: Send): Promise<void> {
    for (const scan of queue.read()) {
      if (!(await settle(scan, send(scan)))) return;
    }
  }

  return {
    queued: () => queue.read(),
    returned: () => returned.read(),
    clearReturned: () => returned.write([]),

    /** The earlier admission of this person by this phone, if there was one. */
    admission: (activityId: string, uid: string) => admitted.read().find((one) => one.activityId === activityId && one.uid === uid) ?? null,

    admit(one: Admission) {
      admitted.write([...admitted.read().filter(({ at }) => one.at - at < keepAdmissions), one]);
    },

    /** @throws when the phone has no room */
    enqueue: (scan: QueuedScan) => queue.write([...queue.read(), scan]),

    settle,

    /** Tells the server all queued scans in their order; stops at the first that gets no definite answer. One run at a time. */
    flush(send: Send): Promise<void> {
      flushing ??= flushAll(send).finally(() => {
        flushing = null;
      });
      return flushing;
    },
  };
}

export type Ledger = ReturnType<typeof makeLedger>;

/** A failure that says nothing about the scan: the same scan is told again later. */
export function isPassing(code: string): boolean {
  return code === 'OFFLINE' || code === 'UNREACHABLE' || code === 'INTERNAL' || code === 'SLOW_DOWN';
}
