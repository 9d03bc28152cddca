import type { Stretch } from '../../../miniprogram/domain/activity/steps';
import type { AuditRecord } from '../../../miniprogram/domain/audit/chain';
import { type Database, insertOnce } from '../../platform/database';

/** An activity 活动 as its organiser opened it; places are in `seats`. */
export interface ActivityDocument {
  _id: string;
  /** Key and input hash of the act that opened it, and who did. */
  k: string;
  h: string;
  by: string;
  createdAt: number;
  /** The audit record of the act that opened it, until it is in the chain. */
  audit?: AuditRecord[];
  title: string;
  programme: Api.Activity.Programme;
  /** Path of the organising union: whose cadres and gate staff act here. */
  scope: string;
  /** That path and those above it: an index serves a cadre's page from them. */
  scopes: string[];
  organiser: string;
  /** Path of the union whose members may sign up. */
  audience: string;
  audienceName: string;
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
  stretches: Stretch[];
  /** The series it belongs to; absent: none. */
  series?: Api.Series.Rule;
  /** Search terms of title and place. */
  terms: string[];
  /** Copied from the seats by the job and by the cancelling act. */
  cancelled: null | { at: number; reason: string };
  /** Number of edits so far; none: 0. */
  edition?: number;
  /** The edits, each with its act and what it changed. */
  edits?: Edit[];
  /** The last edit may not have reached the places yet. */
  unspread?: boolean;
  /** Up to which member, in the order of ids, those who hold a place have been reminded. */
  reminded?: string;
  /** A lottery's list is fixed: nothing is left to look for. */
  frozen?: true;
  /** File of the QR image, once made. */
  qr?: string;
}

export interface Edit {
  k: string;
  h: string;
  t: number;
  by: string;
  edition: number;
  changes: Api.Activity.Change[];
}

const activities = (db: Database) => db.collection<ActivityDocument>('activities');

/** @returns false: the id is taken */
export function insertActivity(db: Database, activity: ActivityDocument): Promise<boolean> {
  return insertOnce(activities(db), activity);
}

export async function activityById(db: Database, id: string): Promise<ActivityDocument | null> {
  return (await activities(db).doc(id).get()).data;
}

export async function activitiesById(db: Database, ids: string[]): Promise<Map<string, ActivityDocument>> {
  if (ids.length === 0) return new Map();
  const { data } = await activities(db).where({ _id: db.command.in(ids) }).limit(ids.length).get();
  return new Map(data.map((activity) => [activity._id, activity]));
}

/** Where a page begins: after the activity with this end and id. */
export interface PagePoint {
  at: number;
  id: string;
}

/** Conditions of a list; all that are given must hold. */
export interface Wanted {
  audiences: string[];
  now: number;
  programme?: Api.Activity.Programme;
  scopes?: string[];
  openNow?: boolean;
  terms?: string[];
  after?: PagePoint;
}

/** Activities that have not ended and were not called off, soonest end first. */
export async function listActivities(db: Database, wanted: Wanted, limit: number): Promise<ActivityDocument[]> {
  const { in: oneOf, gt, gte, lte, all, and, or } = db.command;
  const conditions: object[] = [
    { audience: oneOf(wanted.audiences), cancelled: null, endsAt: wanted.after && wanted.after.at > wanted.now ? gte(wanted.after.at) : gt(wanted.now) },
  ];
  if (wanted.programme) conditions.push({ programme: wanted.programme });
  if (wanted.scopes) conditions.push({ scope: oneOf(wanted.scopes) });
  if (wanted.openNow) conditions.push({ signUpOpensAt: lte(wanted.now), signUpClosesAt: gt(wanted.now) });
  if (wanted.terms) conditions.push({ terms: all(wanted.terms) });
  if (wanted.after) conditions.push(or({ endsAt: gt(wanted.after.at) }, { endsAt: wanted.after.at, _id: gt(wanted.after.id) }));
  const { data } = await activities(db).where(and(...conditions)).orderBy('endsAt', 'asc').orderBy('_id', 'asc').limit(limit).get();
  return data;
}

/** Activities whose sign-up opens after `now`, soonest first. */
export async function openingSoon(db: Database, audiences: string[], now: number, limit: number): Promise<ActivityDocument[]> {
  const { data } = await activities(db)
    .where({ audience: db.command.in(audiences), cancelled: null, signUpOpensAt: db.command.gt(now) })
    .orderBy('signUpOpensAt', 'asc')
    .limit(limit)
    .get();
  return data;
}

