import { fits } from '../text/clean';
import { day } from '../time/shanghai';
import { checkFields } from './fields';
import { checkRules } from './rule-checks';

/** What is wrong with a field of a draft, in the words its author sees. `part`: which rule, or the id of which question. */
export type DraftFault = { field: keyof Api.Activity.CreateInput; message: string; part?: string };

export const limits = { title: 40, place: 40, address: 60, summary: 2000, contact: 40, capacity: 2000 };

const year = 366 * day;

/** Every fault of a draft at `now`, in the order of the form; empty: it can be opened. The server asks the same. */
export function checkDraft(draft: Api.Activity.CreateInput, now: number): DraftFault[] {
  const faults: DraftFault[] = [];
  const refuse = (field: DraftFault['field'], message: string) => faults.push({ field, message });
  const opensAt = draft.signUpOpensAt ?? now;
  const closesAt = draft.signUpClosesAt ?? draft.startsAt;

  if (!fits(draft.title, 2, limits.title)) refuse('title', `活动名称写 2–${limits.title} 个字`);
  if (draft.endsAt <= draft.startsAt) refuse('endsAt', '结束时间要晚于开始时间');
  else if (draft.endsAt <= now) refuse('endsAt', '结束时间已经过去了');
  else if (draft.endsAt > now + 2 * year) refuse('endsAt', '结束时间太远，请选两年以内');
  if (!Number.isInteger(draft.capacity) || draft.capacity < 1 || draft.capacity > limits.capacity) {
    refuse('capacity', `名额填 1–${limits.capacity} 的整数`);
  }
  if (!fits(draft.placeName, 1, limits.place)) refuse('placeName', `地点写 1–${limits.place} 个字`);
  if (draft.placeAddress !== undefined && !fits(draft.placeAddress, 0, limits.address)) refuse('placeAddress', `地址不超过 ${limits.address} 个字`);
  if (closesAt <= opensAt) refuse('signUpClosesAt', '报名截止要晚于报名开始');
  else if (closesAt > draft.endsAt) refuse('signUpClosesAt', '报名截止不能晚于活动结束');
  else if (closesAt <= now) refuse('signUpClosesAt', '报名截止时间已经过去了');
  if (draft.summary !== undefined && !fits(draft.summary, 0, limits.summary, true)) refuse('summary', `活动说明不超过 ${limits.summary} 个字`);
  if (draft.contact !== undefined && !fits(draft.contact, 0, limits.contact)) refuse('contact', `联系方式不超过 ${limits.contact} 个字`);
  const frame = { capacity: draft.capacity, opensAt, closesAt, startsAt: draft.startsAt, endsAt: draft.endsAt };
  for (const { part, message } of draft.rules ? checkRules(draft.rules, frame) : []) faults.push({ field: 'rules', part, message });
  for (const { id, message } of checkFields(draft.fields ?? [])) faults.push({ field: 'fields', part: id, message });
  return faults;
}
