import { type Below, shuffled } from '../draw/stream';
import { inListOrder } from './seeding';
import { cheapestShares, fewestPairs } from './spread';

/** Knock-out draws 淘汰赛. */

export interface Player {
  entry: string;
  unit: string;
}

/** Lines of the draw sheet from the top, a power of two of them; lines 1–2, 3–4 … meet first; null: a bye 轮空. */
export type Slots = readonly (string | null)[];

interface Seed extends Player {
  bye: boolean;
}

/** The upper and the lower half of a section. */
type Halves = readonly [readonly Player[], readonly Player[]];

const pairs = (n: number) => fewestPairs(n, 1);

const countsOf = (players: readonly Player[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const { unit } of players) counts.set(unit, (counts.get(unit) ?? 0) + 1);
  return counts;
};

/**
 * Which of these go to the first half and which to the second, so that fewest of one unit are in the same half; by lot where that leaves a choice.
 * @param there who is in the halves already
 */
function divide<T extends Player>(players: readonly T[], places: number, there: Halves, below: Below): [T[], T[]] {
  const counts = countsOf(players);
  const [first, second] = there.map(countsOf);
  const cost = (unit: string, n: number) => pairs(n + (first?.get(unit) ?? 0)) + pairs((counts.get(unit) ?? 0) - n + (second?.get(unit) ?? 0));
  const shares = cheapestShares(counts, places, cost, below);
  const halves: [T[], T[]] = [[], []];
  for (const player of shuffled(players, below)) {
    const left = shares.get(player.unit) ?? 0;
    halves[left > 0 ? 0 : 1].push(player);
    shares.set(player.unit, left - 1);
  }
  return halves;
}

/** Pairs of one unit within a half. */
function together(halves: Halves): number {
  return halves.reduce((sum, half) => sum + [...countsOf(half).values()].reduce((all, n) => all + pairs(n), 0), 0);
}

/** Lines that a seed takes: a bye takes the opponent's too. */
const linesOf = (seeds: readonly Seed[]): number => seeds.reduce((sum, { bye }) => sum + (bye ? 2 : 1), 0);

/**
 * Seeds of a section to its halves: the first and the second apart, then 3–4, 5–8, 9–16 … evenly; of an odd number one half gets one more, where it costs less, else
 * by lot. Those of a group with a bye are parted before those without, so that neither half overflows.
 */
function divideSeeds(seeds: readonly Seed[], lines: number, below: Below): [Seed[], Seed[]] {
  const halves: [Seed[], Seed[]] = [seeds.slice(0, 1), seeds.slice(1, 2)];
  for (let from = 2; from < seeds.length; from *= 2) {
    const group = seeds.slice(from, from * 2);
    let before = 0;
    for (const bye of [true, false]) {
      const some = group.filter((one) => one.bye === bye);
      const fair = bye ? some.length / 2 : group.length / 2 - before;
      const fits = (first: number) => {
        const more = bye ? 2 : 1;
        return linesOf(halves[0]) + first * more <= lines / 2 && linesOf(halves[1]) + (some.length - first) * more <= lines / 2;
      };
      const possible = Array.from({ length: some.length + 1 }, (_, first) => first).filter(fits);
      const unfair = Math.min(...possible.map((first) => Math.abs(first - fair)));
      const choices = shuffled(possible.filter((first) => Math.abs(first - fair) === unfair), below).map((first) => divide(some, first, halves, below));
      const cost = ([first, second]: [Seed[], Seed[]]) => together([[...halves[0], ...first], [...halves[1], ...second]]);
      const [best = [[], []]] = choices.sort((a, b) => cost(a) - cost(b));
      before += best[0].length;
      halves[0].push(...best[0]);
      halves[1].push(...best[1]);
    }
  }
  const bySeed = (a: Seed, b: Seed) => seeds.indexOf(a) - seeds.indexOf(b);
  return [halves[0].sort(bySeed), halves[1].sort(bySeed)];
}

