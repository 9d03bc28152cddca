import { formNames } from '../miniprogram/domain/contest/entry';
import { nextUp, onStage } from '../miniprogram/domain/contest/running';
import { scoreWords } from '../miniprogram/domain/contest/script';
import { pointsText } from '../miniprogram/domain/contest/scores';
import { hallTexts as t } from './texts';

/** What the big screen draws, as plain boxes of text: nothing of a name is ever read as markup. */

export type Box = { class: string; text?: string; inside?: (Box | null)[] };

export const box = (name: string, content: string | (Box | null)[]): Box => (typeof content === 'string' ? { class: name, text: content } : { class: name, inside: content });

export function drawn({ class: name, text, inside = [] }: Box): HTMLElement {
  const element = document.createElement('div');
  element.className = name;
  if (text !== undefined) element.textContent = text;
  for (const one of inside) if (one) element.append(drawn(one));
  return element;
}

type Row = Api.Contest.BoardRow;

const unitOf = ({ unitName, form }: Row) => `${unitName} · ${formNames[form]}`;

/** How long a released score has the screen to itself while nobody is on stage, or over who is, ms. */
export const revealTime = 15_000;

function scores(board: Api.Contest.Board, isNew: boolean): Box {
  const row = new Map(board.rows.map((one) => [one.entryId, one]));
  const [only, ...more] = board.last;
  if (!only) return box('panel now', [box('now__title', t.soon)]);
  if (more.length > 0) {
    const lines = board.last.flatMap(({ entryId, announced, corrected }) => {
      const of = row.get(entryId);
      return of ? [box('now__number', t.number(of.number)), box('cut', of.title), box('together__points', `${pointsText(announced)}${corrected ? t.corrected : ''}`)] : [];
    });
    return box('panel now', [box('label', t.together), box('together', lines)]);
  }
  const of = row.get(only.entryId);
  if (!of) return box('panel now', [box('now__title', t.soon)]);
  return box('panel now', [
    box('now__unit cut', `${t.number(of.number)} ${of.title}`),
    box('label', `${t.last}${only.corrected ? t.corrected : ''}`),
    box(`score ${isNew ? 'score--new' : ''}`, pointsText(only.announced)),
    box('words', scoreWords(only)),
  ]);
}

function onNow(board: Api.Contest.Board, on: Row): Box {
  const songs = on.songs.map(({ title }) => `《${title}》`).join('');
  const last = board.last.length === 1 ? board.last[0] : undefined;
  const before = last && board.rows.find(({ entryId }) => entryId === last.entryId);
  return box('panel now', [
    box('label', t.on),
    box('now__number', t.number(on.number)),
    box('now__title', on.title),
    box('now__unit', unitOf(on)),
    songs === '' ? null : box('now__unit cut', songs),
    last && before ? box('words', `${t.number(before.number)} ${before.title} ${pointsText(last.announced)}`) : null,
  ]);
}

function standings(board: Api.Contest.Board): Box {
  const placed = board.rows.flatMap((row) => (row.place === null || row.announced === null ? [] : [{ ...row, place: row.place, points: pointsText(row.announced) }])).sort((a, b) => a.place - b.place);
  const fresh = new Set(board.last.map(({ entryId }) => entryId));
  const rows = placed.slice(0, 10).map((row) => box(`standing ${row.place <= 3 ? 'standing--top' : ''} ${fresh.has(row.entryId) ? 'standing--new' : ''}`, [box('standing__place', String(row.place)), box('cut', row.title), box('standing__points', row.points)]));
  const none = board.held > 1 ? t.held(board.held) : t.noScore;
  return box('panel standings', [box('label', t.standings), ...(rows.length > 0 ? rows : [box('words', none)])]);
}

function nextThree(board: Api.Contest.Board): Box | null {
  const next = board.state === 'closed' ? [] : nextUp(board.rows);
  if (next.length === 0) return null;
  return box('panel next', [box('label', t.next), ...next.map((row) => box('next__one', [box('next__number', t.number(row.number)), box('cut', row.title), box('cut label', row.unitName)]))]);
}

/** @param isNew the scores released last have only just come: they have the screen even over who is on stage */
export function boardView(board: Api.Contest.Board, isNew: boolean): HTMLElement[] {
  const on = onStage(board.rows);
  const isOver = board.state === 'closed';
  const head = box('head', [box('head__title', board.title), box('head__round', isOver ? `${board.name} · ${t.over}` : board.name)]);
  const now = on && !isNew ? onNow(board, on) : scores(board, isNew);
  return [head, now, standings(board), nextThree(board)].flatMap((one) => (one ? [drawn(one)] : []));
}

export const messageView = (text: string): HTMLElement[] => [drawn(box('message', text.split('\n').map((line) => box('', line))))];

export const awayView = (): HTMLElement => drawn(box('away', t.away));
