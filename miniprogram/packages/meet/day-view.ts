import { markText } from '../../domain/meet/entered';
import { windTyped } from '../../domain/meet/typed';
import { clockTime } from '../../format/when';
import { dayTexts as t } from './texts-day';

/** An event in words, for the pages of a meet's day. */

type Starter = Api.Meet.StarterRow;

export const roundName = (n: number, last: number): string => t.rounds[last]?.[n - 1] ?? '';

/** An athlete, or a team by its unit. */
export const nameOf = (one: Starter | undefined): string => (one?.people.length === 1 ? (one.people[0]?.name ?? '') : (one?.unitName ?? ''));

/** 203号 江城公交集团; of a team its names, of a relay in the order of its legs. */
export function noteOf(one: Starter | undefined): string {
  const [first, ...others] = one?.people ?? [];
  if (!one || !first) return '';
  if (others.length === 0) return `${t.bib(first.bib)} ${one.unitName}`;
  return one.ordered === null ? one.people.map(({ name }) => name).join(' ') : t.legs(one.people.map(({ name }) => name));
}

export const starterOf = ({ starters }: { starters: readonly Starter[] }, entry: string | null): Starter | undefined => starters.find((one) => one.entry === entry);

/** What stands where a mark would: 11.2, DNS …; empty: nothing yet. */
export function shownMark({ measure }: Pick<Api.Meet.Event, 'measure'>, { outcome, mark, timing }: Pick<Api.Meet.SheetLine, 'outcome' | 'mark' | 'timing'>): string {
  if (outcome !== 'ok') return t.outcomes[outcome];
  return mark === null ? '' : markText(measure, mark, timing);
}

export interface StartRow {
  entry: string;
  lane: string;
  name: string;
  note: string;
  mine: boolean;
  call: string;
  tone: string;
}

export interface HeatView {
  n: number;
  title: string;
  wind: string;
  rows: StartRow[];
}

export function heatsOf(view: Api.Meet.EventView, round: Api.Meet.RoundShown): HeatView[] {
  return round.heats.map(({ n, places }) => {
    const wind = round.winds[`h${n}`] ?? null;
    return {
      n,
      title: t.heat(n),
      wind: wind === null ? '' : t.wind(windTyped(wind)),
      rows: places.map(({ entry, lane }) => {
        const starter = starterOf(view, entry);
        const call = round.calls[entry] ?? 'none';
        return { entry, lane: String(lane), name: nameOf(starter), note: noteOf(starter), mine: starter?.mine ?? false, call: call === 'none' ? '' : t.calls[call], tone: t.callTones[call] };
      }),
    };
  });
}

export interface LineRow {
  entry: string;
  place: string;
  name: string;
  note: string;
  mark: string;
  more: string;
  gold: string;
  mine: boolean;
}

/** A round as announced, or the result of the event with its points. */
export function linesOf(view: Api.Meet.EventView, round: Api.Meet.RoundShown): LineRow[] {
  const isLast = round.n === view.last;
  const rows = isLast && view.result ? view.result.rows : round.lines.map((line) => ({ ...line, points: '', record: null, noGauge: false }));
  return rows.map((line) => {
    const starter = starterOf(view, line.entry);
    const by = round.through.find(({ entry }) => entry === line.entry)?.by;
    return {
      ...{ entry: line.entry, place: line.place === null ? '' : String(line.place), name: nameOf(starter), note: noteOf(starter), mark: shownMark(view.event, line), mine: starter?.mine ?? false },
      more: by ?? (line.points === '' ? '' : t.points(line.points)),
      gold: line.record === null ? '' : `${t.records[line.record]}${line.noGauge ? ` ${t.noGauge}` : ''}`,
    };
  });
}

/** When it was announced, and whether it stands for certain. */
export function standingOf(view: Api.Meet.EventView, round: Api.Meet.RoundShown): string {
  const said = round.correctedAt === null ? (round.announcedAt === null ? '' : t.event.announcedAt(clockTime(round.announcedAt))) : t.event.correctedAt(clockTime(round.correctedAt));
  if (round.n !== view.last || !view.result) return said;
  const { confirmedFrom } = view.result;
  const stands = confirmedFrom === null ? t.event.waitsAnswer : confirmedFrom <= view.now ? t.event.confirmed : t.event.waits(clockTime(confirmedFrom));
  return `${said} · ${stands}`;
}
