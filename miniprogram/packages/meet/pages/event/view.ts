import { recordFor } from '../../../../domain/meet/records';
import { markText } from '../../../../domain/meet/entered';
import { matchesOf, tableLines } from '../../../../domain/meet/table';
import { clockTime } from '../../../../format/when';
import { type HeatView, heatsOf, type LineRow, linesOf, nameOf, roundName, shownMark, standingOf, starterOf } from '../../day-view';
import { protestViews, type ProtestView } from '../../protest-view';
import { dayTexts } from '../../texts-day';

const t = dayTexts.event;

export interface MatchRow {
  id: string;
  round: string;
  home: string;
  away: string;
  score: string;
  homeWins: boolean;
  awayWins: boolean;
}

export interface TableRow {
  entry: string;
  place: string;
  name: string;
  points: string;
}

export interface RoundView {
  n: number;
  tag: string;
  tone: string;
  standing: string;
  isLast: boolean;
  lots: string;
  merges: { at: number; text: string }[];
  heats: HeatView[];
  lines: LineRow[];
  matches: MatchRow[];
  table: TableRow[];
  corrections: { key: string; text: string; note: string }[];
  protests: ProtestView[];
  protestNote: string;
}

export function scoreOf({ bouts, forfeit }: Api.Meet.RawMatch, names: { home: string; away: string }): string {
  if (forfeit !== null) return forfeit === 'both' ? dayTexts.desk.bothForfeit : dayTexts.desk.forfeit(names[forfeit]);
  return bouts.map(([home, away]) => `${home}:${away}`).join(' ');
}

function matchRows(view: Api.Meet.EventView, { table, matches, disqualified }: Api.Meet.RoundShown): { matches: MatchRow[]; table: TableRow[] } {
  if (!table) return { matches: [], table: [] };
  const { event } = view;
  const played = new Map(Object.entries(matches));
  const name = (entry: string | null, rests: string) => (entry === null ? rests : nameOf(starterOf(view, entry)));
  const rows = matchesOf(event, table, played).map(({ id, round, n, home, away, result }): MatchRow => {
    const rests = table.kind === 'knockout' && round > 1 && result === null ? t.unknown : t.bye;
    const names = { home: name(home, rests), away: name(away, rests) };
    const raw = matches[id];
    return { id, round: id === 't' ? t.third : n === 1 ? t.matchRound(round) : '', ...names, score: raw ? scoreOf(raw, names) : '', homeWins: result === 'home', awayWins: result === 'away' };
  });
  const lines = table.kind === 'knockout' ? [] : tableLines(event, table, played);
  const isOut = (entry: string) => disqualified.some((one) => one.entry === entry);
  const row = ({ entry, place, points }: (typeof lines)[number]) =>
    isOut(entry) ? { entry, place: '', name: name(entry, ''), points: dayTexts.outcomes.DQ } : { entry, place: place === null ? '' : String(place), name: name(entry, ''), points: points === null ? '' : String(points) };
  return { matches: rows, table: lines.map(row) };
}

export function roundView(view: Api.Meet.EventView, round: Api.Meet.RoundShown): RoundView {
  const shown = (line: Api.Meet.SheetLine | null) => (line === null ? '' : shownMark(view.event, line));
  return {
    ...{ n: round.n, tag: dayTexts.states[round.state], tone: dayTexts.stateTones[round.state], standing: standingOf(view, round), isLast: round.n === view.last },
    lots: round.lots.length > 0 ? t.lots : '',
    merges: round.merges.map(({ from, into, at }) => ({ at, text: t.merged(from, into, clockTime(at)) })),
    heats: heatsOf(view, round),
    lines: linesOf(view, round),
    ...matchRows(view, round),
    corrections: round.corrections.map(({ entry, before, after, reason, byName, at }, index) => ({
      key: `${index} ${entry}`,
      text: t.correction(nameOf(starterOf(view, entry)), shown(before), shown(after)),
      note: `${reason} · ${byName} ${clockTime(at)}`,
    })),
    protests: protestViews(round.protests),
    protestNote: round.protestUntil === null ? '' : t.protestNote(clockTime(round.protestUntil)),
  };
}

/** The record that the event is held against. */
export function recordNote({ event, records }: Api.Meet.EventView): string {
  const timed = event.metres !== null;
  const found = timed ? (recordFor(records, event, 'photo') ?? recordFor(records, event, 'hand')) : recordFor(records, event, null);
  return found ? `${markText(event.measure, found.mark, found.timing)} ${t.record(found.holder, found.unit, found.on)}` : '';
}

export const roundChips = (view: Api.Meet.EventView) => view.rounds.map(({ n }) => ({ value: String(n), label: roundName(n, view.last) }));
