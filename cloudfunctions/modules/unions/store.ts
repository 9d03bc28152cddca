import type { AuditRecord } from '../../../miniprogram/domain/audit/chain';
import { siblingKey } from '../../../miniprogram/domain/people/union';
import { type Database, insertOnce, isDuplicate } from '../../platform/database';
import type { UnionDocument } from '../people/store';

const unions = (db: Database) => db.collection<UnionDocument>('unions');

/** '0' is the character after '/', so it ends the range of everything below a path. */
export function below(db: Database, scope: string): object {
  const { and, gte, lt } = db.command;
  return and(gte(scope), lt(`${scope.slice(0, -1)}0`));
}

/** Documents that a step of the job reads at once. */
export const page = 50;

/** ';' is the character after ':', so it ends the range of a parent's children. */
const childrenOf = (db: Database, parentId: string, after = '') => db.command.and(db.command.gt(`${parentId}:${after}`), db.command.lt(`${parentId};`));

/** Unions right below one, by name. @param after name part of the last one's sibling key */
export async function children(db: Database, parentId: string, after: string | undefined, limit: number): Promise<UnionDocument[]> {
  return (await unions(db).where({ siblingKey: childrenOf(db, parentId, after) }).orderBy('siblingKey', 'asc').limit(limit).get()).data;
}

export async function unionsByIds(db: Database, ids: readonly string[]): Promise<Map<string, UnionDocument>> {
  const found = new Map<string, UnionDocument>();
  for (let from = 0; from < ids.length; from += 500) {
    const { data } = await unions(db).where({ _id: db.command.in(ids.slice(from, from + 500)) }).limit(500).get();
    for (const union of data) found.set(union._id, union);
  }
  return found;
}

/** Unions of a scope that have one of these names. */
export async function unionsNamed(db: Database, names: readonly string[], scope: string): Promise<UnionDocument[]> {
  const found: UnionDocument[] = [];
  for (let from = 0; from < names.length; from += 200) {
    const { data } = await unions(db).where({ name: db.command.in(names.slice(from, from + 200)), path: below(db, scope) }).limit(1000).get();
    found.push(...data);
  }
  return found;
}

/** Which of these sibling keys are taken. */
export async function takenKeys(db: Database, keys: readonly string[]): Promise<Set<string>> {
  const taken = new Set<string>();
  for (let from = 0; from < keys.length; from += 500) {
    const { data } = await unions(db).where({ siblingKey: db.command.in(keys.slice(from, from + 500)) }).field({ siblingKey: true }).limit(500).get();
    for (const one of data) taken.add(one.siblingKey);
  }
  return taken;
}

/** Unions of a scope with all these terms in the name or a former one, in the order of ids. */
export async function unionsMatching(db: Database, terms: string[], scopes: readonly string[], after: string | undefined, limit: number): Promise<UnionDocument[]> {
  const { all, gt, or, and } = db.command;
  const conditions: object[] = [{ terms: all(terms) }, or(scopes.map((scope) => ({ path: below(db, scope) })))];
  if (after !== undefined) conditions.push({ _id: gt(after) });
  return (await unions(db).where(and(...conditions)).orderBy('_id', 'asc').limit(limit).get()).data;
}

/** Paths of the unions below one, at most 1,000. */
export async function pathsBelow(db: Database, scope: string): Promise<string[]> {
  return (await unions(db).where({ path: below(db, scope) }).field({ path: true }).limit(1000).get()).data.map(({ path }) => path);
}

/** @returns false: the id, the path or the name below this parent is taken */
export function insertUnion(db: Database, union: UnionDocument): Promise<boolean> {
  return insertOnce(unions(db), union);
}

/** Acts that a union's document remembers for their repeats. */
const remembered = 20;

/** Changes a union if nobody has since it was read. @returns taken: the name is taken below this parent */
export async function changeUnion(db: Database, before: UnionDocument, change: Partial<UnionDocument>, act: { k: string; h: string }, record: AuditRecord): Promise<'done' | 'changed' | 'taken'> {
  const { set, push } = db.command;
  const fields = Object.fromEntries(Object.entries(change).map(([name, value]) => [name, typeof value === 'object' ? set(value) : value]));
  try {
    const { stats } = await unions(db)
      .where({ _id: before._id, v: before.v })
      .update({ data: { ...fields, v: before.v + 1, acts: set([...before.acts, act].slice(-remembered)), audit: push([record]) } });
    return stats.updated === 1 ? 'done' : 'changed';
  } catch (error) {
    if (isDuplicate(error)) return 'taken';
    throw error;
  }
}

/** Counts the unions right below these anew. Idempotent. */
export async function recountBelow(db: Database, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const { total } = await unions(db).where({ siblingKey: childrenOf(db, id) }).count();
    await unions(db).where({ _id: id }).update({ data: { below: total } });
  }
}

/** The cursor of a page of children: the name part of its last one. */
export const nameCursor = (union: UnionDocument) => union.siblingKey.slice(siblingKey(union.parentId, '').length);
