import * as v from 'valibot';
import { covers, isOwnCadre, scopesOf } from '../../../miniprogram/domain/people/scope';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { cursor, id, readCursor, writeCursor } from '../../platform/fields';
import { type Action, defineAction, type Member } from '../../platform/router';
import { addressOf } from '../../platform/storage';
import { mediaByIds } from '../media/store';
import { sendsOf } from '../notice/send-store';
import { namesOf, type UnionDocument, unionsById } from '../people/store';
import { within } from '../people/within';
import { inCharge, inChargeOf } from './acts';
import { type AnnouncementDocument, inboxKey, type UnitDocument } from './documents';
import { announcementById, announcementsOf, noteSeen, parentsAmong, rowOf, unitById, unitId, unitsById, unitsUnder, unopenedIn } from './store';

const page = 20;
/** Nobody reads figures of so few people from above. */
const fewest = 10;
const named = 50;
/** An address of a picture lasts as long as somebody reads, seconds. */
const lasts = 600;

const topOf = ({ _id, scope }: AnnouncementDocument) => unitId(_id, scope.split('/').filter((part) => part !== '').pop() ?? '');
const none: Api.Announce.Counts = { delivered: 0, opened: 0, acted: 0, paper: 0 };
const countsOf = (unit: UnitDocument | undefined | null): Api.Announce.Counts => (unit ? { delivered: unit.delivered, opened: unit.opened, acted: unit.acted, paper: unit.paper } : none);

export function cardOf(announcement: AnnouncementDocument, top: UnitDocument | undefined | null): Api.Announce.Card {
  const { _id, title, words, state, asks, at, sendAt, expected, pinnedUntil } = announcement;
  return { announcementId: _id, title, audience: words, state, asks, at, sendAt, expected, pinnedUntil, ...countsOf(top) };
}

const list = defineAction('announce.list', 'member', v.strictObject({ cursor: v.exactOptional(cursor) }), async ({ db, input, member, now }) => {
  const scopes = [...new Set([...scopesOf(member.grants, 'cadre', now), ...scopesOf(member.grants, 'admin', now)])];
  if (scopes.length === 0) throw new Refusal('FORBIDDEN', '只有工会干部可以发通知');
  const found = await announcementsOf(db, scopes, input.cursor === undefined ? undefined : readCursor(input.cursor), page + 1);
  const rows = found.slice(0, page);
  const tops = await unitsById(db, rows.map(topOf));
  const last = rows[rows.length - 1];
  return { items: rows.map((row) => cardOf(row, tops.get(topOf(row)))), next: found.length > page && last ? writeCursor(last.at, last._id) : null, now };
});

/** Figures of a unit, as far as this cadre may see them. */
function unitView(unit: UnitDocument, union: UnionDocument | undefined, member: Member, below: boolean, top: boolean, now: number): Api.Announce.Unit {
  const people = unit.delivered + unit.paper;
  const own = union !== undefined && isOwnCadre(member.grants, union, now);
  return { unionId: unit.union, name: union?.name ?? '', people, counts: people >= fewest || own || top ? countsOf(unit) : null, below, own };
}

const traceSchema = v.strictObject({ announcementId: id, unionId: v.nullable(id), cursor: v.exactOptional(v.pipe(v.string(), v.regex(/^\d{1,14}\.[\w:-]{3,90}$/))) });

const trace = defineAction('announce.trace', 'member', traceSchema, async ({ db, input, member, now }) => {
  const announcement = await inChargeOf(db, input.announcementId, member, now);
  const { _id, by, state, recall, reminders } = announcement;
  const topId = topOf(announcement);
  const at = input.unionId === null ? topId : unitId(_id, input.unionId);
  const [unit, top] = await Promise.all([unitById(db, at), unitById(db, topId)]);
  if (!unit && input.unionId !== null) throw new Refusal('NOT_FOUND', '这个工会不在范围里');
  const found = unit ? await unitsUnder(db, _id, unit.union, input.cursor === undefined ? undefined : readCursor(input.cursor), page + 1) : [];
  const units = found.slice(0, page);
  const [unions, parents, sends] = await Promise.all([
    unionsById(db, [...units.map(({ union }) => union), ...(unit ? [unit.union] : [])]),
    parentsAmong(db, _id, units.map(({ union }) => union)),
    sendsOf(db, inboxKey(_id)),
  ]);
  const byId = new Map(unions.map((union) => [union._id, union]));
  const last = units[units.length - 1];
  return {
    card: cardOf(announcement, top),
    mayApprove: (state === 'waits' || state === 'held') && by !== member.uid,
    mine: by === member.uid,
    reason: recall?.reason ?? '',
    reminded: reminders.length,
    top: unit ? unitView(unit, byId.get(unit.union), member, units.length > 0, at === topId, now) : { unionId: '', name: announcement.scopeName, people: 0, counts: none, below: false, own: false },
    units: units.map((one) => unitView(one, byId.get(one.union), member, parents.has(one.union), false, now)),
    next: found.length > page && last ? `${last.left}.${last._id}` : null,
    sends,
    now,
  };
});

