import * as v from 'valibot';
import { Refusal } from '../../platform/errors';
import { millis } from '../../platform/fields';
import { type Action, defineAction } from '../../platform/router';
import { inboxPage, markAllRead, markRead, unreadOf } from './inbox-store';

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
  const rows = await inboxPage(db, member.uid, input.cursor === undefined ? undefined : readFrom(input.cursor), size + 1);
  const items = rows.slice(0, size);
  const last = items[items.length - 1];
  return {
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
