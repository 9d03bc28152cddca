import { type Below } from '../draw/stream';
import { advance, type Cut, type RoundRun, usualCut } from './advance';
import { finalists, type Series } from './attempts';
import { officialMark, timingOf } from './entered';
import { laterRound, mostIn } from './heats';
import type { HeightCard, JumpOffRound } from './heights';
import type { Track } from './lanes';
import { officialLength, officialWind } from './marks';
import type { Placed } from './places';
import { contradictions } from './races';
import type { Performance } from './records';
import { placesOfSheet, type Sheet, sheetKind } from './sheet';
import { afterDisqualification, isOver, matchesOf, placesOfTable, type Played } from './table';

/** An event on the day: from what officials entered to places, records and who goes on. Pure, so that the phone shows the ranks that the server will sign. */

type Event = Pick<Api.Meet.Event, 'measure' | 'violation' | 'better' | 'start' | 'ballGame' | 'team'>;

/** Of an event of matches. */
type Matched = Pick<Event, 'measure' | 'ballGame' | 'team'>;

/** What is known of one entry in one round. */
export interface CardLike {
  call: Api.Meet.Call;
  entered: Api.Meet.Entered | null;
}

export interface RoundLike {
  n: number;
  heats: readonly Api.Meet.Heat[];
  cards: Readonly<Record<string, CardLike>>;
  /** Hundredths of a m/s by heat (`h1`); null: no gauge. */
  winds: Readonly<Record<string, number | null>>;
  jumpOff: readonly JumpOffRound[];
  table: Api.Meet.Table | null;
  matches: Readonly<Record<string, { raw: Api.Meet.RawMatch | null }>>;
}

export const heatKey = (n: number) => `h${n}`;

/** What became of an entry; null: not entered yet. Who did not come to 检录 or withdrew there did not start. */
export function outcomeOf({ call, entered }: CardLike): Api.Meet.Outcome | null {
  if (entered) return entered.outcome;
  return call === 'missing' || call === 'out' ? 'DNS' : null;
}

/** Entries of a table that were disqualified 取消资格, with the rule. */
export const disqualifiedOf = ({ table, cards }: Pick<RoundLike, 'table' | 'cards'>): { entry: string; rule: string }[] =>
  table === null ? [] : Object.entries(cards).flatMap(([entry, { entered: one }]) => (one?.outcome === 'DQ' ? [{ entry, rule: one.rule }] : []));

/** Matches of a table as they count. */
export function playedOf(event: Matched, round: Pick<RoundLike, 'table' | 'cards' | 'matches'>): Played {
  const written = new Map(Object.entries(round.matches).flatMap(([id, { raw }]): [string, Api.Meet.RawMatch][] => (raw ? [[id, raw]] : [])));
  return round.table ? afterDisqualification(event, round.table, written, new Set(disqualifiedOf(round).map(({ entry }) => entry))) : written;
}

/** Would a round as it is to be change who has played since, or whom? Then it is too late. */
export function undoesPlayed(event: Matched, before: RoundLike, after: RoundLike): boolean {
  const { table } = before;
  if (!table) return false;
  const next = new Map(matchesOf(event, table, playedOf(event, after)).map((match) => [match.id, match]));
  return matchesOf(event, table, playedOf(event, before)).some((match) => {
    const is = next.get(match.id);
    if (table.kind === 'swiss') return match.round < table.rounds.length && match.result !== is?.result;
    return Boolean(before.matches[match.id]?.raw) && (match.home !== is?.home || match.away !== is.away);
  });
}

/** Entries of a round whose outcome is not known yet. */
export function openOf(round: RoundLike): string[] {
  return Object.entries(round.cards).flatMap(([entry, card]) => (outcomeOf(card) === null ? [entry] : []));
}

/** Entries of a round of heats that are in none: they gave up their lanes before a 并组. */
export function laneless({ heats, cards }: Pick<RoundLike, 'heats' | 'cards'>): string[] {
  const placed = new Set(heats.flatMap(({ places }) => places.map(({ entry }) => entry)));
  return heats.length === 0 ? [] : Object.keys(cards).filter((entry) => !placed.has(entry));
}