/** Activities organised at or below these scopes, latest opened first. */
export async function managedActivities(db: Database, within: string[], before: PagePoint | undefined, limit: number): Promise<ActivityDocument[]> {
  const { lt, lte, and, or } = db.command;
  const conditions: object[] = [{ scopes: within.length === 1 ? within[0] : db.command.in(within) }];
  if (before) {
    conditions.push({ createdAt: lte(before.at) });
    conditions.push(or({ createdAt: lt(before.at) }, { createdAt: before.at, _id: lt(before.id) }));
  }
  const { data } = await activities(db).where(and(...conditions)).orderBy('createdAt', 'desc').orderBy('_id', 'desc').limit(limit).get();
  return data;
}

/** Activities organised at or below a scope that start before `until` and end after `since`. */
export async function activitiesOn(db: Database, scope: string, since: number, until: number, limit: number): Promise<ActivityDocument[]> {
  const { gt, lte } = db.command;
  const { data } = await activities(db)
    .where({ scopes: scope, endsAt: gt(since), startsAt: lte(until), cancelled: null })
    .orderBy('endsAt', 'asc')
    .limit(limit)
    .get();
  return data;
}

/** Copies the organiser's cancel from the seats. Idempotent. */
export async function markCancelled(db: Database, id: string, cancelled: NonNullable<ActivityDocument['cancelled']>): Promise<void> {
  await activities(db).where({ _id: id, cancelled: null }).update({ data: { cancelled: db.command.set(cancelled) } });
}

/** Activities that begin after `now` and until `until`, with somebody left to remind. `everybody`: the cursor that says nobody is left. */
export async function dueForReminder(db: Database, now: number, until: number, everybody: string, limit: number): Promise<ActivityDocument[]> {
  const { and, gt, lte, neq } = db.command;
  const { data } = await activities(db)
    .where({ startsAt: and(gt(now), lte(until)), cancelled: null, reminded: neq(everybody) })
    .limit(limit)
    .get();
  return data;
}

/** Moves the cursor of the reminders, unless another run has. */
export async function keepReminded(db: Database, id: string, from: string | undefined, to: string): Promise<void> {
  await activities(db).where({ _id: id, reminded: from ?? db.command.exists(false) }).update({ data: { reminded: to } });
}

/** Copies the capacity from the seats, where it was changed. */
export async function keepCapacity(db: Database, id: string, capacity: number): Promise<void> {
  await activities(db).doc(id).update({ data: { capacity } });
}

/** Keeps the QR image's file; two at once keep either. */
export async function keepQr(db: Database, id: string, fileId: string): Promise<void> {
  await activities(db).doc(id).update({ data: { qr: fileId } });
}

/** Carries out an edit, if the activity is as the edit found it; with a new time everybody is to be reminded anew. @returns whether it did */
export async function updateActivity(db: Database, next: ActivityDocument, edit: Edit, record: AuditRecord): Promise<boolean> {
  const { set, push, in: oneOf } = db.command;
  const { title, place, startsAt, endsAt, signUpClosesAt, summary, contact, rules, fields, stretches, terms } = next;
  const { stats } = await activities(db)
    // An activity that was never edited has no edition.
    .where({ _id: next._id, cancelled: null, edition: edit.edition === 1 ? oneOf([0, null]) : edit.edition - 1 })
    .update({
      data: {
        ...{ title, place: set(place), startsAt, endsAt, signUpClosesAt, summary, contact, rules: set(rules), fields: set(fields), stretches: set(stretches), terms: set(terms) },
        ...{ edition: edit.edition, edits: push([edit]), audit: push([record]), unspread: true },
        ...(edit.changes.some(({ what }) => what === 'time') ? { reminded: '' } : {}),
      },
    });
  return stats.updated === 1;
}

/** The places have this edition. */
export async function settleSpread(db: Database, id: string, edition: number): Promise<void> {
  await activities(db).where({ _id: id, edition, unspread: true }).update({ data: { unspread: false } });
}

export async function unspreadActivities(db: Database, limit: number): Promise<ActivityDocument[]> {
  return (await activities(db).where({ unspread: true }).limit(limit).get()).data;
}

/** Lotteries whose sign-up closed after `since` and until `until` and whose list is not fixed yet. */
export async function lotteriesClosed(db: Database, since: number, until: number, limit: number): Promise<ActivityDocument[]> {
  const { and, exists, gt, lte } = db.command;
  const { data } = await activities(db)
    .where({ 'rules.mode': 'lottery', signUpClosesAt: and(gt(since), lte(until)), cancelled: null, frozen: exists(false) })
    .orderBy('signUpClosesAt', 'asc')
    .limit(limit)
    .get();
  return data;
}

/** Notes that a lottery's list is fixed. Idempotent. */
export async function markFrozen(db: Database, id: string): Promise<void> {
  await activities(db).where({ _id: id }).update({ data: { frozen: true } });
}
