import { fits } from '../../domain/text/clean';
import { announceTexts as t } from './announce-texts';

/** An announcement while it is being written. */
export interface AnnounceForm {
  /** Idempotency key of the sending. */
  key: string;
  kind: Api.Announce.Audience['kind'];
  unionId: string;
  activity: { id: string; title: string } | null;
  answer: { field: string; option: string; label: string } | null;
  role: 'cadre' | 'gate' | 'judge' | 'official';
  title: string;
  text: string;
  pictures: string[];
  file: { mediaId: string; name: string } | null;
  link: { id: string; title: string } | null;
  asks: boolean;
  sendAt: Api.Millis | null;
}

export const newAnnouncement = (key: string, unionId: string): AnnounceForm => ({
  ...{ key, unionId, kind: 'union', activity: null, answer: null, role: 'cadre' },
  ...{ title: '', text: '', pictures: [], file: null, link: null, asks: false, sendAt: null },
});

/** Whom it is for; null: something is still to be chosen. */
export function audienceOf({ kind, unionId, activity, answer, role }: AnnounceForm): Api.Announce.Audience | null {
  if (kind === 'union') return { kind, unionId };
  if (kind === 'role') return { kind, unionId, role };
  if (activity === null) return null;
  if (kind === 'activity') return { kind, activityId: activity.id };
  if (kind === 'absent') return { kind, unionId, activityId: activity.id };
  return answer === null ? null : { kind, activityId: activity.id, field: answer.field, option: answer.option };
}

/** What is missing, as the note above the button; empty: nothing. */
export function missingOf(form: AnnounceForm): string {
  if (form.kind !== 'union' && form.kind !== 'role' && form.activity === null) return t.missingActivity;
  if (form.kind === 'answer' && form.answer === null) return t.missingOption;
  if (!fits(form.title, 2, 40)) return t.missingTitle;
  return fits(form.text, 1, 2000, true) ? '' : t.missingText;
}

export function draftOf(form: AnnounceForm, audience: Api.Announce.Audience): Api.Announce.Draft {
  const { title, text, pictures, file, link, asks, sendAt } = form;
  return {
    ...{ title, text, pictures, file, asks, sendAt, audience },
    link: link && { label: t.linkLabel, page: `packages/activity/pages/detail/detail?id=${link.id}` },
  };
}

/** The options of an activity's questions that can be chosen. */
export const optionsIn = (fields: readonly Api.Activity.Field[]): NonNullable<AnnounceForm['answer']>[] =>
  fields.filter(({ kind }) => kind === 'choice').flatMap(({ id: field, label, options }) => options.map((option) => ({ field, option, label: `${label}：${option}` })));
