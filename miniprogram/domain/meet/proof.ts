import { bytesToHex } from '@noble/hashes/utils.js';
import { commitmentOf, seedOf } from '../draw/seed';
import { startersHash } from './lots';
import { mergedAgain } from './merges';
import { firstDraw } from './start-list';

/** Drawing a meet again from what was published. */

export interface ProofCheck {
  /** The organiser's share is the one that was committed to. */
  commitment: boolean;
  /** Everybody who starts is in the list that the seed follows from. */
  list: boolean;
  /** The seed follows from list, share and value. */
  seed: boolean;
}

export function checkProof({ events, drawId, share, commitment, list, value, seed }: Api.Meet.Proof): ProofCheck {
  return {
    commitment: commitmentOf(drawId, 'organiser', share) === commitment,
    list: startersHash(events.map(({ event, starters }) => ({ id: event.id, starters }))) === list,
    seed: bytesToHex(seedOf(list, [share, value])) === seed,
  };
}

/** How an event begins by the published seed, every 并组 since then included; null: nobody starts in it, or one of them cannot have been. */
export function drawnAgain({ events, list, share, value, track }: Api.Meet.Proof, eventId: string, merges: readonly Api.Meet.MergeMade[]): Api.Meet.FirstDraw | null {
  const found = events.find(({ event }) => event.id === eventId);
  if (!found) return null;
  const seed = seedOf(list, [share, value]);
  const drawn = firstDraw(found.event, found.starters, track, seed);
  if (drawn.kind !== 'heats') return drawn;
  const heats = mergedAgain(found.event, drawn.heats, merges, track, seed);
  return heats && { kind: 'heats', heats: [...heats] };
}

/** Did an event begin as it was drawn? A lane that was given up since is no difference. */
export function sameDraw(drawn: Api.Meet.FirstDraw, round: Pick<Api.Meet.RoundShown, 'heats' | 'table'>): boolean {
  if (drawn.kind === 'knockout') return round.table?.kind === 'knockout' && round.table.slots.join() === drawn.slots.join();
  if (drawn.kind === 'order') return round.table?.kind === 'swiss' ? round.table.players.join() === drawn.entries.join() : round.table?.kind === 'roundRobin';
  const lanes = new Set(drawn.heats.flatMap(({ n, places }) => places.map(({ entry, lane }) => `${n} ${lane} ${entry}`)));
  return round.heats.every(({ n, places }) => places.every(({ entry, lane }) => lanes.has(`${n} ${lane} ${entry}`)));
}