const unread = defineAction('announce.unread', 'member', v.strictObject({ announcementId: id, unionId: id }), async ({ db, input, member, now }) => {
  const [announcement, union] = await Promise.all([announcementById(db, input.announcementId), unionsById(db, [input.unionId]).then(([one]) => one)]);
  if (!announcement || !union || announcement.state === 'recalled' || !isOwnCadre(member.grants, union, now)) throw new Refusal('NOT_FOUND', '名单只给本单位的工会干部');
  const rows = await unopenedIn(db, announcement._id, within(db, [union.path]), named + 1);
  const shown = rows.slice(0, named);
  const names = await namesOf(db, shown.map(({ uid }) => uid));
  return { people: shown.flatMap(({ uid, paper = false }) => {
    const who = names.get(uid);
    return who ? [{ name: who.name, unitName: who.unitName, paper }] : [];
  }), more: rows.length > named };
});

/** An announcement that has come to this member, or that is in their charge. Throws NOT_FOUND. */
async function mineOr404(db: Database, announcementId: string, member: Member, now: number) {
  const [announcement, row] = await Promise.all([announcementById(db, announcementId), rowOf(db, `${inboxKey(announcementId)}:${member.uid}`)]);
  const pinned = announcement !== null && announcement.pinScope !== '' && now < announcement.pinnedUntil && covers(announcement.pinScope, member.unitPath);
  if (!announcement || !(row || pinned || inCharge(member, announcement, now))) throw new Refusal('NOT_FOUND', '没有找到这条通知');
  if (announcement.state === 'recalled' && !inCharge(member, announcement, now)) throw new Refusal('CLOSED', '这条通知已被撤回');
  return { announcement, row };
}

const open = defineAction('announce.open', 'member', v.strictObject({ announcementId: id }), async ({ db, input, member, now }) => {
  const { announcement, row } = await mineOr404(db, input.announcementId, member, now);
  const { _id, pictures, file } = announcement;
  if (row) await noteSeen(db, row._id, _id, 1, now);
  const [media, top] = await Promise.all([mediaByIds(db, [...pictures, ...(file ? [file.mediaId] : [])]), inCharge(member, announcement, now) ? unitById(db, topOf(announcement)) : null]);
  const kept = new Map(media.map((one) => [one._id, one]));
  // Only what WeChat passed is shown to others; the author sees it all.
  const shown = pictures.flatMap((one) => {
    const found = kept.get(one);
    return found && (found.state === 'pass' || (found.uid === member.uid && found.state !== 'risky')) ? [found.fileId] : [];
  });
  const document = file ? kept.get(file.mediaId) : undefined;
  const [urls, url] = await Promise.all([Promise.all(shown.map((one) => addressOf(one, lasts))), document ? addressOf(document.fileId, lasts) : null]);
  return {
    announcement: {
      ...cardOf(announcement, top),
      ...{ text: announcement.text, from: announcement.scopeName, link: announcement.link },
      pictures: urls.filter((one) => one !== null),
      file: file && document && url !== null ? { url, name: file.name, ending: document.ending } : null,
    },
    done: row?.seen === 2,
    now,
  };
});

const done = defineAction('announce.done', 'member', v.strictObject({ announcementId: id }), async ({ db, input, member, now }) => {
  const { announcement, row } = await mineOr404(db, input.announcementId, member, now);
  if (!announcement.asks) throw new Refusal('BAD_INPUT', '这条通知不用办理');
  if (!row) throw new Refusal('NOT_FOUND', '这条通知没有发给您');
  await noteSeen(db, row._id, announcement._id, 2, now);
  return { done: true };
});

export const announceReadActions: readonly Action[] = [list, trace, unread, open, done];
