import { covers, scopeEnd } from '../../../miniprogram/domain/people/scope';
import type { Database } from '../../platform/database';
import type { MemberDocument } from '../people/store';
import type { Recipient } from './documents';

const members = (db: Database) => db.collection<MemberDocument>('members');
const fields = { _id: true, unitPath: true, account: true } as const;
type Row = Pick<MemberDocument, keyof typeof fields>;

const recipientOf = ({ _id, unitPath, account }: Row): Recipient => ({ uid: _id, path: unitPath, paper: account.startsWith('paper:') });

/** Where a list by unit and id goes on; ids and paths hold no blank. */
const pointOf = (cursor: string): { path: string; uid: string } => {
  const [path = '', uid = ''] = cursor.split(' ');
  return { path, uid };
};

/** Begins the cursor of those who changed their unit; no path begins so. */
const moved = '~';

/** The next members of this scope whose unit has changed since, in the order of the changes. */
async function movedAfter(db: Database, scope: string, cursor: string, limit: number): Promise<{ people: Recipient[]; next: string | null }> {
  const { and, gt, gte, or } = db.command;
  const [, at = '', uid = ''] = cursor.split(' ');
  const { data } = await members(db)
    .where(and({ changedAt: gte(Number(at)) }, or({ changedAt: gt(Number(at)) }, { _id: gt(uid) })))
    .orderBy('changedAt', 'asc')
    .orderBy('_id', 'asc')
    .field({ ...fields, changedAt: true })
    .limit(limit)
    .get();
  const last = data[data.length - 1];
  return { people: data.filter(({ unitPath }) => covers(scope, unitPath)).map(recipientOf), next: last && data.length === limit ? `${moved} ${last.changedAt ?? at} ${last._id}` : null };
}

/**
 * The next members of a union and below it, unit by unit; at the end those whose unit has changed since it began: they may have gone from a unit that
 * was still to come to one that had been. Some may so come twice.
 * @param since when it began @param cursor empty at the beginning
 */
export async function membersAfter(db: Database, scope: string, since: number, cursor: string, limit: number): Promise<{ people: Recipient[]; next: string | null }> {
  if (cursor.startsWith(moved)) return movedAfter(db, scope, cursor, limit);
  const { and, gt, gte, lt } = db.command;
  const { path, uid } = pointOf(cursor);
  const read = async (condition: object, count: number): Promise<Row[]> =>
    (await members(db).where(condition).field(fields).orderBy('unitPath', 'asc').orderBy('_id', 'asc').limit(count).get()).data;
  const rest = path === '' ? [] : await read({ unitPath: path, _id: gt(uid) }, limit);
  const further = rest.length < limit ? await read({ unitPath: path === '' ? and(gte(scope), lt(scopeEnd(scope))) : and(gt(path), lt(scopeEnd(scope))) }, limit - rest.length) : [];
  const rows = [...rest, ...further];
  const last = rows[rows.length - 1];
  if (last && rows.length === limit) return { people: rows.map(recipientOf), next: `${last.unitPath} ${last._id}` };
  const changed = await movedAfter(db, scope, `${moved} ${since} `, limit - rows.length);
  const known = new Set(rows.map(({ _id }) => _id));
  return { people: [...rows.map(recipientOf), ...changed.people.filter((one) => !known.has(one.uid))], next: changed.next };
}

/** The next holders of a role within a union, in the order of their ids. */
export async function holdersAfter(db: Database, scope: string, role: string, cursor: string, now: number, limit: number): Promise<{ people: Recipient[]; next: string | null }> {
  const { data } = await members(db).where({ grantScopes: scope, _id: db.command.gt(cursor) }).field({ ...fields, grants: true }).orderBy('_id', 'asc').limit(limit).get();
  const inForce = data.filter(({ grants }) => grants.some((grant) => grant.role === role && grant.scope.startsWith(scope) && now < grant.expires));
  return { people: inForce.map(recipientOf), next: data.length === limit ? (data[data.length - 1]?._id ?? null) : null };
}

/** Those of these members that there are; at most 500. */
export async function recipientsById(db: Database, uids: readonly string[]): Promise<Recipient[]> {
  if (uids.length === 0) return [];
  return (await members(db).where({ _id: db.command.in([...uids]) }).field(fields).limit(uids.length).get()).data.map(recipientOf);
}
