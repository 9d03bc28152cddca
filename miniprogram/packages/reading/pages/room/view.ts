import { roomTexts as t } from '../../room-texts';

export interface TitleRow {
  key: string;
  isbn: string;
  title: string;
  author: string;
  theme: string;
  words: string;
  tone: 'green' | 'amber' | 'quiet';
  /** What a tap does; empty: nothing, it is with me. */
  act: '' | 'borrow' | 'want' | 'unwant';
  label: string;
}

/** A title as a reader finds it: what it is to them comes before how many there are. */
export function rowOf({ titleId: key, isbn, title, author, theme, copies, free, waiting, mine }: Api.BookRoom.Title): TitleRow {
  const book = { key, isbn, title, author, theme };
  if (mine === 'have') return { ...book, words: t.have, tone: 'amber', act: '', label: '' };
  if (mine === 'kept') return { ...book, words: t.kept, tone: 'green', act: 'borrow', label: t.borrow };
  if (free > 0) return { ...book, words: t.free(free, copies), tone: 'green', act: 'borrow', label: t.borrow };
  if (mine === 'line') return { ...book, words: `${t.inLine} · ${t.out(waiting)}`, tone: 'amber', act: 'unwant', label: t.unwant };
  return { ...book, words: t.out(waiting), tone: 'quiet', act: 'want', label: t.want };
}
