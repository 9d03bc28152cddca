import { pointsText } from '../../domain/contest/scores';
import { moment } from '../../format/when';
import { stageTexts as t } from './texts-stage';

/** Rows of a round as the pages show them. */

export interface PieceView {
  id: string;
  number: number;
  title: string;
  note: string;
  songs: string;
  state: Api.Contest.StageState;
  tag: string;
  tone: string;
  /** 9.46; empty: not released. */
  points: string;
  place: number;
  corrected: boolean;
}

export function pieceView({ entryId, number, title, unitName, form, songs, state, announced, place, corrected }: Api.Contest.BoardRow): PieceView {
  return {
    ...{ id: entryId, number, title, state, corrected },
    note: t.piece(t.forms[form], unitName),
    songs: songs.map((song) => `《${song.title}》`).join(''),
    tag: t.callStates[state],
    tone: t.callTones[state],
    points: announced === null ? '' : pointsText(announced),
    place: place ?? 0,
  };
}

/** What was changed in the order, latest first. */
export function changeLines(changes: readonly Api.Contest.ChangeRow[], titleOf: (entryId: string) => string, now: Api.Millis): { text: string; note: string }[] {
  return [...changes].reverse().map(({ kind, entries: [first = '', second = ''], reason, byName, at }) => ({
    text: kind === 'swap' || kind === 'late' ? t.stage.changeLine[kind](titleOf(first), titleOf(second)) : t.stage.changeLine[kind](titleOf(first)),
    note: t.stage.changeBy(reason, byName, moment(at, now)),
  }));
}

/** Those released so far, best first. */
export const standingsOf = (rows: readonly PieceView[]): PieceView[] => rows.filter(({ place }) => place > 0).sort((a, b) => a.place - b.place);
