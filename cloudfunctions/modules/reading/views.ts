import type { Entry } from '../../../miniprogram/domain/points/ledger';
import type { BookDocument } from './documents';

const rules: readonly Api.Reading.Rule[] = ['checkIn', 'note', 'minutes', 'pages', 'streak', 'reversal'];

/** A line of the ledger as its owner reads it. */
export function lineOf({ id, n, at, day, why }: Entry): Api.Reading.Line {
  const [name, subject] = id.split(':');
  const rule = rules.find((one) => one === name) ?? 'checkIn';
  return { rule, points: n, at, day, streak: rule === 'streak' ? Number(subject) : 0, reason: rule === 'reversal' ? why : '' };
}

/** A book of the list as readers see it. */
export const bookView = ({ _id: bookId, isbn, title, author, theme, link }: BookDocument): Api.Reading.Book => ({ bookId, isbn, title, author, theme, link });
