import { sha256 } from '@noble/hashes/sha2.js';
import { listHash } from '../draw/seed';
import { type Below, chanceFrom } from '../draw/stream';
import { toUtf8 } from '../text/utf8';
import { inListOrder, type Starter } from './seeding';

/** The lots of a meet 抽签 as anybody can draw them again: one seed of the 领队会 for all events, a stream of its own for each round of each. */

/** The line of a starter in the list that is fixed before anybody commits to a share. */
export function lineOf(event: string, { entry, unit, seed }: Starter): string {
  return JSON.stringify([event, entry, unit, seed]);
}

/** Hash of the starters of all events, in one order whatever order they came in. */
export function startersHash(events: readonly { id: string; starters: readonly Starter[] }[]): string {
  const lines = events.flatMap(({ id, starters }) => inListOrder(starters).map((starter) => lineOf(id, starter)));
  return listHash(lines.sort());
}

/** The stream of one round of an event: SHA-256(seed ‖ UTF-8 of the event, a line feed, the round's number) is its seed. */
export function chanceOf(seed: Uint8Array, event: string, round: number): Below {
  const name = toUtf8(`${event}\n${round}`);
  const input = new Uint8Array(seed.length + name.length);
  input.set(seed);
  input.set(name, seed.length);
  return chanceFrom(sha256(input));
}
