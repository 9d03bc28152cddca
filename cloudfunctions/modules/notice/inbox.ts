import * as v from 'valibot';
import { pathsUpwards } from '../../../miniprogram/domain/people/scope';
import { Refusal } from '../../platform/errors';
import { millis } from '../../platform/fields';
import { type Action, defineAction } from '../../platform/router';
import { inboxKey } from '../announce/documents';
import { pinnedFor } from '../announce/store';
import { inboxPage, markAllRead, markRead, unreadOf } from './inbox-store';
import { fill, templates } from './templates';

/** Rows of a page. */
const size = 20;

/** Id of a row: what it is about and whose it is. */
const itemId = v.pipe(v.string(), v.regex(/^[\w:.-]{3,200}$/));
const cursor = v.pipe(v.string(), v.regex(/^\d{1,14}\.[\w:.-]{3,200}$/));

function readFrom(text: string): { at: number; id: string } {
  const dot = text.indexOf('.');
  return { at: Number(text.slice(0, dot)), id: text.slice(dot + 1) };
}

const inbox = defineAction('notice.inbox', 'member', v.strictObject({ cursor: v.exactOptional(cursor) }), async ({ db, input, member, now }) => {
  const first = input.cursor === undefined;
  const [rows, pinned] = await Promise.all([inboxPage(db, member.uid, input.cursor === undefined ? undefined : readFrom(input.cursor), size + 1), first ? pinnedFor(db, pathsUpwards(member.unitPath), now) : []]);
  const items = rows.slice(0, size);
  const last = items[items.length - 1];
  const { page } = templates.announcement;
  return {
    pinned: pinned.map(({ _id, title, scopeName, sendAt }) => ({ itemId: `${inboxKey(_id)}:${member.uid}`, kind: 'announcement', title, text: scopeName, page: fill(page, { announcementId: _id }), at: sendAt, read: true })),
    items: items.map(({ _id, kind, title, text, page, at, readAt }) => ({ itemId: _id, kind, title, text, page, at, read: readAt > 0 })),
    next: rows.length > size && last ? `${last.at}.${last._id}` : null,
    now,
  };
});

const unread = defineAction('notice.unread', 'anyone', v.strictObject({}), async ({ db, member }) => ({ unread: member ? await unreadOf(db, member.uid) : 0 }));

const read = defineAction('notice.read', 'member', v.strictObject({ itemId }), async ({ db, input, member, now }) => {
  if (!(await markRead(db, member.uid, input.itemId, now))) throw new Refusal('NOT_FOUND', '没有找到这条消息，可能已被撤回');
  return { read: true };
});

const readAll = defineAction('notice.readAll', 'member', v.strictObject({ until: millis }), async ({ db, input, member, now }) => ({ read: await markAllRead(db, member.uid, input.until, now) }));

export const inboxActions: readonly Action[] = [inbox, unread, read, readAll];
