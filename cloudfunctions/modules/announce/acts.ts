import * as v from 'valibot';
import { holds } from '../../../miniprogram/domain/people/scope';
import { fits } from '../../../miniprogram/domain/text/clean';
import { day } from '../../../miniprogram/domain/time/shanghai';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { id } from '../../platform/fields';
import { type Action, defineAction, type KeyedCall, type Member } from '../../platform/router';
import { inputHash } from '../../platform/secrets';
import { recordOf } from '../audit/record';
import type { AnnouncementDocument } from './documents';
import { act, announcementById, unitById, unitId } from './store';

const tries = 5;
const mostReminders = 3;

/** Is this announcement in the charge of this cadre? */
export const inCharge = (member: Pick<Member, 'grants'>, { scope }: Pick<AnnouncementDocument, 'scope'>, now: number): boolean =>
  holds(member.grants, 'cadre', scope, now) || holds(member.grants, 'admin', scope, now);

/** An announcement in the asker's charge. Throws NOT_FOUND. */
export async function inChargeOf(db: Database, announcementId: string, member: Member, now: number): Promise<AnnouncementDocument> {
  const announcement = await announcementById(db, announcementId);
  if (!announcement || !inCharge(member, announcement, now)) throw new Refusal('NOT_FOUND', '没有找到这条通知');
  return announcement;
}

/** Decides an act on an announcement: a repeat finds it done, another body under its key is refused; others may act meanwhile. @returns how it stands after it */
async function decide(
  { db, input, key, member, now }: KeyedCall<{ announcementId: string }>,
  what: 'approve' | 'recall' | 'pin' | 'remind',
  changeOf: (announcement: AnnouncementDocument) => object | Promise<object>,
): Promise<AnnouncementDocument> {
  const h = inputHash(input);
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const announcement = await inChargeOf(db, input.announcementId, member, now);
    const before = announcement.acts.find(({ k }) => k === key);
    if (before && (before.h !== h || before.do !== what)) throw new Refusal('KEY_REUSED');
    if (before) return announcement;
    const change = await changeOf(announcement);
    const record = recordOf({ act: `announce.${what}`, by: member.uid, key, at: now, subject: announcement._id, scope: announcement.scope, scopeName: announcement.scopeName, details: input });
    if (await act(db, announcement, { k: key, h, by: member.uid, do: what, change, record })) return (await announcementById(db, announcement._id)) ?? announcement;
  }
  throw new Refusal('SLOW_DOWN');
}

const subject = v.strictObject({ announcementId: id });

const approve = defineAction('announce.approve', 'act', subject, async (call) => {
  const { state } = await decide(call, 'approve', (announcement) => {
    if (announcement.state !== 'waits' && announcement.state !== 'held') throw new Refusal('CLOSED', '这条通知不用再确认了');
    if (announcement.by === call.member.uid) throw new Refusal('FORBIDDEN', '要由另一位干部确认，不能自己确认自己写的');
    return { state: 'scheduled', open: true, due: Math.max(announcement.sendAt, call.now), sendAt: Math.max(announcement.sendAt, call.now) };
  });
  return { state };
});

const reason = v.pipe(v.string(), v.check((words) => fits(words, 2, 100), '写一下撤回的原因，2–100 个字'));

const recall = defineAction('announce.recall', 'act', v.strictObject({ announcementId: id, reason }), async (call) => {
  const { state } = await decide(call, 'recall', (announcement) => {
    if (announcement.state === 'recalled') throw new Refusal('CLOSED', '这条通知已经撤回了');
    const { set } = call.db.command;
    return { state: 'recalled', recall: set({ reason: call.input.reason, at: call.now }), pinScope: '', pinnedUntil: 0, open: true, due: call.now };
  });
  return { state };
});

const days = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(30));

const pin = defineAction('announce.pin', 'act', v.strictObject({ announcementId: id, days }), async (call) => {
  const { pinnedUntil } = await decide(call, 'pin', (announcement) => {
    if (announcement.audience.kind !== 'union') throw new Refusal('BAD_INPUT', '只有发给整个工会的通知能置顶');
    if (announcement.state !== 'sent' && announcement.state !== 'scheduled') throw new Refusal('CLOSED', '这条通知还没有发出，或者已经撤回');
    return call.input.days === 0 ? { pinScope: '', pinnedUntil: 0 } : { pinScope: announcement.scope, pinnedUntil: call.now + call.input.days * day };
  });
  return { pinnedUntil };
});

/** How many have not opened it, or where it asks not done it. */
async function behind(db: Database, { _id, scope, asks }: AnnouncementDocument): Promise<number> {
  const top = await unitById(db, unitId(_id, scope.split('/').filter((part) => part !== '').pop() ?? ''));
  return top ? Math.max(0, top.delivered + top.paper - (asks ? top.acted : top.opened)) : 0;
}

const remind = defineAction('announce.remind', 'act', subject, async (call) => {
  const announcement = await decide(call, 'remind', async (before) => {
    if (before.state !== 'sent') throw new Refusal('NOT_OPEN', '通知发完以后才能提醒');
    const last = before.reminders[before.reminders.length - 1];
    if (before.reminders.length >= mostReminders) throw new Refusal('USED', `一条通知最多提醒 ${mostReminders} 次，可以打印名单请班组长当面通知`);
    if (last && (last.cursor !== null || call.now < last.at + day)) throw new Refusal('SLOW_DOWN', '一天只能提醒一次，明天再来');
    if ((await behind(call.db, before)) === 0) throw new Refusal('CLOSED', '没有要提醒的人了');
    return { reminders: call.db.command.push([{ at: call.now, cursor: '' }]), open: true, due: call.now };
  });
  return { people: await behind(call.db, announcement) };
});

export const announceActActions: readonly Action[] = [approve, recall, pin, remind];