/** Runs of a round, of those who are entered. Who is in no heat has heat 0. */
export function runsOf(event: Event, round: RoundLike, unitOf: (entry: string) => string): RoundRun[] {
  const { heats, cards } = round;
  return [...heats, { n: 0, places: laneless(round).map((entry) => ({ entry, lane: 0 })) }].flatMap((heat) =>
    heat.places.flatMap(({ entry }): RoundRun[] => {
      const card = cards[entry];
      const outcome = card ? outcomeOf(card) : null;
      if (!card || outcome === null) return [];
      const raw = card.entered?.raw;
      const time = raw?.kind === 'time' ? raw : null;
      return [
        {
          ...{ entry, outcome, heat: heat.n, unit: unitOf(entry) },
          official: outcome === 'ok' && card.entered ? officialMark(event, card.entered) : null,
          finish: time?.finish ?? null,
          timing: time?.timing ?? 'hand',
          fine: time?.timing === 'photo' ? (time.ms[0] ?? null) : null,
        },
      ];
    }),
  );
}

const noUnit = () => '';

const entered = (round: RoundLike) =>
  Object.entries(round.cards).flatMap(([entry, card]) => {
    const outcome = outcomeOf(card);
    return outcome === null ? [] : [{ entry, outcome, raw: card.entered?.raw ?? null, card }];
  });

const seriesOf = (round: RoundLike): Series[] => entered(round).map(({ entry, outcome, raw }) => ({ entry, outcome, attempts: raw?.kind === 'attempts' ? raw.attempts : [] }));

const cardsOf = (round: RoundLike): HeightCard[] => entered(round).map(({ entry, outcome, raw }) => ({ entry, outcome, trials: raw?.kind === 'trials' ? raw.trials : [] }));

/** The sheet of an event as far as it is entered. @param rounds the first first; only races have several */
export function sheetOf(event: Event, rounds: readonly RoundLike[]): Sheet | null {
  const round = rounds[rounds.length - 1];
  if (!round) return null;
  switch (sheetKind(event.measure)) {
    case 'runs':
      return { kind: 'runs', rounds: rounds.map((one) => runsOf(event, one, noUnit)) };
    case 'series':
      return { kind: 'series', series: seriesOf(round) };
    case 'heights':
      return { kind: 'heights', cards: cardsOf(round), jumpOff: round.jumpOff };
    case 'marks':
      return { kind: 'marks', marks: entered(round).map(({ entry, outcome, card }) => ({ entry, outcome, mark: outcome === 'ok' && card.entered ? officialMark(event, card.entered) : null })) };
    case 'bouts':
      return round.table && { kind: 'bouts', placed: placesOfTable(event, round.table, playedOf(event, round), new Map(entered(round).flatMap(({ entry, outcome }): [string, Api.Meet.Outcome][] => (outcome === 'ok' ? [] : [[entry, outcome]])))) };
  }
}

/** Places so far, of those who are entered: of one round, or of the whole event. */
export function placesSoFar(event: Event, rounds: readonly RoundLike[]): Placed[] {
  const sheet = sheetOf(event, rounds);
  return sheet ? (placesOfSheet(event, sheet) ?? []) : [];
}

export type RoundProblem =
  /** Somebody's outcome is missing; a match is. */
  | { problem: 'open'; entries: string[] }
  /** A race whose times contradict the finish order: earlier finisher first. */
  | { problem: 'contradiction'; entries: [string, string] }
  /** More attempts than the first three of somebody who is not among the best. */
  | { problem: 'notFinalist'; entries: string[] }
  /** A finalist has fewer than the six attempts. */
  | { problem: 'attemptsLeft'; entries: string[] };

/** What keeps a sheet from being signed; null: nothing. */
export function roundProblem(event: Event, round: RoundLike): RoundProblem | null {
  if (round.table) return isOver(event, round.table, playedOf(event, round)) ? null : { problem: 'open', entries: [] };
  const open = openOf(round);
  if (open.length > 0) return { problem: 'open', entries: open };
  const { measure } = event;
  if (measure.kind === 'time') {
    const runs = runsOf(event, round, noUnit);
    const [found] = round.heats.flatMap(({ n }) => contradictions(runs.filter(({ heat }) => heat === n)));
    return found ? { problem: 'contradiction', entries: found } : null;
  }
  if (measure.kind !== 'distance') return null;
  const series = seriesOf(round);
  const going = measure.finalists === null ? [] : finalists(series, measure.finalists);
  const extra = series.filter(({ entry, attempts }) => attempts.length > 3 && !going.includes(entry)).map(({ entry }) => entry);
  if (extra.length > 0) return { problem: 'notFinalist', entries: extra };
  const left = series.filter(({ entry, outcome, attempts }) => outcome === 'ok' && !attempts.includes('r') && attempts.length < (going.includes(entry) ? 6 : 3)).map(({ entry }) => entry);
  return left.length > 0 ? { problem: 'attemptsLeft', entries: left } : null;
}

