import * as v from 'valibot';
import { covers, isOwnCadre } from '../../../miniprogram/domain/people/scope';
import { settle } from '../../../miniprogram/domain/reading/book-room';
import { readIsbn } from '../../../miniprogram/domain/reading/isbn';
import { termsSought } from '../../../miniprogram/domain/text/search';
import { Refusal } from '../../platform/errors';
import { id } from '../../platform/fields';
import { type Action, defineAction, type Member } from '../../platform/router';
import { roomById, type RoomDocument, roomsById, roomsFor, titlesOf, titlesWith } from './store';
import { loanView, roomView, titleView, wantView } from './views';

/** 职工书屋 as a member finds it. */

export const noRoom = () => new Refusal('NOT_FOUND', '没有找到这个职工书屋');

/** A room is for its unit and all below it; to others it does not exist. */
export function openTo(room: RoomDocument | null, member: Member): RoomDocument {
  if (!room || !covers(room.path, member.unitPath)) throw noRoom();
  return room;
}

/** Who reads the unit's names keeps its room: a federation's cadre keeps the federation's own, no enterprise's. */
export const keeps = ({ grants }: Member, unit: { path: string; level: number }, now: number): boolean => isOwnCadre(grants, unit, now);

const rooms = defineAction('bookroom.rooms', 'member', v.strictObject({}), async ({ db, member }) => ({ items: (await roomsFor(db, member.unitPath)).reverse().map(roomView) }));

const pageSize = 20;
const shelfSchema = v.strictObject({ roomId: id, search: v.exactOptional(v.pipe(v.string(), v.minLength(1), v.maxLength(60))), cursor: v.exactOptional(id) });

const shelf = defineAction('bookroom.shelf', 'member', shelfSchema, async ({ db, input, member, now }) => {
  const { roomId, search, cursor } = input;
  const isbn = search === undefined ? null : readIsbn(search);
  const terms = search === undefined ? undefined : isbn && 'isbn' in isbn ? [isbn.isbn] : termsSought(search);
  const wanted = { ...(terms ? { terms } : {}), ...(cursor === undefined ? {} : { after: cursor }) };
  const [room, found] = await Promise.all([roomById(db, roomId), terms?.length === 0 ? [] : titlesOf(db, roomId, wanted, pageSize + 1)]);
  const page = found.slice(0, pageSize);
  return {
    room: roomView(room && keeps(member, room, now) ? room : openTo(room, member)),
    items: page.map((title) => titleView(title, member.uid, now)),
    next: found.length > pageSize ? (page[page.length - 1]?._id ?? null) : null,
  };
});

const mine = defineAction('bookroom.mine', 'member', v.strictObject({}), async ({ db, member, now }) => {
  const found = (await titlesWith(db, member.uid)).map((title) => settle(title, now));
  const known = new Map((await roomsById(db, [...new Set(found.map(({ room }) => room))])).map((room) => [room._id, room]));
  const own = found.flatMap((title) => {
    const room = known.get(title.room);
    return room ? [{ title, room }] : [];
  });
  const loans = own.flatMap(({ title, room }) => title.loans.filter(({ uid }) => uid === member.uid).map((loan) => loanView(title, loan, room, now)));
  const wants = own.flatMap(({ title, room }) => {
    const kept = title.kept.find(({ uid }) => uid === member.uid);
    return kept || title.line.includes(member.uid) ? [wantView(title, kept, member.uid, room)] : [];
  });
  return { loans: loans.sort((a, b) => a.due - b.due), wants: wants.sort((a, b) => (a.until ?? Infinity) - (b.until ?? Infinity) || a.ahead - b.ahead), now };
});

export const bookRoomBrowseActions: readonly Action[] = [rooms, shelf, mine];
