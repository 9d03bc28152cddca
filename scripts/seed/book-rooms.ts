import { followed, roomKey, type RoomDocument, type TitleDocument, titleKey } from '../../cloudfunctions/modules/bookroom/store';
import type { MemberDocument } from '../../cloudfunctions/modules/people/store';
import { endOfLoan, type Loan, remindersDue } from '../../miniprogram/domain/reading/book-room';
import { termsOf } from '../../miniprogram/domain/text/search';
import { day } from '../../miniprogram/domain/time/shanghai';
import { pathOf, unions } from './city';
import { demoUid } from './people';
import { shelf } from './reading';

/** The book room of the machine-tool works: one book is with the demo worker, one overdue, one out and waited for. */

const unit = 'jcjc';
const chen = demoUid('demo-worker-chen');
const days = 30;

export const demoRoom = roomKey(unit);

export function demoBookRooms(members: readonly MemberDocument[], now: number): { book_rooms: RoomDocument[]; room_titles: TitleDocument[] } {
  const union = unions.find(({ id }) => id === unit);
  const colleagues = members.filter(({ unitPath, _id, account }) => unitPath === pathOf(unit) && _id !== chen && !account.startsWith('paper:'));
  const act = { k: 'seed', h: '', t: now - 90 * day, by: demoUid('demo-cadre-liu') };
  const room: RoomDocument = {
    ...{ _id: demoRoom, unit, unitName: union?.name ?? '', level: union?.level ?? 2, path: pathOf(unit), v: 1, acts: [act] },
    ...{ name: '机床厂职工书屋', place: '办公楼三楼东侧', hours: '周一至周五 8:00–20:00', days, most: 3 },
  };
  const loan = (uid: string | undefined, ago: number): Loan[] => {
    const at = now - ago * day;
    const due = endOfLoan(at, days);
    return uid === undefined ? [] : [{ id: `demo-loan-${uid.slice(0, 6)}-${ago}`, uid, slot: 0, at, due, renewed: false, reminded: remindersDue({ due }, now) }];
  };
  const [first, second, third, fourth] = colleagues.map(({ _id }) => _id);
  // By their place on the demo's shelf.
  const out: Record<number, { loans: Loan[]; line: string[] }> = {
    0: { loans: loan(chen, 18), line: [] },
    1: { loans: loan(first, 37), line: [] },
    4: { loans: [...loan(second, 6), ...loan(third, 21)], line: fourth === undefined ? [] : [fourth] },
  };
  const titles = shelf.map(([isbn, title, author, theme], index): TitleDocument => {
    const _id = titleKey(demoRoom, isbn);
    const stock = { copies: index === 4 ? 2 : (index % 3) + 1, kept: [], ...(out[index] ?? { loans: [], line: [] }) };
    return { _id, room: demoRoom, isbn, title, author, theme, terms: [...termsOf(title, author), isbn], ...stock, ...followed({ _id, room: demoRoom, ...stock }), lent: stock.loans.length, v: 1, acts: [{ ...act, n: stock.copies }] };
  });
  return { book_rooms: [room], room_titles: titles };
}
