import { lastAnswer } from './answers';
import { call } from './client';
import { once } from './once';

/** 通知: read by members, written by cadres. */

export const announcement = (announcementId: string) => call('announce.open', { announcementId }, { keep: true });

export const lastAnnouncement = (announcementId: string) => lastAnswer('announce.open', { announcementId });

export const markDone = (announcementId: string) => call('announce.done', { announcementId });

export const announcements = (cursor?: string) => (cursor === undefined ? call('announce.list', {}, { keep: true }) : call('announce.list', { cursor }));

export const lastAnnouncements = () => lastAnswer('announce.list', {});

/** Whom an audience would reach. */
export const reach = (audience: Api.Announce.Audience) => call('announce.count', { audience });

/** Sends or schedules it. The draft's own key makes every repeat, also after the app was closed, the same announcement. */
export const send = (draft: Api.Announce.Draft, key: string) => call('announce.send', draft, { key });

export const trace = (input: Api.Input<'announce.trace'>) => call('announce.trace', input);

export const unopened = (announcementId: string, unionId: string) => call('announce.unread', { announcementId, unionId });

export const recheck = (announcementId: string) => once(`recheck:${announcementId}`, 'announce.recheck', { announcementId });

export const approve = (announcementId: string) => once(`approve:${announcementId}`, 'announce.approve', { announcementId });

export const recall = (announcementId: string, reason: string) => once(`recall:${announcementId}:${reason}`, 'announce.recall', { announcementId, reason });

export const pin = (announcementId: string, days: number) => once(`pin:${announcementId}:${days}`, 'announce.pin', { announcementId, days });

export const remind = (announcementId: string) => once(`remind:${announcementId}`, 'announce.remind', { announcementId });
