import { byText } from './places';

/** Round robin 单循环: who meets whom, and the standings by each sport's rules. */

/**
 * Rounds by the circle 逆时针轮转法: the first entry stays, the others turn. With an odd number one rests each round.
 * @returns pairs of each round; everybody meets everybody once
 */
export function roundRobin(entries: readonly string[]): [string, string][][] {
  const ring: (string | null)[] = entries.length % 2 === 0 ? [...entries] : [...entries, null];
  const [first, ...others] = ring;
  return Array.from({ length: Math.max(0, ring.length - 1) }, (_, round) => {
    const turned = [first ?? null, ...others.slice(round), ...others.slice(0, round)];
    return Array.from({ length: ring.length / 2 }, (_one, index) => [turned[index], turned[ring.length - 1 - index]]).flatMap(([home, away]): [string, string][] =>
      typeof home === 'string' && typeof away === 'string' ? [[home, away]] : [],
    );
  });
}

export interface Game {
  home: string;
  away: string;
  /** none: neither came, both get what a forfeit gets. */
  result: 'home' | 'away' | 'draw' | 'none';
  /** The loser did not play 弃权. */
  forfeit: boolean;
  /** 场 of a team match, 局, and 分 or goals: home's, away's. Absent: the sport has none. */
  matches?: readonly [number, number];
  sets?: readonly [number, number];
  points?: readonly [number, number];
}

type Tally = 'matches' | 'sets' | 'points';

/** What counts: points for a win, a draw, a defeat, a forfeit; then, among the tied only, ratios (率) or differences (净) in this order. */
export interface StandingsRule {
  win: number;
  draw: number;
  loss: number;
  forfeit: number;
  then: readonly { by: 'ratio' | 'net' | 'for'; of: Tally }[];
}

/** 乒羽, 篮球, 足球: data. */
export const standingsRules: Readonly<Record<'racket' | 'basketball' | 'football', StandingsRule>> = {
  racket: { win: 2, draw: 1, loss: 1, forfeit: 0, then: [{ by: 'ratio', of: 'matches' }, { by: 'ratio', of: 'sets' }, { by: 'ratio', of: 'points' }] },
  basketball: { win: 2, draw: 1, loss: 1, forfeit: 0, then: [{ by: 'net', of: 'points' }] },
  football: { win: 3, draw: 1, loss: 0, forfeit: 0, then: [{ by: 'net', of: 'points' }, { by: 'for', of: 'points' }] },
};

/** Points of an entry in these games. */
export function gamePoints(entry: string, games: readonly Game[], rule: StandingsRule): number {
  return games.reduce((sum, { home, away, result, forfeit }) => {
    if (entry !== home && entry !== away) return sum;
    if (result === 'draw') return sum + rule.draw;
    if (result === 'none') return sum + rule.forfeit;
    if ((result === 'home') === (entry === home)) return sum + rule.win;
    return sum + (forfeit ? rule.forfeit : rule.loss);
  }, 0);
}

/** Won and lost of a tally in these games. */
function tallyOf(entry: string, games: readonly Game[], of: Tally): [number, number] {
  return games.reduce<[number, number]>(
    ([won, lost], game) => {
      const [home, away] = game[of] ?? [0, 0];
      return entry === game.home ? [won + home, lost + away] : entry === game.away ? [won + away, lost + home] : [won, lost];
    },
    [0, 0],
  );
}

/** Compared as won ÷ (won + lost), which orders as won ÷ lost does and needs no infinity. */
function compareTallies([won, lost]: [number, number], [wins, losses]: [number, number], by: 'ratio' | 'net' | 'for'): number {
  if (by === 'for') return wins - won;
  if (by === 'net') return wins - losses - (won - lost);
  return wins * (won + lost || 1) - won * (wins + losses || 1);
}

export interface Stands {
  entry: string;
  /** Over all games. */
  points: number;
  /** Shared: 1, 2, 2, 4. */
  place: number;
}

/** Splits a list into groups of equals, the best first. */
function groupsBy(entries: readonly string[], order: (a: string, b: string) => number): string[][] {
  const sorted = [...entries].sort((a, b) => order(a, b) || byText(a, b));
  const groups: string[][] = [];
  for (const entry of sorted) {
    const last = groups[groups.length - 1];
    if (last?.[0] !== undefined && order(last[0], entry) === 0) last.push(entry);
    else groups.push([entry]);
  }
  return groups;
}

/**
 * Among equal entries only their own games count, from the points down; whenever that parts them, those who are still equal begin again among themselves — so of two
 * their match decides.
 */
function parted(tied: readonly string[], games: readonly Game[], rule: StandingsRule): string[][] {
  if (tied.length < 2) return [[...tied]];
  const own = games.filter(({ home, away }) => tied.includes(home) && tied.includes(away));
  const points = new Map(tied.map((entry) => [entry, gamePoints(entry, own, rule)]));
  const orders = [
    (a: string, b: string) => (points.get(b) ?? 0) - (points.get(a) ?? 0),
    ...rule.then.map(({ by, of }) => {
      const tallies = new Map(tied.map((entry) => [entry, tallyOf(entry, own, of)]));
      return (a: string, b: string) => compareTallies(tallies.get(a) ?? [0, 0], tallies.get(b) ?? [0, 0], by);
    }),
  ];
  for (const order of orders) {
    const groups = groupsBy(tied, order);
    if (groups.length > 1) return groups.flatMap((group) => parted(group, own, rule));
  }
  return [[...tied]];
}

/** The table of one group. */
export function standings(entries: readonly string[], games: readonly Game[], rule: StandingsRule): Stands[] {
  let place = 1;
  return parted(entries, games, rule).flatMap((group) => {
    const here = place;
    place += group.length;
    return [...group].sort(byText).map((entry) => ({ entry, points: gamePoints(entry, games, rule), place: here }));
  });
}
