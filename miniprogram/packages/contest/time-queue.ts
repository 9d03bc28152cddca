import { failureOf, isPassing } from '../../services/errors';
import type { Shelf } from '../../services/shelf';

/** A tap of the timekeeper that the server has not answered yet. */
export interface Tap {
  entryId: string;
  mark: 'start' | 'stop';
  /** By this device's own clock. */
  deviceAt: number;
}

/** The clock as it stands on this device; 0: not started, not ended. */
export interface Clock {
  entryId: string;
  startedAt: number;
  endedAt: number;
}

export interface KeptTime extends Clock {
  taps: Tap[];
}

export const emptyTime: KeptTime = { entryId: '', startedAt: 0, endedAt: 0, taps: [] };

/** Tells the server of a tap; the same tap has the same key. */
export type TellTap = (tap: Tap) => Promise<unknown>;

/**
 * 计时 without a network: the clock and each tap are on the shelf as they happen, so that an app that was killed goes on where it was, and taps go out
 * in their order, each for the entry that it was made for.
 */
export function makeTimeQueue(shelf: Shelf<KeptTime>) {
  let now = shelf.read();
  let flushing: Promise<string> | null = null;

  function keep(next: KeptTime): void {
    now = next;
    try {
      shelf.write(next);
    } catch (cause) {
      // No room on the phone: the tap is still here, and is sent at once where there is a network.
      console.warn('storage', cause);
    }
  }

  const tapped = (mark: Tap['mark'], deviceAt: number): Tap[] => [...now.taps, { entryId: now.entryId, mark, deviceAt }];

  async function all(tell: TellTap): Promise<string> {
    let refusal = '';
    for (let [next] = now.taps; next; [next] = now.taps) {
      try {
        await tell(next);
      } catch (cause) {
        const { code, message } = failureOf(cause);
        if (isPassing(code)) return refusal;
        refusal = message;
      }
      // What is tapped meanwhile comes after.
      keep({ ...now, taps: now.taps.slice(1) });
    }
    return refusal;
  }

  return {
    clock: (): Clock => ({ entryId: now.entryId, startedAt: now.startedAt, endedAt: now.endedAt }),
    waits: () => now.taps.length > 0,

    /** Another entry is timed from now on, as far as the server knows its clock. */
    follow(clock: Clock) {
      keep({ ...clock, taps: now.taps });
    },

    start(at: number) {
      keep({ ...now, startedAt: at, endedAt: 0, taps: tapped('start', at) });
    },

    stop(at: number) {
      keep({ ...now, endedAt: at, taps: tapped('stop', at) });
    },

    /** Sends what waits, in its order; stops where no answer comes. One run at a time. @returns why one was refused; empty: none was */
    flush(tell: TellTap): Promise<string> {
      flushing ??= all(tell).finally(() => {
        flushing = null;
      });
      return flushing;
    },
  };
}

export type TimeQueue = ReturnType<typeof makeTimeQueue>;
