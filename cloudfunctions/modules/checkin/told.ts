import * as v from 'valibot';
import { fits, tidy } from '../../../miniprogram/domain/text/clean';
import { id } from '../../platform/fields';
import { idOf, seal } from '../../platform/secrets';
import type { Comer } from './store';

/** What gates tell, online and later: the shapes that both share. */

export const token = v.pipe(v.string(), v.maxLength(1200));
export const gate = v.pipe(v.string(), v.check((text) => fits(text, 1, 20), '入口名称写 1–20 个字'));
export const reason = v.pipe(v.string(), v.check((text) => fits(text, 2, 60), '原因写 2–60 个字'));
const guest = v.pipe(v.string(), v.check((text) => fits(text, 1, 20), '姓名写 1–20 个字'));
export const byUid = v.strictObject({ uid: id, reason: v.exactOptional(reason) });
export const byGuest = v.strictObject({ guest, reason });
export const out = v.exactOptional(v.literal(true));

/** Somebody who is not on the list, named by the act that let them in. */
export const guestComer = (activityId: string, name: string, key: string): Comer => ({
  activityId,
  uid: `guest-${idOf('guest', activityId, key)}`,
  listed: false,
  guest: seal(tidy(name)),
});
