import { checkFields } from './message-fields';
import type { MessageLimits } from './message-limits';
import { refusal } from './open-api';
import type { Api } from './open-api';
import type { Outbox } from './outbox';

/** Template ids with the names of their fields, as the console shows them: `{tmplA: ['thing1', 'time2']}`. */
export type Templates = Readonly<Record<string, readonly string[]>>;

/**
 * `subscribeMessage.send`: keeps the message in the outbox and uses up one consent.
 * Refuses as WeChat does: 40003 no such person, 40037 unknown template, 47003 malformed data, 43101 no consent left,
 * 45009 enough for today.
 * @param templates undefined takes any template id and checks the fields by their kinds only
 */
export function sendSubscribeMessage(outbox: Outbox, templates: Templates | undefined, limits: MessageLimits, now: () => number): Api {
  return (parameters) => {
    const openid = parameters.get('touser');
    const templateId = parameters.get('template_id');
    const page = parameters.get('page') ?? '';
    if (typeof openid !== 'string' || openid === '') return refusal(40003, 'invalid openid');
    const known = typeof templateId === 'string' && templateId !== '' && !limits.deleted.has(templateId) && (templates === undefined || Object.hasOwn(templates, templateId));
    if (!known) return refusal(40037, 'invalid template_id');
    if (typeof page !== 'string' || page.startsWith('/')) return refusal(41030, 'invalid page');
    const checked = checkFields(parameters.get('data'), templates?.[templateId]);
    if ('problem' in checked) return refusal(47003, checked.problem);
    if (limits.left === 0) return refusal(45009, 'reach max api daily quota limit');
    if (outbox.consentsLeft(openid, templateId) < 1) return refusal(43101, 'user refuse to accept the msg');
    if (limits.left !== null) limits.left -= 1;
    outbox.send({ openid, templateId, page, data: checked.fields, at: now() });
    return { errcode: 0, errmsg: 'ok' };
  };
}
