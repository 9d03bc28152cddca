import { addDays, daysFrom, weekdayOf } from '../../../../domain/time/days';
import { lineWords } from '../../done-view';
import { talkTexts } from '../../talk-texts';
import { doneTexts, mineTexts as t } from '../../texts';
import { readingTexts } from '../../../../texts/reading';

/** A place of the calendar; `day` empty: before the first or after the last day. */
export interface Cell {
  key: string;
  day: Api.Day;
  words: string;
  heat: number;
  today: boolean;
  ahead: boolean;
  label: string;
}

export interface MineView {
  points: number;
  streak: number;
  days: number;
  rank: string;
  level: string;
  cells: Cell[];
  /** Days that may be made up now, latest first. */
  missed: { day: Api.Day; label: string }[];
  makeUpWords: string;
  open: boolean;
  checkedIn: boolean;
}

const empty = (key: string): Cell => ({ key, day: '', words: '', heat: 0, today: false, ahead: false, label: '' });

/** The edition as weeks from Monday to Sunday. */
export function calendar(squares: readonly Api.Reading.DaySquare[], today: Api.Day): Cell[] {
  const [first] = squares;
  if (!first) return [];
  const lead = (weekdayOf(first.day) + 6) % 7;
  const cells = squares.map(({ day, heat, minutes, checkIns, madeUp }) => ({
    ...{ key: day, day, heat, today: day === today, ahead: day > today },
    words: madeUp ? t.madeUp : String(Number(day.slice(8, 10))),
    label: t.square(day, checkIns, minutes, madeUp),
  }));
  const rest = (7 - ((lead + cells.length) % 7)) % 7;
  return [...Array.from({ length: lead }, (_, at) => empty(`lead${at}`)), ...cells, ...Array.from({ length: rest }, (_, at) => empty(`rest${at}`))];
}

/** Days without a check-in that the rules let be made up, latest first. */
export function missedDays({ rules, mine, phase, from, until }: Api.Reading.Edition, today: Api.Day): Api.Day[] {
  if (rules.makeUp === null || mine === null || mine.makeUpsLeft === 0 || phase !== 'open' || today > until) return [];
  const read = new Set(mine.squares.filter(({ checkIns }) => checkIns > 0).map(({ day }) => day));
  return Array.from({ length: rules.makeUp.within }, (_, back) => addDays(today, -back - 1)).filter((day) => daysFrom(from, day) >= 0 && !read.has(day));
}

export function mineView(edition: Api.Reading.Edition, today: Api.Day): MineView | null {
  const { mine, rules, phase } = edition;
  if (mine === null) return null;
  return {
    ...{ points: mine.points, streak: mine.streak, days: mine.days },
    rank: mine.rank === null ? t.unranked : t.rank(mine.rank),
    level: mine.next === null ? t.level(mine.level) : `${t.level(mine.level)}，${t.next(mine.next.name, mine.next.missing)}`,
    cells: calendar(mine.squares, today),
    missed: missedDays(edition, today).map((day) => ({ day, label: `${t.madeUp} ${readingTexts.monthDay(day)}` })),
    makeUpWords: rules.makeUp === null ? '' : t.makeUpLeft(mine.makeUpsLeft, rules.makeUp.within),
    open: phase === 'open',
    checkedIn: mine.today.checkIns > 0,
  };
}

export interface LineView {
  key: string;
  what: string;
  points: string;
  less: boolean;
  day: string;
}

export const linesView = (lines: readonly Api.Reading.Line[]): LineView[] =>
  lines.map((line, at) => ({ key: `${line.at}:${at}`, what: lineWords(line), points: doneTexts.points(line.points), less: line.points < 0, day: readingTexts.monthDay(line.day) }));

export interface NoteView {
  key: string;
  book: string;
  day: string;
  text: string;
  photos: string[];
  tag: string;
  /** Why others do not see it; else empty. */
  why: string;
  same: string;
}

export const notesView = (notes: readonly Api.Reading.Note[]): NoteView[] =>
  notes.map(({ checkInId, bookTitle, day, text, photos, state, why, same }) => ({
    ...{ key: checkInId, book: bookTitle, day: readingTexts.monthDay(day), text, photos: photos.map(({ url }) => url) },
    ...{ tag: t.states[state], why: state === 'hidden' ? talkTexts.hidden(why) : '', same: same === '' ? '' : t.same(same) },
  }));
