import type { AuditRecord } from '../../../miniprogram/domain/audit/chain';
import type { Act, Application } from '../../../miniprogram/domain/application/application';
import { desksOf } from '../../../miniprogram/domain/application/desks';
import { type Database, insertOnce } from '../../platform/database';
import type { ActivityDocument } from '../activity/store';
import type { MemberDocument, UnionDocument } from '../people/store';

/** A member's application for an activity: the document that decides about it. */
export interface ApplicationDocument extends Application {
  /** `activityId:uid` */
  _id: string;
  activityId: string;
  uid: string;
  unitPath: string;
  unitName: string;
  /** In which lists of cadres it stands, of a review: domain/application/desks. */
  desks: string[];
  /** End of the activity: after it nobody is asked about it any more. */
  endsAt: number;
  /** Of a newcomer, where the rules favour them. */
  favoured: boolean;
  /** Behind all others, for unexcused no-shows. */
  last: boolean;
  /** Answered the activity's questions. */
  formed: boolean;
  /** Media id of the photo of the sealed form; empty: none. */
  sealed: string;
  /** Confirmed or refused, and not carried out for certain, or the person not told. */
  open: boolean;
  /** Why a confirmed one got no place; empty: it got one or waits for it. */
  lack: string;
  /** Audit records that are not in the chain yet. */
  audit?: AuditRecord[];
}

const applications = (db: Database) => db.collection<ApplicationDocument>('applications');

export const applicationId = (activityId: string, uid: string) => `${activityId}:${uid}`;

export async function applicationOf(db: Database, activityId: string, uid: string): Promise<ApplicationDocument | null> {
  return (await applications(db).doc(applicationId(activityId, uid)).get()).data;
}

export async function applicationsById(db: Database, ids: string[]): Promise<Map<string, ApplicationDocument>> {
  if (ids.length === 0) return new Map();
  const { data } = await applications(db).where({ _id: db.command.in(ids) }).limit(ids.length).get();
  return new Map(data.map((application) => [application._id, application]));
}

/** The act that was done under this key, on whichever application; null: none. */
export async function actUnder(db: Database, key: string): Promise<Act | null> {
  const { data } = await applications(db).where({ 'acts.k': key }).field({ acts: true }).limit(1).get();
  return data[0]?.acts.find(({ k }) => k === key) ?? null;
}

/** What applying says of a member. */
export type Applicant = Pick<ApplicationDocument, 'activityId' | 'uid' | 'unitPath' | 'unitName' | 'desks' | 'endsAt' | 'favoured' | 'last' | 'formed' | 'sealed'>;

/** Writes an application, the first time or anew, if nobody has since `before` was read. @returns whether it did */
export async function apply(db: Database, before: ApplicationDocument | null, applicant: Applicant, act: Act): Promise<boolean> {
  const { activityId, uid, desks } = applicant;
  const fresh = { ...applicant, state: 'applied' as const, at: act.t, open: false, lack: '' };
  if (!before) return insertOnce(applications(db), { _id: applicationId(activityId, uid), ...fresh, v: 1, acts: [act] });
  const { set, push, inc } = db.command;
  const { stats } = await applications(db)
    .where({ _id: before._id, v: before.v })
    .update({ data: { ...fresh, desks: set(desks), v: inc(1), acts: push([act]) } });
  return stats.updated === 1;
}

/** Carries an act out if nobody has since `before` was read; with a cadre's act its audit record. @returns whether it did */
export async function change(db: Database, before: ApplicationDocument, scope: string, act: Act, state: Api.Application.State, record?: AuditRecord): Promise<boolean> {
  const { set, push, inc } = db.command;
  const { stats } = await applications(db)
    .where({ _id: before._id, v: before.v })
    .update({
      data: {
        state,
        desks: set(desksOf(state, before.unitPath, scope)),
        open: state === 'confirmed' || state === 'refused',
        v: inc(1),
        acts: push([act]),
        ...(record ? { audit: push([record]) } : {}),
      },
    });
  return stats.updated === 1;
}

/** Notes why a confirmed application got no place. Idempotent. */
export async function noteLack(db: Database, id: string, v: number, lack: string): Promise<void> {
  await applications(db).where({ _id: id, v }).update({ data: { lack } });
}

/** What an application asked for is carried out and told. Idempotent. */
export async function settled(db: Database, id: string, v: number): Promise<void> {
  await applications(db).where({ _id: id, v, open: true }).update({ data: { open: false } });
}

/** Applications of which something is left to do. */
export async function openApplications(db: Database, limit: number): Promise<ApplicationDocument[]> {
  return (await applications(db).where({ open: true }).limit(limit).get()).data;
}

/** Which lists: of one activity, or of all that have not ended. */
export interface Wanted {
  desks: string[];
  activityId?: string;
  now: number;
}

function listed(db: Database, { desks, activityId, now }: Wanted): Record<string, unknown> {
  const desk = desks.length === 1 ? desks[0] : db.command.in(desks);
  return activityId === undefined ? { desks: desk, endsAt: db.command.gt(now) } : { activityId, desks: desk };
}

/** An application with who made it, their unit and what it is for; each a list of one, or of none where it is gone. */
export interface ListedApplication extends ApplicationDocument {
  person: Pick<MemberDocument, 'name'>[];
  unit: UnionDocument[];
  activity: Pick<ActivityDocument, 'scope' | 'title'>[];
}

/** Applications in these lists, first come first, in one request with what their rows show. */
export async function listOf(db: Database, wanted: Wanted, after: { at: number; id: string } | undefined, limit: number): Promise<ListedApplication[]> {
  if (wanted.desks.length === 0) return [];
  const { and, or, gt, gte } = db.command;
  const { list } = await applications(db)
    .aggregate()
    .match(after ? and(listed(db, wanted), { at: gte(after.at) }, or({ at: gt(after.at) }, { at: after.at, uid: gt(after.id) })) : listed(db, wanted))
    .sort({ at: 1, uid: 1 })
    .limit(limit)
    .lookup({ from: 'members', localField: 'uid', foreignField: '_id', as: 'person' })
    .lookup({ from: 'unions', localField: 'unitPath', foreignField: 'path', as: 'unit' })
    .lookup({ from: 'activities', localField: 'activityId', foreignField: '_id', as: 'activity' })
    .end();
  // The stages above are the type's shape.
  return list as ListedApplication[];
}

export async function countOf(db: Database, wanted: Wanted): Promise<number> {
  return wanted.desks.length === 0 ? 0 : (await applications(db).where(listed(db, wanted)).count()).total;
}

/** Live applications of an activity. */
export async function applied(db: Database, activityId: string): Promise<number> {
  return (await applications(db).where({ activityId, state: 'applied' }).count()).total;
}

/** Applications of a lottery that stand, in the order of applying. */
export async function standing(db: Database, activityId: string, after: { at: number; uid: string } | undefined, limit: number): Promise<ApplicationDocument[]> {
  const { and, or, gt, gte } = db.command;
  const conditions: object[] = [{ activityId, state: 'applied' }];
  if (after) conditions.push({ at: gte(after.at) }, or({ at: gt(after.at) }, { at: after.at, uid: gt(after.uid) }));
  return (await applications(db).where(and(...conditions)).orderBy('at', 'asc').orderBy('uid', 'asc').limit(limit).get()).data;
}

/** What somebody who leaves has applied for and has no place in. */
export async function openOf(db: Database, uid: string): Promise<ApplicationDocument[]> {
  return (await applications(db).where({ uid, state: db.command.in(['applied', 'passed']) }).limit(100).get()).data;
}
