import type { InboxDocument } from '../../cloudfunctions/modules/notice/inbox-store';
import { fill, type NoticeName, templates } from '../../cloudfunctions/modules/notice/templates';
import type { ActivityDocument } from '../../cloudfunctions/modules/activity/store';
import { whenOf } from '../../miniprogram/domain/activity/steps';
import { day, hour } from '../../miniprogram/domain/time/shanghai';
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
