import { type Bout, playable, winnerOf } from './bouts';
import { bracket, knockoutPlaces, type Match } from './knockout';
import { byText, type Placed, placesOf } from './places';
import { type Game, standings, type StandingsRule, standingsRules } from './round-robin';
import { type SwissGame, type SwissPlayer, swissStandings } from './swiss';

/** Knock-outs, round robins and Swiss rounds as they are played: matches, and what stands after them. */

type Table = Api.Meet.Table;
type RawMatch = Api.Meet.RawMatch;
type TableMatch = Api.Meet.TableMatch;
type Event = Pick<Api.Meet.Event, 'measure' | 'ballGame' | 'team'>;

/** Matches as they were entered, by id. */
export type Played = ReadonlyMap<string, RawMatch>;

/** Ball games have their own rules; other matches, such as boards: 2-1-0, then the bouts. */
const plain: StandingsRule = { win: 2, draw: 1, loss: 0, forfeit: 0, then: [{ by: 'net', of: 'sets' }] };

const bestOf = ({ measure }: Event): number => (measure.kind === 'bouts' ? measure.bestOf : 1);

const other = (side: Api.Meet.Side): Api.Meet.Side => (side === 'home' ? 'away' : 'home');

const sides = (bouts: readonly (readonly [number, number])[]): Bout[] => bouts.map(([home, away]) => (home > away ? 'home' : 'away'));

/** Who won; null: it is not over. */
export function matchResult(event: Event, { bouts, forfeit, decided }: RawMatch): TableMatch['result'] {
  if (forfeit !== null) return forfeit === 'both' ? 'none' : other(forfeit);
  const most = bestOf(event);
  if (most > 1) return winnerOf(sides(bouts), most);
  const [score] = bouts;
  if (!score) return null;
  return score[0] === score[1] ? (decided ?? 'draw') : score[0] > score[1] ? 'home' : 'away';
}

export type MatchProblem =
  /** A number that is no score, a bout without a winner, or bouts after the decision. */
  | 'bouts'
  /** Nobody has won yet. */
  | 'open'
  /** In a knock-out somebody goes on. */
  | 'draw';

const isScore = (n: number) => Number.isSafeInteger(n) && n >= 0 && n <= 999;

export function matchProblem(event: Event, table: Pick<Table, 'kind'>, raw: RawMatch): MatchProblem | null {
  const { bouts, forfeit, decided } = raw;
  const most = bestOf(event);
  if (bouts.length > most || !bouts.flat().every(isScore)) return 'bouts';
  if (forfeit !== null) return decided === null ? null : 'bouts';
  if (most > 1 && (decided !== null || bouts.some(([home, away]) => home === away) || !playable(sides(bouts), most))) return 'bouts';
  if (decided !== null && (table.kind !== 'knockout' || bouts[0]?.[0] !== bouts[0]?.[1])) return 'bouts';
  const result = matchResult(event, raw);
  if (result === null) return 'open';
  return result === 'draw' && table.kind === 'knockout' ? 'draw' : null;
}

/** Id of the match for the third place. */
const third = 't';

function knockoutMatches(event: Event, table: Table & { kind: 'knockout' }, played: Played): TableMatch[] {
  const rounds = knockoutRounds(event, table, played);
  const matches = rounds.flatMap((list) =>
    list.map(({ round, n, home, away, winner }): TableMatch => {
      const raw = played.get(`k${round}-${n}`);
      const alone = round > 1 && winner !== null && (home === null || away === null);
      return { id: `k${round}-${n}`, round, n, home, away, result: alone ? (home === null ? 'away' : 'home') : raw && home !== null && away !== null ? matchResult(event, raw) : null };
    }),
  );
  const losers = rounds[rounds.length - 2]?.map(({ home, away, winner }) => (winner === null || home === null || away === null ? null : winner === home ? away : home)) ?? [];
  if (!table.third || rounds.length < 2) return matches;
  const [home = null, away = null] = losers;
  const raw = played.get(third);
  return [...matches, { id: third, round: rounds.length, n: 2, home, away, result: raw && home !== null && away !== null ? matchResult(event, raw) : null }];
}

