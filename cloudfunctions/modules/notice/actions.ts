import * as v from 'valibot';
import { Refusal } from '../../platform/errors';
import { type Action, defineAction } from '../../platform/router';
import { keepConsent } from './store';

const consentSchema = v.strictObject({ template: v.picklist(['placeFreed', 'activityTomorrow']), answer: v.picklist(['accept', 'reject']) });

const consent = defineAction('notice.consent', 'act', consentSchema, async ({ db, input, key, member, now }) => {
  const before = await keepConsent(db, { _id: `${member.uid}:${input.template}`, uid: member.uid, template: input.template, answer: input.answer, at: now, k: key });
  if (before !== null && before !== input.answer) throw new Refusal('KEY_REUSED');
  return { recorded: true };
});

export const noticeActions: readonly Action[] = [consent];
