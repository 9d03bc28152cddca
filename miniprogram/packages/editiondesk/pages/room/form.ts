import { roomLimits } from '../../../../domain/reading/book-room';
import { readIsbn } from '../../../../domain/reading/isbn';
import { fits } from '../../../../domain/text/clean';
import { roomDeskTexts as t } from '../../room-texts';

/** The settings of a room as they are typed. */
export interface Settings {
  name: string;
  place: string;
  hours: string;
  days: string;
  most: string;
}

export const settingsOf = (desk: Api.BookRoom.Desk): Settings => {
  const { name, place, hours, days, most } = desk.room ?? { name: t.nameOf(desk.unitName).slice(0, 20), place: '', hours: '', days: 30, most: 3 };
  return { name, place, hours, days: String(days), most: String(most) };
};

const whole = (text: string, { least, most }: { least: number; most: number }): number | null => (/^\d{1,3}$/.test(text) && Number(text) >= least && Number(text) <= most ? Number(text) : null);

/** null: something is missing or too much. */
export function readSettings({ name, place, hours, days, most }: Settings): Api.BookRoom.Settings | null {
  const [read, held] = [whole(days, roomLimits.days), whole(most, roomLimits.most)];
  if (!fits(name, 2, 20) || !fits(place, 2, 40) || !fits(hours, 0, 40) || read === null || held === null) return null;
  return { name, place, hours, days: read, most: held };
}

/** A book as it is typed. */
export interface Book {
  isbn: string;
  title: string;
  author: string;
  theme: string;
  copies: string;
}

export const blankBook: Book = { isbn: '', title: '', author: '', theme: '', copies: '1' };

export function readBook({ isbn, title, author, theme, copies }: Book): { book: Omit<Api.Input<'bookroom.stock'>, 'roomId'> } | { fault: string } {
  const read = readIsbn(isbn);
  if ('fault' in read) return { fault: t.faults[read.fault] };
  const count = whole(copies, roomLimits.copies);
  if (!fits(title, 1, 60) || !fits(author, 1, 40) || !fits(theme, 1, 12) || count === null) return { fault: t.incomplete };
  return { book: { isbn: read.isbn, title, author, theme, copies: count } };
}
