import { type Administrators, counted, released } from '../../../miniprogram/domain/people/administrators';
import { topOf } from '../../../miniprogram/domain/people/grants';
import { type Database, insertOnce } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import type { GrantField, MemberDocument } from '../people/store';

/**
 * The deciding document of a city's last administrator: who is one, counted after the grant and uncounted before the revocation.
 */
export interface GuardDocument extends Administrators {
  /** `admins:` and the path of the city. */
  _id: string;
  /** Number of changes so far. */
  v: number;
}

const guards = (db: Database) => db.collection<GuardDocument>('guards');
const members = (db: Database) => db.collection<MemberDocument>('members');
const attempts = 12;

/** The id of a grant; one laid by hand is known by who has what. */
export function grantIdOf(uid: string, grant: Omit<GrantField, 'expires'>): string {
  return grant.id ?? `${uid}.${grant.role}.${grant.scope}`;
}

/** Is this the office of administrator over a whole city? */
export const isTop = (grant: Pick<GrantField, 'role' | 'scope'>) => grant.role === 'admin' && grant.scope === topOf(grant.scope);

/**
 * The guard of a city. The first one lists who is administrator then: no revocation can have come before it,
 * for each waits until there is a guard.
 */
async function guardOf(db: Database, top: string): Promise<GuardDocument> {
  const id = `admins:${top}`;
  const known = (await guards(db).doc(id).get()).data;
  if (known) return known;
  const { data } = await members(db).where({ grantScopes: top, grants: db.command.elemMatch({ role: 'admin', scope: top }) }).limit(1000).get();
  const admins = data.flatMap((member) => member.grants.filter((grant) => isTop(grant) && grant.scope === top).map((grant) => ({ g: grantIdOf(member._id, grant), u: member._id, e: grant.expires })));
  const first: GuardDocument = { _id: id, admins, gone: [], v: 0 };
  if (await insertOnce(guards(db), first)) return first;
  return guardOf(db, top);
}

/** Changes the guard by one conditional update. @returns false: nobody would remain */
async function change(db: Database, top: string, decide: (guard: Administrators) => Administrators | null | 'last'): Promise<boolean> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const guard = await guardOf(db, top);
    const next = decide(guard);
    if (next === null) return true;
    if (next === 'last') return false;
    const { set } = db.command;
    const { stats } = await guards(db)
      .where({ _id: guard._id, v: guard.v })
      .update({ data: { admins: set(next.admins), gone: set(next.gone), v: guard.v + 1 } });
    if (stats.updated === 1) return true;
  }
  throw new Refusal('SLOW_DOWN');
}

/** Counts an administrator's grant, unless it was revoked meanwhile. Idempotent. */
export async function count(db: Database, uid: string, grant: GrantField): Promise<void> {
  if (isTop(grant)) await change(db, grant.scope, (guard) => counted(guard, { g: grantIdOf(uid, grant), u: uid, e: grant.expires }));
}

/** Takes an administrator's grant out of the count, before it is revoked. @returns false: it is the last one */
export async function release(db: Database, uid: string, grant: GrantField, now: number): Promise<boolean> {
  if (!isTop(grant) || grant.expires <= now) return true;
  return change(db, grant.scope, (guard) => released(guard, grantIdOf(uid, grant), now));
}

/** Counts what a grant whose function died left uncounted. */
export async function recount(db: Database, uid: string): Promise<void> {
  const member = (await members(db).doc(uid).get()).data;
  for (const grant of member?.grants ?? []) await count(db, uid, grant);
}
