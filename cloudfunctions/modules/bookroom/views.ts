import { freeCopies, type Kept, type Loan, settle } from '../../../miniprogram/domain/reading/book-room';
import type { RoomDocument, TitleDocument } from './store';

export const roomView = ({ _id: roomId, name, place, hours, unitName, days, most }: RoomDocument): Api.BookRoom.Room => ({ roomId, name, place, hours, unitName, days, most });

/** What a title is to a member. */
export function mineOf({ loans, kept, line }: Pick<TitleDocument, 'loans' | 'kept' | 'line'>, uid: string): Api.BookRoom.Mine {
  if (loans.some((one) => one.uid === uid)) return 'have';
  if (kept.some((one) => one.uid === uid)) return 'kept';
  return line.includes(uid) ? 'line' : 'none';
}

export function titleView(found: TitleDocument, uid: string, now: number): Api.BookRoom.Title {
  const stock = settle(found, now);
  const { _id: titleId, isbn, title, author, theme, copies, line } = stock;
  return { titleId, isbn, title, author, theme, copies, free: freeCopies(stock), waiting: line.length, mine: mineOf(stock, uid) };
}

const bookOf = ({ _id: titleId, title, author, theme }: TitleDocument) => ({ titleId, title, author, theme });

export function loanView(title: TitleDocument, { id, at, due, renewed }: Loan, room: RoomDocument, now: number): Api.BookRoom.MyLoan {
  return { ...bookOf(title), loanId: id, roomName: room.name, place: room.place, at, due, renewable: !renewed && now < due && title.line.length === 0 };
}

export function wantView(title: TitleDocument, kept: Kept | undefined, uid: string, room: RoomDocument): Api.BookRoom.MyWant {
  const { isbn, line } = title;
  return { ...bookOf(title), isbn, roomId: room._id, roomName: room.name, place: room.place, ahead: kept ? 0 : line.indexOf(uid), until: kept ? kept.until : null };
}
