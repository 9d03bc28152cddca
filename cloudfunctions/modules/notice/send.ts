import { config } from '../../../miniprogram/config';
import type { Database } from '../../platform/database';
import { causeOf, log } from '../../platform/log';
import { sendMessage, WrongTemplate } from '../../platform/wechat';
import { openidOf } from '../people/store';
import { claimSend, closeSend, giveBack } from './store';

/** A `thing` value of a template: 20 characters at most. */
export function shortThing(text: string): string {
  const characters = [...text];
  return characters.length > 20 ? `${characters.slice(0, 19).join('')}…` : text;
}

export interface Message {
  /** Names the one thing this message is about: a repeat is the same message. */
  id: string;
  uid: string;
  template: Api.Notice.Template;
  /** Page it opens, without a leading slash. */
  page: string;
  /** Values by the template's own keys. */
  data: Record<string, string>;
}

/**
 * Sends a subscribe message at most once. What went wrong for this person is kept with the claim; a template that WeChat
 * refuses for everybody is thrown, and the claim given back: once it is repaired, everybody still gets theirs.
 */
export async function sendOnce(db: Database, message: Message, now: number): Promise<void> {
  const claimed = await claimSend(db, { _id: message.id, uid: message.uid, template: message.template, at: now });
  if (!claimed) return;
  const openid = await openidOf(db, message.uid);
  if (openid === null) return closeSend(db, message.id, 'noAccount');
  try {
    await closeSend(db, message.id, await sendMessage(openid, config.templates[message.template], message.page, message.data));
  } catch (error) {
    if (error instanceof WrongTemplate) {
      await giveBack(db, message.id);
      throw error;
    }
    log('send', { template: message.template, ...causeOf(error) });
    await closeSend(db, message.id, 'failed');
  }
}
