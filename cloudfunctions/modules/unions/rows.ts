import { managedScopes } from '../../../miniprogram/domain/people/grants';
import { covers } from '../../../miniprogram/domain/people/scope';
import { parentPath } from '../../../miniprogram/domain/people/union';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import type { Member } from '../../platform/router';
import { type UnionDocument, unionById } from '../people/store';

/** The scopes in which this member looks after unions; refuses whoever looks after none. */
export function treeScopes(member: Pick<Member, 'grants'>, now: number): string[] {
  const scopes = managedScopes(member.grants, now);
  if (scopes.length === 0) throw new Refusal('FORBIDDEN', '只有系统管理员和工会干部可以管理工会');
  return scopes;
}

export const unionMissing = () => new Refusal('NOT_FOUND', '没有找到这个工会');

/** The union, if this member looks after it; to all others it does not exist. */
export async function treeUnion(db: Database, unionId: string, member: Pick<Member, 'grants'>, now: number): Promise<UnionDocument> {
  const scopes = treeScopes(member, now);
  const union = await unionById(db, unionId);
  if (!union || !scopes.some((scope) => covers(scope, union.path))) throw unionMissing();
  return union;
}

/** The same for a union that was merged: whoever looks after the one that took it in may read where it went. */
export async function treeUnionOrMerged(db: Database, unionId: string, member: Pick<Member, 'grants'>, now: number): Promise<UnionDocument> {
  const scopes = treeScopes(member, now);
  const union = await unionById(db, unionId);
  if (!union?.mergedInto) return treeUnion(db, unionId, member, now);
  const taker = await unionById(db, union.mergedInto.id);
  if (!taker || !scopes.some((scope) => covers(scope, taker.path))) throw unionMissing();
  return union;
}

/** May this member put the union elsewhere: somebody over what is above it. */
export function mayPlace(union: UnionDocument, scopes: readonly string[]): boolean {
  const above = parentPath(union.path);
  return above !== '/' && scopes.some((scope) => covers(scope, above));
}

export function rowOf({ _id, name, level, trade, region, ownership, size, members, below }: UnionDocument): Api.Unions.Row {
  return { id: _id, name, level, trade, region, ownership, size, members, below };
}
