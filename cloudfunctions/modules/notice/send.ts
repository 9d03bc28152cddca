import { config } from '../../../miniprogram/config';
import { isWaking, nextMorning, nextWaking } from '../../../miniprogram/domain/notice/hours';
import { hour } from '../../../miniprogram/domain/time/shanghai';
import type { Database } from '../../platform/database';
import { causeOf, log } from '../../platform/log';
import { sendMessage } from '../../platform/wechat';
import { openidOf } from '../people/store';
import { refund, spend, withdraw } from './consent-store';
import { claimSend, closeSend, dueSends, postpone, putBack, type SendDocument, stop, stopsAt } from './send-store';
import { fill, subscriptions, templates, valuesOf } from './templates';

/** So many messages of a template a run, and at a time. */
const batch = 500;
const atATime = 10;
/** So long nothing goes out after WeChat refused a template, or said that it was enough. */
const pause = hour;

/**
 * Sends what is due. Runs may overlap and may die anywhere: a message is claimed, then its consent is spent, then it goes out, so each
 * of the three happens at most once. What nobody knows the end of stays `claimed`.
 * @param send what hands a message to WeChat
 * @returns how many were dealt with
 */
export async function sendDue(db: Database, now: number, send: typeof sendMessage = sendMessage): Promise<number> {
  const stopped = new Set((await stopsAt(db, now)).map(({ _id }) => _id));
  let done = 0;
  for (const template of subscriptions) {
    if (stopped.has('all')) break;
    if (stopped.has(template)) continue;
    const due = await dueSends(db, template, now, batch);
    for (let from = 0; from < due.length; from += atATime) {
      const some = due.slice(from, from + atATime);
      const outcomes = await Promise.all(some.map((message) => attempt(db, message, now, send)));
      done += some.length;
      if (outcomes.includes('overQuota')) return done;
      if (outcomes.includes('wrongTemplate')) break;
    }
  }
  return done;
}

type Outcome = SendDocument['result'] | 'wrongData' | 'wrongTemplate' | 'overQuota';

async function attempt(db: Database, message: SendDocument, now: number, send: typeof sendMessage): Promise<Outcome> {
  const { _id, uid, template, subject, about, until } = message;
  const { page, subscribe } = templates[message.name];
  if (!(await claimSend(db, _id, now))) return 'claimed';
  const close = async (result: SendDocument['result']) => {
    await closeSend(db, _id, result);
    return result;
  };
  const later = async (due: number) => {
    await putBack(db, _id, due);
    return 'due' as const;
  };
  if (now >= until || !subscribe) return close('late');
  // A job may be hours late.
  if (subscribe.hours === 'waking' && !isWaking(now)) return later(nextWaking(now));
  const openid = await openidOf(db, uid);
  if (openid === null) return close('noAccount');
  const paid = await spend(db, uid, template, now);
  if (paid === 'none') return close('none');
  if (paid === 'full') return later(nextMorning(now));
  const outcome = await send(openid, config.templates[template], fill(page, about), valuesOf(subscribe.data, about)).catch((error: unknown) => {
    log('send', { template, ...causeOf(error) });
    return 'unknown' as const;
  });
  if (outcome === 'unknown') return 'claimed';
  if (outcome === 'spent') await withdraw(db, uid, template, now);
  if (outcome === 'sent' || outcome === 'spent' || outcome === 'failed') return close(outcome);
  // Nobody got it: the consent first, so that what a crash leaves is a message of unknown end and not a consent too many.
  await refund(db, uid, template);
  await later(now + pause);
  if (outcome === 'wrongData') await postpone(db, subject, now + pause);
  else await stop(db, { _id: outcome === 'overQuota' ? 'all' : template, at: now, until: now + pause });
  return outcome;
}
