import { describe, type Failure } from './errors';

/** Where a list that comes in pages stands; a page has it in its data, beside its rows. */
export interface Listing {
  /** Something to show has come, now or an earlier time. */
  loaded: boolean;
  failure: Failure | null;
  /** Where the next page begins; null: there is none. */
  next: string | null;
  /** A further page is on its way. */
  more: boolean;
}

export const unlisted: Listing = { loaded: false, failure: null, next: null, more: false };

/** A page of the app, as far as a list needs it. */
interface Host<View> {
  readonly data: Listing;
  readonly setData: (change: Partial<Listing> | (Partial<Listing> & View)) => void;
}

interface Answer {
  next: string | null;
}

/** The number of a host's last first page: what was asked for before it comes too late. */
const asked = new WeakMap<object, number>();

/** Fetches the first page of a list. Where it does not come, what was there stays, and `failure` says why. */
export async function reload<A extends Answer, View>(host: Host<View>, ask: () => Promise<A>, view: (answer: A) => View): Promise<void> {
  const mine = (asked.get(host) ?? 0) + 1;
  asked.set(host, mine);
  try {
    const answer = await ask();
    if (asked.get(host) === mine) host.setData({ ...view(answer), next: answer.next, loaded: true, failure: null });
  } catch (cause) {
    if (asked.get(host) === mine) host.setData({ failure: describe(cause) });
  }
}

/** Fetches the next page, if there is one and it is not on its way; `view` puts it under what is there. */
export async function loadMore<A extends Answer, View>(host: Host<View>, ask: (cursor: string) => Promise<A>, view: (answer: A) => View): Promise<void> {
  const { next, more } = host.data;
  if (next === null || more) return;
  const mine = asked.get(host);
  host.setData({ more: true, failure: null });
  try {
    const answer = await ask(next);
    if (asked.get(host) === mine) host.setData({ ...view(answer), next: answer.next });
  } catch (cause) {
    if (asked.get(host) === mine) host.setData({ failure: describe(cause) });
  } finally {
    host.setData({ more: false });
  }
}

/** Rows with a further page under them; a row that moved from one page to the next stays where it was. */
export function appended<Row>(rows: readonly Row[], further: readonly Row[], keyOf: (row: Row) => string): Row[] {
  const known = new Set(rows.map(keyOf));
  return [...rows, ...further.filter((row) => !known.has(keyOf(row)))];
}
