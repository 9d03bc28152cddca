import * as v from 'valibot';
import { mayAsk } from '../../../miniprogram/domain/notice/consent';
import { Refusal } from '../../platform/errors';
import { type Action, defineAction } from '../../platform/router';
import { consentOf, keepConsent } from './consent-store';
import { inboxActions } from './inbox';
import { subscriptions } from './templates';

const consentSchema = v.strictObject({ template: v.picklist(subscriptions), answer: v.picklist(['accept', 'reject']) });

const consent = defineAction('notice.consent', 'act', consentSchema, async ({ db, input, key, member, now }) => {
  const before = await keepConsent(db, member.uid, { k: key, of: input.template, answer: input.answer }, now);
  if (before === 'busy') throw new Refusal('SLOW_DOWN');
  if (before !== null && (before.answer !== input.answer || before.of !== input.template)) throw new Refusal('KEY_REUSED');
  return { recorded: true };
});

const asking = defineAction('notice.asking', 'member', v.strictObject({ template: v.picklist(subscriptions) }), async ({ db, input, member, now }) => {
  const allowed = (await consentOf(db, member.uid))?.of[input.template];
  return { ask: mayAsk(allowed, now), left: allowed?.left ?? 0 };
});

export const noticeActions: readonly Action[] = [consent, asking, ...inboxActions];
