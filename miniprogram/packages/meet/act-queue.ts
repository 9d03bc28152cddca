import { failureOf, isPassing } from '../../services/errors';
import { makeKey } from '../../services/keys';
import type { QueuedAction } from '../../services/meet-day';
import type { Shelf } from '../../services/shelf';

/** An act of an official on its way to the server: sent again unchanged, with its key, until it has an answer, also after the app was killed. */
export type Queued = { [A in QueuedAction]: { key: string; action: A; input: Api.Input<A>; what: string; tried: boolean } }[QueuedAction];

/** What the server refused, with what was entered, until the official has seen it. */
export interface Refused {
  key: string;
  what: string;
  message: string;
}

export interface Kept {
  waiting: Queued[];
  refused: Refused[];
}

export const emptyActs: Kept = { waiting: [], refused: [] };

export type Tell = (one: Queued) => Promise<unknown>;

/** The field of a document that an act changes: a later one on the same field takes the place of one that was never sent. */
function fieldOf({ action, input }: Queued): string {
  switch (action) {
    case 'event.mark':
      return `mark ${input.event} ${input.round} ${input.entry} ${input.m}`;
    case 'event.match':
      return `match ${input.event} ${input.match} ${input.m}`;
    case 'event.wind':
      return `wind ${input.event} ${input.round} ${input.heat} ${input.was ?? ''}`;
    case 'event.call':
      return `call ${JSON.stringify(input)}`;
  }
}

/**
 * Acts in the order in which they were made, each on the shelf before it counts: a dead battery loses nothing, a ground without a network stops nobody.
 * @param told the server has it
 */
export function makeActQueue(shelf: Shelf<Kept>, told: (one: Queued) => void) {
  let flushing: Promise<void> | null = null;

  const drop = (key: string, refusal: Refused | null) => {
    const { waiting, refused } = shelf.read();
    shelf.write({ waiting: waiting.filter((one) => one.key !== key), refused: refusal ? [...refused, refusal] : refused });
  };

  async function all(tell: Tell): Promise<void> {
    for (let [next] = shelf.read().waiting; next; [next] = shelf.read().waiting) {
      const one = next;
      if (!one.tried) {
        const { waiting, refused } = shelf.read();
        shelf.write({ waiting: waiting.map((other) => (other.key === one.key ? { ...other, tried: true } : other)), refused });
      }
      try {
        await tell(one);
        told(one);
        drop(one.key, null);
      } catch (cause) {
        const { code, message } = failureOf(cause);
        if (isPassing(code)) return;
        drop(one.key, { key: one.key, what: one.what, message });
      }
    }
  }

  return {
    waiting: () => shelf.read().waiting,
    refused: () => shelf.read().refused,

    seen() {
      shelf.write({ waiting: shelf.read().waiting, refused: [] });
    },

    /** @param what names it for the official, such as 203号张伟 12.4 @throws when the phone has no room */
    add<A extends QueuedAction>(action: A, input: Api.Input<A>, what: string) {
      const { waiting, refused } = shelf.read();
      // The parts belong together by the type of the arguments.
      const next = { key: makeKey(), action, input, what, tried: false } as Queued;
      const others = waiting.filter((one) => one.tried || fieldOf(one) !== fieldOf(next));
      shelf.write({ waiting: [...others, next], refused });
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

export type ActQueue = ReturnType<typeof makeActQueue>;

/** The desk as this phone has it: what waits stands over what the server has. */
export function withWaiting(desk: Api.Meet.EventDesk, waiting: readonly Queued[]): Api.Meet.EventDesk {
  const mine = waiting.filter(({ input }) => input.event === desk.event.id && input.meetId === desk.meetId);
  if (mine.length === 0) return desk;
  const rounds = desk.rounds.map((round) => mine.reduce(applied, round));
  return { ...desk, rounds };
}

function applied(round: Api.Meet.DeskRound, { action, input }: Queued): Api.Meet.DeskRound {
  if (action !== 'event.match' && input.round !== round.n) return round;
  switch (action) {
    case 'event.mark': {
      const card = round.cards[input.entry];
      return card ? { ...round, cards: { ...round.cards, [input.entry]: { ...card, entered: input.entered, m: input.m + 1 } } } : round;
    }
    case 'event.call': {
      const called = input.entries.flatMap((entry) => {
        const card = round.cards[entry];
        return card ? [[entry, { ...card, call: input.to }] as const] : [];
      });
      return { ...round, cards: { ...round.cards, ...Object.fromEntries(called) } };
    }
    case 'event.wind':
      return { ...round, winds: { ...round.winds, [`h${input.heat}`]: input.wind } };
    case 'event.match':
      return round.table ? { ...round, matches: { ...round.matches, [input.match]: { raw: input.raw, m: input.m + 1, byName: '' } } } : round;
  }
}

/** Entries and matches that wait for the network. */
export function waitingFor(waiting: readonly Queued[], event: string): Set<string> {
  return new Set(
    waiting.flatMap(({ action, input }) => (input.event !== event ? [] : action === 'event.mark' ? [input.entry] : action === 'event.match' ? [input.match] : action === 'event.call' ? input.entries : [`h${input.heat}`])),
  );
}
