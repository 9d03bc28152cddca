import { byText } from './places';

/** 积分编排制 (Swiss): equal scores meet, nobody meets the same opponent twice. A win 2, a draw 1; a bye counts as a win and comes once at most. */

export interface SwissPlayer {
  entry: string;
  /** Start number 序号, from 1: by lot or by strength. */
  number: number;
}

export interface SwissGame {
  /** Who moves first 先手. */
  first: string;
  /** null: first has a bye 轮空. */
  second: string | null;
  /** none: neither came. */
  result: 'first' | 'second' | 'draw' | 'none';
}

export interface SwissStands {
  entry: string;
  points: number;
  /** 对手分: the points of all opponents; a bye has none. */
  opponents: number;
  place: number;
}

export function swissPoints(entry: string, games: readonly SwissGame[]): number {
  return games.reduce((sum, { first, second, result }) => {
    if (entry !== first && entry !== second) return sum;
    if (result === 'draw') return sum + 1;
    return sum + (result === (entry === first ? 'first' : 'second') ? 2 : 0);
  }, 0);
}

/** By points, then 对手分, then a shared place. */
export function swissStandings(players: readonly SwissPlayer[], games: readonly SwissGame[]): SwissStands[] {
  const points = new Map(players.map(({ entry }) => [entry, swissPoints(entry, games)]));
  const rows = players.map(({ entry }) => {
    const opponents = games.flatMap(({ first, second }) => (second === null ? [] : first === entry ? [second] : second === entry ? [first] : []));
    return { entry, points: points.get(entry) ?? 0, opponents: opponents.reduce((sum, one) => sum + (points.get(one) ?? 0), 0), place: 0 };
  });
  rows.sort((a, b) => b.points - a.points || b.opponents - a.opponents || byText(a.entry, b.entry));
  let place = 0;
  return rows.map((row, index) => {
    const before = rows[index - 1];
    if (!before || before.points !== row.points || before.opponents !== row.opponents) place = index + 1;
    return { ...row, place };
  });
}

export type Pairing = { first: string; second: string | null }[];

/** How often somebody has moved first less how often second, and whether first the last time. */
function movesOf(entry: string, games: readonly SwissGame[]): { surplus: number; last: 'first' | 'second' | null } {
  let [surplus, last]: [number, 'first' | 'second' | null] = [0, null];
  for (const { first, second } of games) {
    if (second === null) continue;
    if (first === entry) [surplus, last] = [surplus + 1, 'first'];
    if (second === entry) [surplus, last] = [surplus - 1, 'second'];
  }
  return { surplus, last };
}

/** Who has moved first less often moves first; then who moved second last time; then the lower number in odd rounds, the higher in even ones. */
function withMoves(a: SwissPlayer, b: SwissPlayer, games: readonly SwissGame[], round: number): Pairing[number] {
  const [left, right] = [movesOf(a.entry, games), movesOf(b.entry, games)];
  const turn = (last: 'first' | 'second' | null) => (last === 'second' ? 0 : last === null ? 1 : 2);
  const byNumber = (a.number - b.number) * (round % 2 === 0 ? -1 : 1);
  const aFirst = (left.surplus - right.surplus || turn(left.last) - turn(right.last) || byNumber) < 0;
  return aFirst ? { first: a.entry, second: b.entry } : { first: b.entry, second: a.entry };
}

/**
 * The next round: from the top down, each meets somebody of the same score (the upper half of a score meets the lower), else of the nearest below. A bye goes to the
 * lowest who has had none.
 * @param games of all rounds before, oldest first @param steps how many pairs the search may try
 * @returns null: no pairing without a repeat was found
 */
export function pairRound(players: readonly SwissPlayer[], games: readonly SwissGame[], round: number, steps = 100_000): Pairing | null {
  const points = new Map(players.map(({ entry }) => [entry, swissPoints(entry, games)]));
  const met = new Set(games.flatMap(({ first, second }) => [`${first}\n${second}`, `${second}\n${first}`]));
  const score = ({ entry }: SwissPlayer) => points.get(entry) ?? 0;
  const sorted = [...players].sort((a, b) => score(b) - score(a) || a.number - b.number);
  let left = steps;

  const pair = (rest: readonly SwissPlayer[]): [SwissPlayer, SwissPlayer][] | null => {
    const [top, ...others] = rest;
    if (!top) return [];
    const same = others.filter((one) => score(one) === score(top)).length;
    const middle = Math.floor(same / 2);
    const candidates = others
      .map((one, index) => ({ one, far: index < same ? Math.abs(index - middle) : index }))
      .filter(({ one }) => !met.has(`${top.entry}\n${one.entry}`))
      .sort((a, b) => score(b.one) - score(a.one) || a.far - b.far);
    for (const { one } of candidates) {
      left -= 1;
      if (left < 0) return null;
      const found = pair(others.filter((other) => other !== one));
      if (found) return [[top, one], ...found];
    }
    return null;
  };

  const resting = sorted.length % 2 === 0 ? [null] : [...sorted].reverse().filter(({ entry }) => !met.has(`${entry}\nnull`));
  for (const rests of resting) {
    const found = pair(sorted.filter((one) => one !== rests));
    if (found) return [...found.map(([a, b]) => withMoves(a, b, games, round)), ...(rests ? [{ first: rests.entry, second: null }] : [])];
  }
  return null;
}
