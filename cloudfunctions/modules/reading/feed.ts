import * as v from 'valibot';
import { maskName } from '../../../miniprogram/domain/people/names';
import { covers, holds, pathsUpwards } from '../../../miniprogram/domain/people/scope';
import { mostLikes } from '../../../miniprogram/domain/reading/talk';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { cursor, id, readCursor, writeCursor } from '../../platform/fields';
import { type Action, defineAction, type Member } from '../../platform/router';
import { unseal } from '../../platform/secrets';
import { addressesAtOnce, addressesOf } from '../../platform/storage';
import type { EditionDocument, NoteDocument } from './documents';
import { notThere } from './setup';
import { editionById } from './store';
import { feedOf, keepLike, noteById } from './talk-store';

/** Who reads in it and who runs it see it; to all others it does not exist. */
export const sees = ({ audience, scope }: Pick<EditionDocument, 'audience' | 'scope'>, { unitPath, grants }: Member, now: number) => covers(audience, unitPath) || holds(grants, 'cadre', scope, now);

/** Others see that somebody is there, not who. */
export const nameFor = (sealed: string, own: boolean) => (sealed === '' ? '已退出的会员' : own ? unseal(sealed) : maskName(unseal(sealed)));

export const noNote = () => new Refusal('NOT_FOUND', '没有找到这篇读后感，可能已经收回');

/** Addresses of photos last so many seconds: as long as somebody stays on a page. */
const lasts = 3600;

/** Addresses of the photos of some notes that `seen` lets through. */
export async function addressesIn(notes: readonly Pick<NoteDocument, 'photos'>[], seen: (state: Api.Media.State) => boolean): Promise<Map<string, string>> {
  const files = notes.flatMap(({ photos }) => photos.filter(({ state }) => seen(state)).map(({ fileId }) => fileId));
  const found = new Map<string, string>();
  for (let from = 0; from < files.length; from += addressesAtOnce) for (const [file, url] of await addressesOf(files.slice(from, from + addressesAtOnce), lasts)) found.set(file, url);
  return found;
}

/** The photos that have an address. */
export const photosOf = ({ photos }: Pick<NoteDocument, 'photos'>, addresses: ReadonlyMap<string, string>): Api.Reading.Photo[] =>
  photos.flatMap(({ id: mediaId, fileId, state }) => (addresses.has(fileId) ? [{ mediaId, url: addresses.get(fileId) ?? '', state }] : []));

const passed = (state: Api.Media.State) => state === 'pass';
/** Of one's own: all but what nobody opens. */
export const ownPhotos = (state: Api.Media.State) => state !== 'risky';

function feedNote(note: NoteDocument, uid: string, addresses: ReadonlyMap<string, string>): Api.Reading.FeedNote {
  const { _id: noteId, book: bookId, title: bookTitle, day, at, name, unitName, text, likes, replies, state } = note;
  const mine = note.uid === uid;
  return {
    ...{ noteId, bookId, bookTitle, day, at, name: nameFor(name, mine), unitName, text, photos: photosOf(note, addresses), likes: likes.length, liked: likes.includes(uid) },
    ...{ replies: replies.filter((reply) => reply.state === 'shown').length, mine, state },
  };
}

/** The unit whose notes are a member's own unit's: the enterprise, or in an enterprise's edition the team. */
function unitOf({ audience }: Pick<EditionDocument, 'audience'>, { unitPath, unitId }: Member): string {
  const ids = unitPath.split('/').filter((part) => part !== '');
  return ids[Math.max(2, pathsUpwards(audience).length)] ?? unitId;
}

/** Three photos each are within what is asked for addresses at once. */
const pageSize = 15;
const feedSchema = v.strictObject({ editionId: id, within: v.picklist(['all', 'unit']), bookId: v.exactOptional(id), cursor: v.exactOptional(cursor) });

const feed = defineAction('reading.feed', 'member', feedSchema, async ({ db, input, member, now }) => {
  const edition = await editionById(db, input.editionId);
  if (!edition || !sees(edition, member, now)) throw notThere();
  const of = { ...(input.within === 'unit' ? { unit: unitOf(edition, member) } : {}), ...(input.bookId === undefined ? {} : { book: input.bookId }) };
  const found = await feedOf(db, edition._id, of, input.cursor === undefined ? undefined : readCursor(input.cursor), pageSize + 1);
  const page = found.slice(0, pageSize);
  const addresses = await addressesIn(page, passed);
  const last = page[page.length - 1];
  return { items: page.map((note) => feedNote(note, member.uid, addresses)), next: found.length > pageSize && last ? writeCursor(last.at, last._id) : null };
});

/** A note that this member may read: others' while it is shown, their own in any case. Throws NOT_FOUND */
export async function noteFor(db: Database, editionId: string, noteId: string, member: Member, now: number): Promise<NoteDocument> {
  const note = await noteById(db, noteId);
  if (!note || note.edition !== editionId || !sees(note, member, now)) throw noNote();
  if (note.uid !== member.uid && (note.state !== 'shown' || note.same !== null)) throw noNote();
  return note;
}

export const replyView = ({ id: replyId, uid, name, unitName, text, at, state, why }: NoteDocument['replies'][number], member: Pick<Member, 'uid'>): Api.Reading.Reply => ({
  ...{ replyId, name: nameFor(name, uid === member.uid), unitName, text, at, mine: uid === member.uid, state, why },
});

const oneSchema = v.strictObject({ editionId: id, noteId: id });

const one = defineAction('reading.note', 'member', oneSchema, async ({ db, input, member, now }) => {
  const note = await noteFor(db, input.editionId, input.noteId, member, now);
  const addresses = await addressesIn([note], note.uid === member.uid ? ownPhotos : passed);
  const heard = note.replies.filter(({ uid, state }) => state === 'shown' || (uid === member.uid && state !== 'withdrawn'));
  return { ...feedNote(note, member.uid, addresses), why: note.why, replyList: heard.map((reply) => replyView(reply, member)) };
});

const likeSchema = v.strictObject({ editionId: id, noteId: id, on: v.boolean() });

const like = defineAction('reading.like', 'member', likeSchema, async ({ db, input, member, now }) => {
  const { editionId, noteId, on } = input;
  if (await keepLike(db, noteId, pathsUpwards(member.unitPath), member.uid, on)) return { liked: on };
  // Nothing was written: it is so already, or it cannot be.
  const note = await noteFor(db, editionId, noteId, member, now);
  if (on && !note.likes.includes(member.uid)) throw note.likes.length >= mostLikes ? new Refusal('FULL', `这篇已经有 ${mostLikes} 个赞了`) : new Refusal('CLOSED', '这篇读后感现在不能点赞');
  return { liked: on };
});

export const feedActions: readonly Action[] = [feed, one, like];
