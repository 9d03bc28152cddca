import { failureOf } from '../../services/errors';
import type { Vault } from './vault';

/** An admission that this phone decided without the server, waiting to be told to it. */
export interface QueuedScan extends Api.CheckIn.OfflineScan {
  activityId: string;
  /** Empty for somebody who is not on the list. */
  uid: string;
  name: string;
  unitName: string;
}

/** Somebody whom this phone let in, told to the server or not yet. */
export interface Admission {
  uid: string;
  gate: string;
  at: Api.Millis;
  /** Seen leaving. */
  out?: true;
}

/** What the server said of a queued scan that it refused or found to be a duplicate; shown until the staff has seen it. */
export interface Returned {
  name: string;
  gate: string;
  message: string;
}

/** A line of the journal. */
type Note = { queued: QueuedScan } | { let: Admission } | { told: string } | { returned: Returned & { id: string } } | { seen: true };

interface State {
  queue: QueuedScan[];
  admitted: Admission[];
  returned: Returned[];
}

export const correctedTime = ({ deviceAt, correction }: Api.CheckIn.OfflineScan) => deviceAt + correction;

function follow(state: State, note: Note): State {
  if ('queued' in note) {
    const scan = note.queued;
    const admission = { uid: scan.uid, gate: scan.gate, at: correctedTime(scan), ...(scan.out ? { out: scan.out } : {}) };
    return { ...state, queue: [...state.queue, scan], admitted: scan.uid === '' ? state.admitted : [...state.admitted, admission] };
  }
  if ('let' in note) return { ...state, admitted: [...state.admitted, note.let] };
  if ('seen' in note) return { ...state, returned: [] };
  const id = 'told' in note ? note.told : note.returned.id;
  const queue = state.queue.filter((scan) => scan.id !== id);
  return 'told' in note ? { ...state, queue } : { ...state, queue, returned: [...state.returned, note.returned] };
}

type Tell = (activityId: string, scans: QueuedScan[]) => Promise<Api.Output<'checkin.sync'>>;
type Journals = Pick<Vault, 'activities' | 'readJournal' | 'append'>;

/** What a phone at a gate remembers. Every change is written before it counts, so that a dead battery loses nothing. */
export function makeLedger(journals: Journals, atMost: number) {
  const states = new Map<string, State>();
  let flushing: Promise<void> | null = null;

  function stateOf(activityId: string): State {
    const known = states.get(activityId);
    if (known) return known;
    const state = journals.readJournal<Note>(activityId).reduce(follow, { queue: [], admitted: [], returned: [] });
    states.set(activityId, state);
    return state;
  }

  function note(activityId: string, one: Note): void {
    const before = stateOf(activityId);
    journals.append(activityId, one);
    states.set(activityId, follow(before, one));
  }

  const all = () => journals.activities().map(stateOf);

  async function tellAll(tell: Tell): Promise<void> {
    for (const activityId of journals.activities()) {
      for (let batch = stateOf(activityId).queue.slice(0, atMost); batch.length > 0; batch = stateOf(activityId).queue.slice(0, atMost)) {
        const { results } = await tell(activityId, batch);
        let answered = 0;
        for (const { id, outcome, message } of results) {
          const scan = batch.find((one) => one.id === id);
          if (scan === undefined) continue;
          answered += 1;
          note(activityId, outcome === 'admitted' ? { told: id } : { returned: { id, name: scan.name, gate: scan.gate, message } });
        }
        if (answered === 0) return;
      }
    }
  }

  return {
    queued: () => all().flatMap(({ queue }) => queue),
    returned: () => all().flatMap(({ returned }) => returned),
    isTold: (activityId: string) => stateOf(activityId).queue.length === 0,

    clearReturned() {
      for (const activityId of journals.activities()) if (stateOf(activityId).returned.length > 0) note(activityId, { seen: true });
    },

    /** The admission of this person by this phone that still stands; null: none, or seen leaving since. */
    admission(activityId: string, uid: string): Admission | null {
      const seen = stateOf(activityId).admitted.filter((one) => one.uid === uid);
      const since = seen.slice(seen.map(({ out }) => out ?? false).lastIndexOf(true) + 1);
      return since[0] ?? null;
    },

    /** Remembers whom the server let in here, for when the network goes. A phone without room does without. */
    admit(activityId: string, one: Admission) {
      try {
        note(activityId, { let: one });
      } catch (cause) {
        console.warn('journal', cause);
      }
    },

    /** @throws when the phone has no room */
    enqueue: (scan: QueuedScan) => note(scan.activityId, { queued: scan }),

    /** The online call of a scan that is queued by now. Only a yes ends it: what the server refused online it keeps when it is told as made offline. */
    async settle(scan: QueuedScan, answer: Promise<unknown>): Promise<void> {
      try {
        await answer;
        if (stateOf(scan.activityId).queue.some(({ id }) => id === scan.id)) note(scan.activityId, { told: scan.id });
      } catch {
        // It stays in the queue.
      }
    },

    /** Tells the server all queued scans in their order; stops at the first batch that gets no answer. One run at a time. */
    flush(tell: Tell): Promise<void> {
      flushing ??= tellAll(tell)
        .catch((cause: unknown) => void failureOf(cause))
        .finally(() => {
          flushing = null;
        });
      return flushing;
    },
  };
}

export type Ledger = ReturnType<typeof makeLedger>;