/** The bracket as far as it is played: who meets whom follows from the matches before. */
function knockoutRounds(event: Event, { slots }: Table & { kind: 'knockout' }, played: Played): Match[][] {
  return bracket(slots, ({ round, n }) => {
    const raw = played.get(`k${round}-${n}`);
    const result = raw ? matchResult(event, raw) : null;
    return result === 'draw' ? null : result;
  });
}

/** All matches in the order in which they are played. */
export function matchesOf(event: Event, table: Table, played: Played): TableMatch[] {
  const resultOf = (id: string) => {
    const raw = played.get(id);
    return raw ? matchResult(event, raw) : null;
  };
  switch (table.kind) {
    case 'knockout':
      return knockoutMatches(event, table, played);
    case 'roundRobin':
      return table.rounds.flatMap((pairs, round) => pairs.map(([home, away], n) => ({ id: `r${round + 1}-${n + 1}`, round: round + 1, n: n + 1, home, away, result: resultOf(`r${round + 1}-${n + 1}`) })));
    case 'swiss':
      return table.rounds.flatMap((pairs, round) =>
        pairs.map(({ first, second }, n) => ({ id: `s${round + 1}-${n + 1}`, round: round + 1, n: n + 1, home: first, away: second, result: resultOf(`s${round + 1}-${n + 1}`) })),
      );
  }
}

/** Is it a match that two play? Byes and those not known yet are none. */
export const isMatch = ({ home, away }: TableMatch): boolean => home !== null && away !== null;

/** Swiss games as far as they are played, byes with them; oldest first. */
export function swissGames(event: Event, table: Table & { kind: 'swiss' }, played: Played): SwissGame[] {
  const side = { home: 'first', away: 'second', draw: 'draw', none: 'none' } as const;
  return matchesOf(event, table, played).flatMap(({ home, away, result }): SwissGame[] => {
    if (home === null) return [];
    if (away === null) return [{ first: home, second: null, result: 'first' }];
    return result === null ? [] : [{ first: home, second: away, result: side[result] }];
  });
}

export const swissPlayers = ({ players }: Table & { kind: 'swiss' }): SwissPlayer[] => players.map((entry, index) => ({ entry, number: index + 1 }));

function gameOf({ team }: Event, { home, away, result }: TableMatch, { bouts, forfeit }: RawMatch): Game[] {
  if (home === null || away === null || result === null) return [];
  const won = (side: Api.Meet.Side) => sides(bouts.filter(([one, two]) => one !== two)).filter((bout) => bout === side).length;
  const sum = (side: 0 | 1) => bouts.reduce((all, bout) => all + bout[side], 0);
  const inBouts: [number, number] = [won('home'), won('away')];
  const inPoints: [number, number] = [sum(0), sum(1)];
  const whole: [number, number] = [result === 'home' ? 1 : 0, result === 'away' ? 1 : 0];
  // A team match is made of matches; their scores are sets.
  const tallies = team ? { matches: inBouts, sets: inPoints, points: inPoints } : { matches: whole, sets: inBouts, points: inPoints };
  return [{ home, away, result, forfeit: forfeit !== null, ...tallies }];
}

/** A line of the standings as they are now. */
export interface TableLine {
  entry: string;
  place: number | null;
  /** Points of the table; null: a knock-out has none. */
  points: number | null;
  /** 对手分 */
  opponents: number | null;
}

/** What stands so far, the best first; in a knock-out who is out or has won. */
export function tableLines(event: Event, table: Table, played: Played): TableLine[] {
  switch (table.kind) {
    case 'knockout': {
      const entries = table.slots.flatMap((slot) => (slot === null ? [] : [slot]));
      if (entries.length === 1) return entries.map((entry) => ({ entry, place: 1, points: null, opponents: null }));
      const rounds = knockoutRounds(event, table, played);
      const last = matchesOf(event, table, played).find(({ id }) => id === third);
      const placed = knockoutPlaces(rounds, last?.result === 'home' || last?.result === 'away' ? last[last.result] : null);
      const place = (entry: string) => placed.get(entry) ?? null;
      return entries.sort((a, b) => (place(a) ?? Infinity) - (place(b) ?? Infinity) || byText(a, b)).map((entry) => ({ entry, place: place(entry), points: null, opponents: null }));
    }
    case 'roundRobin': {
      const entries = [...new Set(table.rounds.flat(2))];
      const games = matchesOf(event, table, played).flatMap((match) => {
        const raw = played.get(match.id);
        return raw ? gameOf(event, match, raw) : [];
      });
      const rule = event.ballGame === null ? plain : standingsRules[event.ballGame];
      return standings(entries, games, rule).map(({ entry, points, place }) => ({ entry, place, points, opponents: null }));
    }
    case 'swiss':
      return swissStandings(swissPlayers(table), swissGames(event, table, played)).map(({ entry, points, opponents, place }) => ({ entry, place, points, opponents }));
  }
}