/** Who throws or jumps in the last three attempts, in their order; empty: there are none, or the first three are not over. */
export function lastThree(event: Event, round: RoundLike): string[] {
  const { measure } = event;
  if (measure.kind !== 'distance' || measure.finalists === null || openOf(round).length > 0) return [];
  const series = seriesOf(round);
  return series.every(({ attempts, outcome }) => outcome !== 'ok' || attempts.length >= 3 || attempts.includes('r')) ? finalists(series, measure.finalists) : [];
}

/** Every performance that may be a record: of each round, each attempt, each height cleared. */
export function performancesOf(event: Event, rounds: readonly RoundLike[]): Performance[] {
  return rounds.flatMap((round) => {
    const heatOf = new Map(round.heats.flatMap(({ n, places }) => places.map(({ entry }): [string, number] => [entry, n])));
    return Object.entries(round.cards).flatMap(([entry, { entered: one }]): Performance[] => {
      if (one?.outcome !== 'ok' || one.raw === null) return [];
      if (one.raw.kind === 'attempts') {
        const { attempts, winds } = one.raw;
        return attempts.flatMap((attempt, index) => {
          const wind = winds[index] ?? null;
          return typeof attempt === 'number' ? [{ entry, mark: officialLength(attempt), timing: null, wind: wind === null ? null : officialWind(wind) }] : [];
        });
      }
      const mark = officialMark(event, one);
      const wind = round.winds[heatKey(heatOf.get(entry) ?? 0)] ?? null;
      return mark === null ? [] : [{ entry, mark, timing: timingOf(event, one), wind: wind === null ? null : officialWind(wind) }];
    });
  });
}

/** How many go on from a round, and into how many heats: the last round is one heat, one before it as few as hold two of each heat by place, two at least. */
export function cutOf(start: Api.Meet.Start, track: Track, heats: number, isFinalNext: boolean): { cut: Cut; heats: number } {
  const most = mostIn(start, track);
  for (let count = isFinalNext ? 1 : 2; count <= (isFinalNext ? 1 : heats); count += 1) {
    const cut = usualCut(heats, count * most);
    if (cut) return { cut, heats: count };
  }
  // More heats than the final has places for two of each: the winners, as far as they fit, and the fastest.
  const places = (isFinalNext ? 1 : 2) * most;
  return { cut: heats <= places ? { byPlace: 1, byTime: places - heats } : { byPlace: 0, byTime: places }, heats: isFinalNext ? 1 : 2 };
}

export type NextRound = { ok: true; through: { entry: string; by: 'Q' | 'q' }[]; lots: string[]; heats: Api.Meet.Heat[] } | { ok: false; reason: 'mixedTiming' };

/** Who goes on from a race's round, with heats and lanes of the next. One stream of chance: lots for the last q first, then the order of equals, then the lanes. */
export function nextRound(event: Event, round: RoundLike, unitOf: (entry: string) => string, track: Track, isFinalNext: boolean, below: Below): NextRound {
  const { cut, heats } = cutOf(event.start, track, round.heats.length, isFinalNext);
  const went = advance(runsOf(event, round, unitOf), cut, heats * mostIn(event.start, track), below);
  if (!went.ok) return went;
  return { ok: true, through: went.ranked.map(({ entry, by }) => ({ entry, by })), lots: went.lots, heats: laterRound(event.start, went.ranked, track, below) };
}

/** Entries that were at 检录 and then withdrew 弃权: before they started, or half-way through their matches. */
export function withdrewOf(rounds: readonly { cards: Readonly<Record<string, CardLike & { calledAt: number | null }>> }[]): string[] {
  return [...new Set(rounds.flatMap(({ cards }) => Object.entries(cards).flatMap(([entry, card]) => (card.calledAt !== null && outcomeOf(card) === 'DNS' ? [entry] : []))))];
}

