import { config } from '../config';
import { lastAnswer } from './answers';
import { call } from './client';
import { makeKey } from './keys';

/**
 * Asks for consent to one message. Must be the first thing that a tap does: WeChat refuses it after an awaited call.
 * @returns what the person chose; 'unavailable' where WeChat could not ask (blocked in its settings, or an unknown template).
 */
function askConsent(template: Api.Notice.Template): Promise<'accept' | 'reject' | 'unavailable'> {
  const id = config.templates[template];
  return new Promise((resolve) => {
    wx.requestSubscribeMessage({
      tmplIds: [id],
      success: (answers) => resolve(answers[id] === 'accept' ? 'accept' : answers[id] === 'reject' ? 'reject' : 'unavailable'),
      fail: () => resolve('unavailable'),
    });
  });
}

/** 通知我: asks, and tells the server what was answered. The first thing of a tap, as `askConsent` is. */
export async function notifyMe(template: Api.Notice.Template): Promise<'accept' | 'reject' | 'unavailable'> {
  const answer = await askConsent(template);
  // The person has answered; whether that has arrived is not theirs to look after.
  if (answer !== 'unavailable') call('notice.consent', { template, answer }, { key: makeKey() }).catch((cause: unknown) => console.warn('consent', cause));
  return answer;
}

/** Whether to offer 通知我 for this kind of message. */
export const asking = (template: Api.Notice.Template) => call('notice.asking', { template });

/** My messages; the first page is kept for a phone without a network. */
export const inbox = (cursor?: string) => (cursor === undefined ? call('notice.inbox', {}, { keep: true }) : call('notice.inbox', { cursor }));

export const lastInbox = () => lastAnswer('notice.inbox', {});

export const unread = () => call('notice.unread', {}, { keep: true });

export const lastUnread = () => lastAnswer('notice.unread', {})?.unread ?? 0;

export const read = (itemId: string) => call('notice.read', { itemId });

export const readAll = (until: Api.Millis) => call('notice.readAll', { until });
