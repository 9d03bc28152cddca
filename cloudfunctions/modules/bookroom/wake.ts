import { remindersDue, settle } from '../../../miniprogram/domain/reading/book-room';
import type { Database } from '../../platform/database';
import { causeOf, log } from '../../platform/log';
import { tell } from '../notice/tell';
import { bookRoomNotices as texts, loansPage } from './notice-texts';
import { keepTitle, roomsById, type RoomDocument, titleById, titlesDue, type TitleDocument } from './store';

/** What a room does of itself: passes on what was not fetched, tells who is next, reminds of what is due. */

/** So many titles a run. */
const batch = 50;

/** @returns how many titles were looked at */
export async function settleBookRooms(db: Database, now: number): Promise<number> {
  const found = await titlesDue(db, now, batch);
  const rooms = new Map((await roomsById(db, [...new Set(found.map(({ room }) => room))])).map((room) => [room._id, room]));
  for (const title of found) {
    try {
      const room = rooms.get(title.room);
      if (room) await wake(db, title, room, now);
    } catch (error) {
      // The next run takes it up again; the other titles are not to wait for it.
      log('bookroom', { title: title._id, ...causeOf(error) });
    }
  }
  return found.length;
}

async function wake(db: Database, found: TitleDocument, room: RoomDocument, now: number): Promise<void> {
  const settled = settle(found, now);
  // First whose it is, then who is told: a message promises a copy.
  if (settled !== found && !(await keepTitle(db, found, settled, null))) return;
  const title = settled === found ? found : await titleById(db, found._id);
  if (!title) return;
  await tellNext(db, title, room, now);
  await remind(db, title, room, now);
  const loans = title.loans.map((loan) => ({ ...loan, reminded: Math.max(loan.reminded, remindersDue(loan, now)) }));
  // Somebody was quicker: the next run tells nobody twice, for a message has its key.
  await keepTitle(db, title, { ...title, loans, kept: title.kept.map((one) => ({ ...one, told: true })) }, null);
}

async function tellNext(db: Database, { _id, title, kept }: TitleDocument, room: RoomDocument, now: number): Promise<void> {
  for (const { uid, until, told } of kept) {
    if (told || now >= until) continue;
    const page = `packages/reading/pages/room/room?id=${room._id}`;
    await tell(db, { template: 'matter', to: [uid], about: { title: texts.kept, text: texts.keptText(title, until, room.place), page }, key: `bookkept:${_id}:${until}` }, now);
  }
}

/** Whoever missed several hears of the latest alone. */
async function remind(db: Database, { title, loans }: TitleDocument, room: RoomDocument, now: number): Promise<void> {
  for (const loan of loans) {
    const number = remindersDue(loan, now);
    if (number <= loan.reminded) continue;
    const over = now >= loan.due;
    const about = { title: over ? texts.overdue : texts.soon, text: over ? texts.overdueText(title, loan.due, room.place) : texts.soonText(title, loan.due), page: loansPage };
    // Lent on, it ends on another day: other messages.
    await tell(db, { template: 'matter', to: [loan.uid], about, key: `loan:${loan.id}:${loan.due}:${number}` }, now);
  }
}
