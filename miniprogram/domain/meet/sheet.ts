import { placesOfSeries, type Series } from './attempts';
import { type HeightCard, type JumpOffRound, placesOfHeights } from './heights';
import { type Placed, placesByMark } from './places';
import { placesOverRounds, type Run } from './races';

/** The sheets of an event by what it measures; ball games and boards come with the places of their draw or table. */
export type Sheet =
  /** The first round first. */
  | { kind: 'runs'; rounds: readonly (readonly Run[])[] }
  | { kind: 'series'; series: readonly Series[] }
  | { kind: 'heights'; cards: readonly HeightCard[]; jumpOff: readonly JumpOffRound[] }
  /** Counts, hits, sums, and times with penalties: one official mark each. */
  | { kind: 'marks'; marks: readonly { entry: string; outcome: Api.Meet.Outcome; mark: number | null }[] }
  | { kind: 'bouts'; placed: readonly Placed[] };

/** The kind of sheet that an event needs. */
export function sheetKind({ kind }: Api.Meet.Measure): Sheet['kind'] {
  const kinds: Readonly<Record<Api.Meet.Measure['kind'], Sheet['kind']>> = {
    time: 'runs',
    timePenalty: 'marks',
    count: 'marks',
    hits: 'marks',
    sum: 'marks',
    distance: 'series',
    height: 'heights',
    bouts: 'bouts',
  };
  return kinds[kind];
}

/** Places of an event. @returns null: the sheet is not of the event's kind */
export function placesOfSheet({ measure, better }: Pick<Api.Meet.Event, 'measure' | 'better'>, sheet: Sheet): Placed[] | null {
  if (sheet.kind !== sheetKind(measure)) return null;
  switch (sheet.kind) {
    case 'runs':
      return placesOverRounds(sheet.rounds);
    case 'series':
      return placesOfSeries(sheet.series);
    case 'heights': {
      const off = measure.kind === 'height' && measure.jumpOff !== null ? { bars: measure.bars, step: measure.jumpOff, rounds: sheet.jumpOff } : null;
      return placesOfHeights(sheet.cards, off);
    }
    case 'marks':
      return placesByMark(sheet.marks, better);
    case 'bouts':
      return [...sheet.placed];
  }
}