/** Is all of it played? */
export function isOver(event: Event, table: Table, played: Played): boolean {
  const matches = matchesOf(event, table, played);
  const open = matches.some((match) => isMatch(match) && match.result === null);
  if (open || table.kind === 'roundRobin') return !open;
  if (table.kind === 'swiss') return table.rounds.length >= table.of;
  return knockoutRounds(event, table, played).every((round) => round.every((match) => !match.open));
}

/** Matches as they count: who was disqualified gives up those that are not played yet, as far as opponents are known. */
export function afterDisqualification(event: Event, table: Table, played: Played, disqualified: ReadonlySet<string>): Played {
  if (disqualified.size === 0) return played;
  const all = new Map(played);
  const isOut = (entry: string | null) => entry !== null && disqualified.has(entry);
  for (;;) {
    const next = matchesOf(event, table, all).filter((match) => isMatch(match) && match.result === null && (isOut(match.home) || isOut(match.away)));
    if (next.length === 0) return all;
    for (const { id, home, away } of next) all.set(id, { bouts: [], forfeit: isOut(home) ? (isOut(away) ? 'both' : 'home') : 'away', decided: null });
  }
}

/** Who came to a match and did not give it up; who gave one up; who gave one up in a knock-out in which nobody went on; who still has one to play. A bye is no match. */
function attendance(event: Event, table: Table, played: Played): Record<'began' | 'gaveUp' | 'leftBoth' | 'waits', Set<string>> {
  const seen = { began: new Set<string>(), gaveUp: new Set<string>(), leftBoth: new Set<string>(), waits: new Set<string>() };
  for (const match of matchesOf(event, table, played)) {
    const raw = played.get(match.id);
    for (const side of ['home', 'away'] as const) {
      const entry = match[side];
      if (entry === null) continue;
      if (match.result === null) {
        // Of a bye nothing comes any more.
        if (isMatch(match) || (table.kind === 'knockout' && match.round > 1)) seen.waits.add(entry);
      } else if (!isMatch(match) || !raw) continue;
      else if (raw.forfeit === side || raw.forfeit === 'both') {
        seen.gaveUp.add(entry);
        if (raw.forfeit === 'both' && table.kind === 'knockout') seen.leftBoth.add(entry);
      } else seen.began.add(entry);
    }
  }
  return seen;
}

/**
 * Places of the whole. Who is `out` takes none, nor who gave up every match or, in a knock-out, gave one up together with the opponent; those behind move up: there is
 * no hole. Who left after a match did not finish; who never played did not start.
 * @param out what became of those who withdrew or were disqualified
 */
export function placesOfTable(event: Event, table: Table, played: Played, out: ReadonlyMap<string, Api.Meet.Outcome>): Placed[] {
  const lines = tableLines(event, table, played);
  const { began, gaveUp, leftBoth, waits } = attendance(event, table, played);
  const fateOf = (entry: string): Api.Meet.Outcome => {
    if (out.get(entry) === 'DQ') return 'DQ';
    const never = !began.has(entry);
    if (out.has(entry) || leftBoth.has(entry)) return never ? 'DNS' : 'DNF';
    return never && gaveUp.has(entry) && !waits.has(entry) ? 'DNS' : 'ok';
  };
  const stay = lines.filter(({ entry }) => fateOf(entry) === 'ok');
  const left = lines.flatMap(({ entry }) => (fateOf(entry) === 'ok' ? [] : [{ entry, outcome: fateOf(entry) }]));
  const before = (place: number) => stay.filter((one) => one.place !== null && one.place < place).length;
  return [
    ...stay.map(({ entry, place }): Placed => ({ entry, place: place === null ? null : before(place) + 1, outcome: 'ok' })),
    ...placesOf(left, () => 0),
  ];
}
