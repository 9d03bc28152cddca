import { failureOf, isPassing } from '../../services/errors';
import { makeKey } from '../../services/keys';
import type { Shelf } from '../../services/shelf';

type Marks = Api.Works.Marks;

/** Marks that were given and have no answer yet: sent as they are, under their key, until they have one. */
interface Waiting {
  number: number;
  marks: Marks;
  key: string;
}

export interface Refused {
  number: number;
  message: string;
}

export interface Kept {
  /** Marks that are being thought about, by number. */
  drafts: Record<string, Marks>;
  waiting: Waiting[];
  refused: Refused[];
}

export const emptyMarks: Kept = { drafts: {}, waiting: [], refused: [] };

export type Tell = (number: number, marks: Marks, key: string) => Promise<unknown>;

/**
 * Marks of a judge on the phone: drafts, and those on their way to the server. What was given stands on the shelf before it is sent, so that neither
 * a dead battery nor a place without a network loses it.
 * @param told the server has the marks of this number
 */
export function makeMarkQueue(shelf: Shelf<Kept>, told: (number: number, marks: Marks) => void) {
  let flushing: Promise<void> | null = null;

  function drop(number: number, refusal: string | null): void {
    const { drafts, waiting, refused } = shelf.read();
    const others = refused.filter((one) => one.number !== number);
    const kept = Object.fromEntries(Object.entries(drafts).filter(([of]) => of !== String(number)));
    // What was refused may be marked anew: the marks stay as a draft.
    shelf.write({ drafts: refusal === null ? kept : drafts, waiting: waiting.filter((one) => one.number !== number), refused: refusal === null ? others : [...others, { number, message: refusal }] });
  }

  async function all(tell: Tell): Promise<void> {
    for (let [next] = shelf.read().waiting; next; [next] = shelf.read().waiting) {
      const { number, marks, key } = next;
      try {
        await tell(number, marks, key);
        drop(number, null);
        told(number, marks);
      } catch (cause) {
        const { code, message } = failureOf(cause);
        if (isPassing(code)) return;
        drop(number, message);
      }
    }
  }

  return {
    /** Marks of this number as they stand here; null: none. */
    here: (number: number): Marks | null => shelf.read().waiting.find((one) => one.number === number)?.marks ?? shelf.read().drafts[String(number)] ?? null,
    waits: (number: number) => shelf.read().waiting.some((one) => one.number === number),
    drafted: (number: number) => shelf.read().drafts[String(number)] !== undefined,
    count: () => shelf.read().waiting.length,
    refused: () => shelf.read().refused,

    seen() {
      shelf.write({ ...shelf.read(), refused: [] });
    },

    /** @throws when the phone has no room */
    draft(number: number, marks: Marks) {
      const { drafts, ...rest } = shelf.read();
      shelf.write({ ...rest, drafts: { ...drafts, [String(number)]: marks } });
    },

    /** Gives marks for good. @throws when the phone has no room */
    give(number: number, marks: Marks) {
      const { waiting, drafts, refused } = shelf.read();
      if (waiting.some((one) => one.number === number)) return;
      shelf.write({ drafts: { ...drafts, [String(number)]: marks }, waiting: [...waiting, { number, marks, key: makeKey() }], refused: refused.filter((one) => one.number !== number) });
    },

    /** Sends all that waits; stops where no answer comes. One run at a time. */
    flush(tell: Tell): Promise<void> {
      flushing ??= all(tell).finally(() => {
        flushing = null;
      });
      return flushing;
    },
  };
}

export type MarkQueue = ReturnType<typeof makeMarkQueue>;