/** A section of the sheet with its strongest seed on the first line. @param byes of unseeded players */
function section(size: number, seeds: readonly Seed[], others: readonly Player[], byes: number, below: Below): (string | null)[] {
  if (size <= 2) {
    const lines: (string | null)[] = [...seeds, ...shuffled(others, below)].map(({ entry }) => entry);
    return lines.length < size ? [...lines, null] : lines;
  }
  const halves = divideSeeds(seeds, size, below);
  const withBye = halves.map((half) => half.filter(({ bye }) => bye).length);
  // Byes are spread evenly over the halves, those of seeds counted.
  const [a = 0, b = 0] = withBye;
  const all = a + b + byes;
  const share = all % 2 === 0 ? all / 2 : Math.floor(all / 2) + below(2);
  const first = Math.min(byes, Math.max(0, share - a));
  const room = size / 2 - (halves[0].length + a) - first;
  const rest = divide(others, room, halves, below);
  const top = section(size / 2, halves[0], rest[0], first, below);
  return [...top, ...section(size / 2, halves[1], rest[1], byes - first, below).reverse()];
}

/**
 * The draw: seeds as table tennis has them (1 on the first line, 2 on the last, 3–4 by lot in the middle, 5–8 by lot in the quarters …), byes to the strongest seeds and
 * then by lot, one unit in different halves, quarters … as far as its number and the seeds allow; the rest by lot.
 * @param seeds the strongest first @param others all who are not seeded
 */
export function knockoutDraw(seeds: readonly Player[], others: readonly Player[], below: Below): Slots {
  const players = seeds.length + others.length;
  let size = 1;
  while (size < players) size *= 2;
  const byes = size - players;
  const seeded = seeds.map(({ entry, unit }, index) => ({ entry, unit, bye: index < byes }));
  return players === 0 ? [] : section(size, seeded, inListOrder(others), Math.max(0, byes - seeds.length), below);
}

export interface Match {
  /** 1 the first round. */
  round: number;
  /** From 1 within the round. */
  n: number;
  /** null: a bye, or not known yet. */
  home: string | null;
  away: string | null;
  /** null: not known yet, or nobody goes on. */
  winner: string | null;
  /** Somebody may still go on from it. */
  open: boolean;
}

/** Who won a match of two; none: nobody 双弃权; null: not played yet. */
export type Winners = (match: Pick<Match, 'round' | 'n' | 'home' | 'away'>) => Api.Meet.Side | 'none' | null;

/** All matches round by round, as far as they are known. A bye goes on without a match, and so does whose opponent nobody can be any more. */
export function bracket(slots: Slots, winners: Winners): Match[][] {
  const rounds: Match[][] = [];
  let here: { entry: string | null; open: boolean }[] = slots.map((entry) => ({ entry, open: false }));
  for (let round = 1; here.length > 1; round += 1) {
    const matches: Match[] = [];
    for (let index = 0; index < here.length; index += 2) {
      const [{ entry: home, open: awaitsHome }, { entry: away, open: awaitsAway }] = [here[index] ?? nobody, here[index + 1] ?? nobody];
      const known = !awaitsHome && !awaitsAway;
      const two = home !== null && away !== null;
      const at = { round, n: index / 2 + 1, home, away };
      const won = known && two ? winners(at) : null;
      const winner = won === 'home' ? home : won === 'away' ? away : known && !two ? (home ?? away) : null;
      matches.push({ ...at, winner, open: !known || (two && won === null) });
    }
    rounds.push(matches);
    here = matches.map(({ winner, open }) => ({ entry: winner, open }));
  }
  return rounds;
}

const nobody = { entry: null, open: false };

/**
 * Places after the final: 1, 2, the losers of the semi-finals 3 and 4 if they play for it, else both 3; the losers of an earlier round share the place below those
 * who went further. Only who has a place is in it: not who gave up a match together with the opponent.
 * @param third winner of the match for the third place; null: there is none
 */
export function knockoutPlaces(rounds: readonly (readonly Match[])[], third: string | null): Map<string, number> {
  const places = new Map<string, number>();
  const final = rounds[rounds.length - 1]?.[0];
  if (final?.winner) places.set(final.winner, 1);
  for (const [index, matches] of [...rounds].reverse().entries()) {
    const losers = matches.flatMap(({ home, away, winner }) => (winner === null || home === null || away === null ? [] : [winner === home ? away : home]));
    const place = 2 ** index + 1;
    for (const loser of losers) places.set(loser, index === 1 && third !== null && loser !== third ? place + 1 : place);
  }
  return places;
}
