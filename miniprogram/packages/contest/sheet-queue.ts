import { failureOf, isPassing } from '../../services/errors';
import { makeKey } from '../../services/keys';
import type { Shelf } from '../../services/shelf';

type Marks = Api.Contest.SheetMarks;

/** A draft or a signature as it was sent: the very same until it has an answer, also after the app was killed. */
interface Sent {
  key: string;
  /** Version of the sheet that it was made upon. */
  v: number;
  marks: Marks;
  sign: boolean;
}

/** A sheet that the server does not have as it stands here. */
interface Waiting {
  entryId: string;
  marks: Marks;
  sign: boolean;
  /** Version of the sheet that the server has. */
  v: number;
  sent: Sent | null;
}

/** What the server refused: shown with what was typed until the judge has seen it. */
export interface Refused {
  entryId: string;
  marks: Marks;
  message: string;
}

export interface Kept {
  waiting: Waiting[];
  refused: Refused[];
}

export const emptyQueue: Kept = { waiting: [], refused: [] };

/** Sends a draft or a signature. @returns the sheet's version then */
export type Tell = (entryId: string, sent: Sent) => Promise<{ v: number }>;

const sameMarks = (a: Marks, b: Marks) => {
  const ids = Object.keys(a);
  return ids.length === Object.keys(b).length && ids.every((id) => a[id] === b[id]);
};

/**
 * Sheets on their way to the server. Whatever is typed is on the shelf before it counts, so that a dead battery loses nothing; one draft of a sheet
 * is on its way at a time, and is sent again unchanged until it has an answer: late and doubled ones change nothing.
 * @param told a sheet stands at the server as it stands here
 */
export function makeSheetQueue(shelf: Shelf<Kept>, told: (entryId: string, sheet: { marks: Marks; v: number; signed: boolean }) => void) {
  let flushing: Promise<void> | null = null;

  const find = (entryId: string) => shelf.read().waiting.find((one) => one.entryId === entryId);

  function put(next: Waiting): void {
    const { waiting, refused } = shelf.read();
    const others = waiting.filter(({ entryId }) => entryId !== next.entryId);
    shelf.write({ waiting: [...others, next], refused });
  }

  function drop(entryId: string, refusal: Refused | null): void {
    const { waiting, refused } = shelf.read();
    shelf.write({ waiting: waiting.filter((one) => one.entryId !== entryId), refused: refusal ? [...refused.filter((one) => one.entryId !== entryId), refusal] : refused });
  }

  /** Sends one sheet until the server has it. @returns false: no answer came */
  async function settle(entryId: string, tell: Tell): Promise<boolean> {
    for (let one = find(entryId); one; one = find(entryId)) {
      const sent = one.sent ?? { key: makeKey(), v: one.v, marks: one.marks, sign: one.sign };
      put({ ...one, sent });
      try {
        const { v } = await tell(entryId, sent);
        const now = find(entryId) ?? one;
        const whole = sameMarks(now.marks, sent.marks) && now.sign === sent.sign;
        told(entryId, { marks: sent.marks, v, signed: sent.sign });
        if (whole || sent.sign) drop(entryId, null);
        else put({ ...now, v, sent: null });
      } catch (cause) {
        const { code, message } = failureOf(cause);
        if (isPassing(code)) return false;
        const now = find(entryId) ?? one;
        // Not signed yet, and not lost: what was typed goes on as a draft.
        if (sent.sign && code === 'NOT_OPEN') {
          put({ ...now, sign: false, sent: null });
          const { waiting, refused } = shelf.read();
          shelf.write({ waiting, refused: [...refused.filter((other) => other.entryId !== entryId), { entryId, marks: now.marks, message }] });
        } else drop(entryId, { entryId, marks: now.marks, message });
      }
    }
    return true;
  }

  async function all(tell: Tell): Promise<void> {
    // What is typed meanwhile goes, too.
    for (let [next] = shelf.read().waiting; next; [next] = shelf.read().waiting) if (!(await settle(next.entryId, tell))) return;
  }

  return {
    /** What of this sheet waits; undefined: nothing. */
    find,
    count: () => shelf.read().waiting.length,
    refused: () => shelf.read().refused,

    seen() {
      shelf.write({ waiting: shelf.read().waiting, refused: [] });
    },

    /** Marks as they are typed. @param v of the sheet that the server has, as the pad knows it @throws when the phone has no room */
    type(entryId: string, marks: Marks, v: number) {
      const before = find(entryId);
      put({ entryId, marks, sign: false, v: before?.v ?? v, sent: before?.sent ?? null });
    },

    /** @throws when the phone has no room */
    sign(entryId: string, marks: Marks, v: number) {
      const before = find(entryId);
      put({ entryId, marks, sign: true, v: before?.v ?? v, sent: before?.sent ?? null });
    },

    /** Tells the server all that waits; stops where no answer comes. One run at a time. */
    flush(tell: Tell): Promise<void> {
      flushing ??= all(tell).finally(() => {
        flushing = null;
      });
      return flushing;
    },
  };
}

export type SheetQueue = ReturnType<typeof makeSheetQueue>;
