import * as v from 'valibot';
import { phaseOf } from '../../../miniprogram/domain/activity/phase';
import { checkAnswers, tidyAnswers } from '../../../miniprogram/domain/registration/answers';
import { hasRoom } from '../../../miniprogram/domain/registration/counts';
import { type Database, insertOnce } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { seal, unseal } from '../../platform/secrets';
import { type ActivityDocument, activityById } from '../activity/store';
import { claimFiles } from '../media/claim';
import { viewSeats } from './views';

/**
 * What somebody answered to an activity's sign-up form 报名表, one document a member and activity. It is written before the act
 * that takes the place, so that nobody is in without their answers; without such an act it says nothing and is shown nowhere.
 */
export interface FormDocument {
  /** `activityId:uid` */
  _id: string;
  activityId: string;
  uid: string;
  /** Key of the act that it belongs to. */
  k: string;
  /** The act that last answered more; absent: none did. */
  more?: { k: string; h: string };
  at: number;
  /** The answers as JSON, sealed: they may be personal. */
  sealed: string;
}

const forms = (db: Database) => db.collection<FormDocument>('forms');
const formId = (activityId: string, uid: string) => `${activityId}:${uid}`;

/** Shape of answers; what each question takes is domain/registration/answers'. */
export const answersSchema = v.record(
  v.pipe(v.string(), v.regex(/^f[1-9]\d?$/)),
  v.union([v.pipe(v.string(), v.maxLength(2000)), v.pipe(v.number(), v.finite()), v.pipe(v.array(v.pipe(v.string(), v.maxLength(300))), v.maxLength(20))]),
);

/** Answers to questions of an activity, given under an act's key. */
export interface Given {
  activity: Pick<ActivityDocument, '_id' | 'fields'>;
  uid: string;
  /** The cadre who answers for them. */
  by?: string | undefined;
  answers: Api.Activity.Answers;
  key: string;
  now: number;
}

/**
 * Checks answers against the activity's form and keeps them, before the act that takes the place or applies for it.
 * May be repeated. @returns false: there was nothing to keep. Throws BAD_INPUT with the first fault.
 */
export async function keepAnswers(db: Database, { activity, uid, by, answers, key, now }: Given): Promise<boolean> {
  refuseFault(activity.fields, answers);
  const kept = tidyAnswers(answers);
  if (Object.keys(kept).length === 0) return false;
  await claimFiles(db, { activityId: activity._id, by: [by ?? uid], files: filesOf(activity.fields, kept) }, (what) => activity.fields.find(({ id }) => id === what)?.label ?? '');
  const data = { activityId: activity._id, uid, k: key, at: now, sealed: seal(JSON.stringify(kept)) };
  await forms(db).doc(formId(activity._id, uid)).set({ data });
  return true;
}

function refuseFault(fields: readonly Api.Activity.Field[], answers: Api.Activity.Answers): void {
  const [fault] = checkAnswers(fields, answers);
  if (!fault) return;
  const label = fields.find((field) => field.id === fault.id)?.label;
  throw new Refusal('BAD_INPUT', label === undefined ? fault.message : `${label}：${fault.message}`);
}

/** The files among answers, by question. */
function filesOf(fields: readonly Api.Activity.Field[], answers: Api.Activity.Answers): Map<string, string[]> {
  return new Map(
    fields.flatMap(({ id, kind }) => {
      const value = answers[id];
      return kind === 'file' && Array.isArray(value) ? [[id, value] as const] : [];
    }),
  );
}

export async function formOf(db: Database, activityId: string, uid: string): Promise<FormDocument | null> {
  return (await forms(db).doc(formId(activityId, uid)).get()).data;
}

/** What was sealed had been checked against the form. */
const answersIn = ({ sealed }: Pick<FormDocument, 'sealed'>) => JSON.parse(unseal(sealed)) as Api.Activity.Answers;

/**
 * Adds answers to a form as it was read; what was answered stays. Throws BAD_INPUT with the first fault.
 * @returns false: somebody else has changed it since
 */
export async function addAnswers(db: Database, before: FormDocument | null, { activity, uid, answers, key, now }: Given, h: string): Promise<boolean> {
  const known = before ? answersIn(before) : {};
  const added = tidyAnswers(answers);
  const again = activity.fields.find(({ id }) => known[id] !== undefined && added[id] !== undefined);
  if (again) throw new Refusal('USED', `“${again.label}”已经回答过了，要改请联系主办单位`);
  refuseFault(activity.fields, { ...known, ...added });
  if (Object.keys(added).length === 0) throw new Refusal('BAD_INPUT', '还没有填写');
  await claimFiles(db, { activityId: activity._id, by: [uid], files: filesOf(activity.fields, added) }, (what) => activity.fields.find(({ id }) => id === what)?.label ?? '');
  const sealed = seal(JSON.stringify({ ...known, ...added }));
  const more = { k: key, h };
  if (!before) return insertOnce(forms(db), { _id: formId(activity._id, uid), activityId: activity._id, uid, k: key, more, at: now, sealed });
  const { stats } = await forms(db).where({ _id: before._id, sealed: before.sealed }).update({ data: { sealed, more: db.command.set(more) } });
  return stats.updated === 1;
}

/** Takes back what an act kept that was then refused. */
export async function dropAnswers(db: Database, activityId: string, uid: string, key: string): Promise<void> {
  await forms(db).where({ _id: formId(activityId, uid), k: key }).remove();
}

/** The answers of these members, by member; who gave none is left out. */
export async function answersOf(db: Database, activityId: string, uids: readonly string[]): Promise<Map<string, Api.Activity.Answers>> {
  const found = new Map<string, Api.Activity.Answers>();
  for (let from = 0; from < uids.length; from += 500) {
    const ids = uids.slice(from, from + 500).map((uid) => formId(activityId, uid));
    const { data } = await forms(db).where({ _id: db.command.in(ids) }).limit(500).get();
    for (const form of data) found.set(form.uid, answersIn(form));
  }
  return found;
}

/** Forgets every answer of somebody who leaves. */
export async function dropAllAnswers(db: Database, uid: string): Promise<void> {
  await forms(db).where({ uid }).remove();
}

interface Applicant {
  activityId: string;
  uid: string;
  unitPath: string;
}

/**
 * Keeps the answers of a sign-up that can succeed as things stand: where it cannot, nothing is written and the act itself says why.
 * @returns whether they are kept
 */
export async function keepForSignUp(db: Database, { activityId, uid, unitPath }: Applicant, answers: Api.Activity.Answers, key: string, now: number): Promise<boolean> {
  const [activity, view] = await Promise.all([activityById(db, activityId), viewSeats(db, activityId, uid)]);
  if (!activity || !view || view.standing) return false;
  if (phaseOf({ ...activity, cancelled: view.cancelled }, now) !== 'open' || activity.rules.mode !== 'firstCome') return false;
  if (!hasRoom(view.buckets, unitPath, now)) return false;
  return keepAnswers(db, { activity, uid, answers, key, now });
}
