import { depthOf } from '../../../miniprogram/domain/people/union';
import type { Database } from '../../platform/database';
import type { MemberDocument, UnionDocument } from '../people/store';
import { changeHolder, holdersBeneath } from '../roles/store';
import { openMove } from './move-store';
import { below } from './store';

const page = 100;

/**
 * Tells a union's new name to what copies it: trails below, its members' rows, the grants over it. What was organised under
 * the old name keeps it. Waits while a union moves, which rewrites trails as well. Every step may be repeated. @returns how many unions
 */
export async function settleRenames(db: Database): Promise<number> {
  const unions = db.collection<UnionDocument>('unions');
  const { data } = await unions.where({ renamed: true }).limit(5).get();
  if (data.length === 0 || (await openMove(db))) return 0;
  for (const union of data) {
    await spread(db, union);
    await unions.where({ _id: union._id, v: union.v }).update({ data: { renamed: false } });
  }
  return data.length;
}

async function spread(db: Database, { _id, path, name }: UnionDocument): Promise<void> {
  const unions = db.collection<UnionDocument>('unions');
  const place = `trail.${depthOf(path) - 1}`;
  for (let after = path; after !== ''; ) {
    const { data } = await unions.where({ path: db.command.and(below(db, path), db.command.gt(after)) }).orderBy('path', 'asc').limit(page).get();
    await Promise.all(data.map((one) => unions.where({ _id: one._id, path: one.path }).update({ data: { [place]: name } })));
    after = data.length < page ? '' : (data[data.length - 1]?.path ?? '');
  }
  await db.collection<MemberDocument>('members').where({ unitId: _id, unitName: db.command.neq(name) }).update({ data: { unitName: name } });
  for (let after: string | null = ''; after !== null; ) {
    const holders: MemberDocument[] = await holdersBeneath(db, path, after, page);
    for (const holder of holders.filter(({ grants }) => grants.some(({ scope, scopeName }) => scope === path && scopeName !== name))) {
      await changeHolder(db, holder._id, (grants) => grants.map((grant) => (grant.scope === path ? { ...grant, scopeName: name } : grant)));
    }
    after = holders.length < page ? null : (holders[holders.length - 1]?._id ?? null);
  }
}
