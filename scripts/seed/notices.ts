import { sumsOf } from '../../cloudfunctions/modules/announce/deliver';
import { type AnnouncementDocument, inboxKey, type Seen, type UnitDocument } from '../../cloudfunctions/modules/announce/documents';
import type { InboxDocument } from '../../cloudfunctions/modules/notice/inbox-store';
import { fill, type NoticeName, templates } from '../../cloudfunctions/modules/notice/templates';
import type { MemberDocument } from '../../cloudfunctions/modules/people/store';
import type { ActivityDocument } from '../../cloudfunctions/modules/activity/store';
import { whenOf } from '../../miniprogram/domain/activity/steps';
import { pathsUpwards } from '../../miniprogram/domain/people/scope';
import { day, hour } from '../../miniprogram/domain/time/shanghai';
import { pathOf, unions } from './city';
import { demoUid } from './people';

/** Messages of the demo city: 陈建国 has two that he has not opened, and older ones. */
export function demoInbox(activities: ActivityDocument[], now: number): InboxDocument[] {
  const uid = demoUid('demo-worker-chen');
  const about = (activityId: string, name: NoticeName, at: number, readAt: number, more: Record<string, string>): InboxDocument[] => {
    const activity = activities.find(({ _id }) => _id === activityId);
    if (!activity) return [];
    const words = { activityId, title: activity.title, when: whenOf(activity.startsAt, activity.startsAt), place: activity.place.name, ...more };
    const { title, text, page } = templates[name];
    return [{ _id: `${name}:${activityId}:${uid}`, uid, at, readAt, kind: name, title: fill(title, words), text: fill(text, words), page: fill(page, words) }];
  };
  return [
    ...about('contest-audience', 'activityTomorrow', now - 2 * hour, 0, {}),
    ...about('contest-may', 'resultOut', now - 5 * hour, 0, { result: '您的节目名次和评分都能看到。', page: 'packages/contest/pages/results/results?id=contest-may' }),
    ...about('film-night', 'placeFreed', now - 3 * day, now - 3 * day + hour, { phrase: '候补成功', next: '名额已经是您的，不来请及时取消。' }),
  ];
}

const safety = 'notice-safety';

/** An announcement of the machine-tool works to all its members, four days old: a third has read it, some have done what it asks. */
export function demoAnnouncements(members: MemberDocument[], now: number): { announcements: AnnouncementDocument[]; announcement_units: UnitDocument[]; inbox: InboxDocument[] } {
  const scope = pathOf('jcjc');
  const scopeName = unions.find(({ id }) => id === 'jcjc')?.name ?? '';
  const at = now - 4 * day;
  const to = members.filter(({ unitPath }) => unitPath.startsWith(scope));
  const paperOf = ({ account }: MemberDocument) => account.startsWith('paper:');
  const seenOf = (member: MemberDocument, index: number): Seen => (paperOf(member) || index % 3 !== 0 || member._id === demoUid('demo-worker-chen') ? 0 : index % 2 === 0 ? 2 : 1);
  const title = '安全生产月答题，请在月底前完成';
  const announcement: AnnouncementDocument = {
    ...{ _id: safety, k: safety, h: '', by: demoUid('demo-cadre-liu'), at, scope, scopes: pathsUpwards(scope), scopeName, words: `${scopeName}的全体会员` },
    ...{ title, text: '今年的安全生产月答题开始了，每人答一套，大约 10 分钟。\n答完后请点下面的“我已办好”。没有微信的师傅，请班组长带着答纸质题。', pictures: [], file: null, link: null },
    ...{ asks: true, audience: { kind: 'union', unionId: 'jcjc' }, state: 'sent', sendAt: at, expected: to.length, open: false, due: at, batch: 2, cursor: null },
    ...{ pinScope: '', pinnedUntil: 0, recall: null, reminders: [], acts: [], v: 1, audit: [] },
  };
  const key = inboxKey(safety);
  const page = fill(templates.announcement.page, { announcementId: safety });
  const inbox = to.map((member, index): InboxDocument => {
    const seen = seenOf(member, index);
    const row = { kind: 'announcement', title, text: scopeName, page, announcement: safety, path: member.unitPath, paper: paperOf(member), counted: seen, seen, fold: '', reminded: 0 };
    return { _id: `${key}:${member._id}`, uid: member._id, at, readAt: seen > 0 ? at + hour : 0, ...row };
  });
  const seen = inbox.map(({ _id: id, path = '', seen: stands = 0 }) => ({ id, path, from: 0 as const, to: stands }));
  const sums = sumsOf(scope, { to: to.map((member) => ({ uid: member._id, path: member.unitPath, paper: paperOf(member) })), seen });
  const idAt = (path: string) => path.split('/').filter((part) => part !== '').pop() ?? '';
  const units = [...sums].map(([path, counts]): UnitDocument => {
    const union = idAt(path);
    const parent = path === scope ? '' : idAt(path.slice(0, path.length - union.length - 1));
    return { _id: `${safety}:${union}`, announcement: safety, union, parent, path, ...counts, left: counts.delivered - counts.opened, batch: 2 };
  });
  return { announcements: [announcement], announcement_units: units, inbox };
}
