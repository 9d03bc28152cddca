import { jumpOff as heldOff, jumpOffFrom, resultOf, tiedForFirst } from '../../../../domain/meet/heights';
import { lastThree, outcomeOf, placesSoFar } from '../../../../domain/meet/day';
import { officialMark, timingOf } from '../../../../domain/meet/entered';
import { lengthText } from '../../../../domain/meet/marks';
import { windTyped } from '../../../../domain/meet/typed';
import { nameOf, noteOf, shownMark, starterOf } from '../../day-view';
import { dayTexts } from '../../texts-day';

const t = dayTexts.desk;

export interface MarkRow {
  entry: string;
  lane: string;
  name: string;
  note: string;
  /** 11.3, 弃权; empty: nothing entered. */
  mark: string;
  /** So far; empty: none. */
  place: string;
  waits: boolean;
}

export interface MarkHeat {
  n: number;
  title: string;
  /** Of a race where wind counts; empty: not asked. */
  wind: string;
  rows: MarkRow[];
}

function markOf({ event }: Api.Meet.EventDesk, card: Api.Meet.DeskCard): string {
  const outcome = outcomeOf(card);
  if (outcome === null) return '';
  const entered = card.entered;
  return shownMark(event, { outcome, mark: entered ? officialMark(event, entered) : null, timing: entered ? timingOf(event, entered) : null });
}

/** Heat by heat with ranks as they are: those that will be signed. */
export function markHeats(desk: Api.Meet.EventDesk, round: Api.Meet.DeskRound, waits: readonly string[]): MarkHeat[] {
  const places = new Map(placesSoFar(desk.event, [round]).map(({ entry, place }) => [entry, place]));
  const asksWind = desk.event.wind && desk.event.measure.kind === 'time';
  return round.heats.map(({ n, places: lanes }) => {
    const wind = round.winds[`h${n}`] ?? null;
    return {
      n,
      title: dayTexts.heat(n),
      wind: asksWind ? t.windOf(wind === null ? t.noWind : windTyped(wind)) : '',
      rows: lanes.flatMap(({ entry, lane }): MarkRow[] => {
        const card = round.cards[entry];
        const starter = starterOf(desk, entry);
        const place = places.get(entry) ?? null;
        return card ? [{ entry, lane: String(lane), name: nameOf(starter), note: noteOf(starter), mark: markOf(desk, card), place: place === null ? '' : String(place), waits: waits.includes(entry) }] : [];
      }),
    };
  });
}

/** Entries without an outcome, in the order of heats and lanes. */
export const openEntries = (round: Api.Meet.DeskRound): string[] =>
  round.heats.flatMap(({ places }) => places.flatMap(({ entry }) => (round.cards[entry] && outcomeOf(round.cards[entry]) === null ? [entry] : [])));

/** The order of the last three attempts, in words; empty: there is none yet. */
export function lastThreeNote(desk: Api.Meet.EventDesk, round: Api.Meet.DeskRound): string {
  const going = lastThree(desk.event, round);
  return going.length > 0 ? t.last3(going.map((entry) => nameOf(starterOf(desk, entry))).join('、')) : '';
}

export interface JumpOffView {
  height: number;
  title: string;
  rows: { entry: string; name: string }[];
  n: number;
}

/** A tie for the first place that is jumped off; null: none. */
export function jumpOffView(desk: Api.Meet.EventDesk, round: Api.Meet.DeskRound): JumpOffView | null {
  const { measure } = desk.event;
  if (measure.kind !== 'height' || measure.jumpOff === null || openEntries(round).length > 0) return null;
  const cards = Object.entries(round.cards).map(([entry, { entered }]) => ({ entry, outcome: entered?.outcome ?? ('DNS' as const), trials: entered?.raw?.kind === 'trials' ? entered.raw.trials : [] }));
  const tied = tiedForFirst(cards);
  const cleared = resultOf(cards.find(({ entry }) => entry === tied[0])?.trials ?? []).cleared;
  if (cleared === null) return null;
  const { left, next } = heldOff(tied, jumpOffFrom(measure.bars, cleared, measure.jumpOff), measure.jumpOff, round.jumpOff);
  return next === null ? null : { height: next, title: t.jumpOff(lengthText(next)), rows: left.map((entry) => ({ entry, name: nameOf(starterOf(desk, entry)) })), n: round.jumpOff.length };
}
