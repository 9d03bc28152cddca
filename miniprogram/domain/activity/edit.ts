import { checkDraft, type DraftFault } from './draft';
import { checkFields } from './fields';
import { checkRules } from './rule-checks';
import { whenOf } from './steps';

/** What an activity promises, as far as an edit may touch it. */
export interface Promised {
  title: string;
  programme: Api.Activity.Programme;
  place: Api.Activity.Place;
  startsAt: number;
  endsAt: number;
  signUpOpensAt: number;
  signUpClosesAt: number;
  capacity: number;
  summary: string;
  contact: string;
  rules: Api.Activity.Rules;
  fields: Api.Activity.Field[];
}

/** The rules after a new start: what was promised so long before the start keeps its distance, if it still lies ahead. */
export function rulesAfter(before: Promised, startsAt: number, now: number): Api.Activity.Rules {
  const by = startsAt - before.startsAt;
  const move = (at: number | null) => (at === null || at <= now ? at : Math.max(now, at + by));
  return { ...before.rules, substituteUntil: move(before.rules.substituteUntil), quotasReturnAt: move(before.rules.quotasReturnAt) };
}

/**
 * Every fault of an edit of an open activity: sign-up never closes before now, a start that has been stays, questions are
 * only added, and none that must be answered. Capacity and the way of giving places are not its matter.
 */
export function checkEdit(before: Promised, edit: Api.Activity.Edit, now: number): DraftFault[] {
  const closing = edit.signUpClosesAt !== before.signUpClosesAt;
  const draft: Api.Activity.CreateInput = {
    ...{ title: edit.title, programme: before.programme, audienceUnionId: '', placeName: edit.placeName, placeAddress: edit.placeAddress },
    ...{ startsAt: edit.startsAt, endsAt: edit.endsAt, signUpOpensAt: before.signUpOpensAt, signUpClosesAt: edit.signUpClosesAt },
    ...{ capacity: before.capacity, summary: edit.summary, contact: edit.contact },
  };
  // A closing that is past and stays where it is, is no fault of the edit.
  const kept = !closing && edit.signUpClosesAt <= edit.endsAt;
  const faults = checkDraft(draft, now).filter(({ field }) => !(kept && field === 'signUpClosesAt'));
  const refuse = (field: DraftFault['field'], message: string) => faults.push({ field, message });
  if (edit.startsAt !== before.startsAt && before.startsAt <= now) refuse('startsAt', '活动已经开始，开始时间不能再改');
  else if (edit.startsAt !== before.startsAt && edit.startsAt <= now) refuse('startsAt', '开始时间已经过去了');
  if (closing && before.signUpClosesAt <= now && before.rules.mode !== 'firstCome') refuse('signUpClosesAt', '报名已经截止，不能再开');
  const rules = rulesAfter(before, edit.startsAt, now);
  const frame = { capacity: before.capacity, opensAt: before.signUpOpensAt, closesAt: edit.signUpClosesAt, startsAt: edit.startsAt, endsAt: edit.endsAt };
  for (const { part, message } of checkRules(rules, frame)) if (part === 'mode' || part === 'batches') faults.push({ field: 'rules', part, message });
  if (edit.moreFields.some(({ required }) => required)) refuse('fields', '报名开始后只能加选填的问题');
  for (const { id, message } of checkFields([...before.fields, ...edit.moreFields])) faults.push({ field: 'fields', part: id, message });
  return faults;
}

/** What an edit changes, with what was there before, as everybody may see it. */
export function changesOf(before: Promised, edit: Api.Activity.Edit): Omit<Api.Activity.Change, 'at'>[] {
  const changes: Omit<Api.Activity.Change, 'at'>[] = [];
  if (edit.startsAt !== before.startsAt || edit.endsAt !== before.endsAt) changes.push({ what: 'time', was: whenOf(before.startsAt, before.endsAt) });
  if (edit.placeName !== before.place.name || edit.placeAddress !== before.place.address) changes.push({ what: 'place', was: before.place.name });
  if (edit.title !== before.title) changes.push({ what: 'title', was: before.title });
  if (edit.signUpClosesAt !== before.signUpClosesAt) changes.push({ what: 'closing', was: whenOf(before.signUpClosesAt, before.signUpClosesAt) });
  if (edit.summary !== before.summary || edit.contact !== before.contact) changes.push({ what: 'text', was: '' });
  if (edit.moreFields.length > 0) changes.push({ what: 'questions', was: '' });
  return changes;
}

/** Which of time and place were changed after an instant, such as a sign-up. */
export function movedSince(edits: readonly { changes: readonly Api.Activity.Change[] }[], since: number): Api.Activity.Moved[] {
  const changes = edits.flatMap((edit) => edit.changes).filter(({ at }) => at > since);
  return (['time', 'place'] as const).filter((moved) => changes.some(({ what }) => what === moved));
}
