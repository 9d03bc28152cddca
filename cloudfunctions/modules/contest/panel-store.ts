import { type GrantLike, holds, pathsUpwards } from '../../../miniprogram/domain/people/scope';
import type { Database } from '../../platform/database';
import { unseal } from '../../platform/secrets';
import { type MemberDocument, type UnionDocument, unionsById } from '../people/store';
import type { Performance } from './documents';

/** Members who may judge: those with the role 评委 over a contest. */

export interface MayJudge {
  uid: string;
  name: string;
  unitName: string;
  unitPath: string;
}

const fields = { _id: true, name: true, unitName: true, unitPath: true, grants: true } as const;

type Row = Pick<MemberDocument, keyof typeof fields>;

const told = ({ _id, name, unitName, unitPath }: Row): MayJudge => ({ uid: _id, name: unseal(name), unitName, unitPath });
const mayJudge = ({ grants }: { grants: readonly GrantLike[] }, scope: string, now: number) => holds(grants, 'judge', scope, now);

/** Those of these members who may. */
export async function judgesAmong(db: Database, uids: readonly string[], scope: string, now: number): Promise<MayJudge[]> {
  const { data } = await db.collection<MemberDocument>('members').where({ _id: db.command.in([...uids]) }).field(fields).limit(uids.length).get();
  return data.filter((row) => mayJudge(row, scope, now)).map(told);
}

/** All who may, at most 100. */
export async function judgesOver(db: Database, scope: string, now: number): Promise<MayJudge[]> {
  const { elemMatch, in: among, gt } = db.command;
  const paths = pathsUpwards(scope);
  const { data } = await db
    .collection<MemberDocument>('members')
    .where({ grantScopes: among(paths), grants: elemMatch({ role: 'judge', scope: among(paths), expires: gt(now) }) })
    .field(fields)
    .limit(100)
    .get();
  return data.filter((row) => mayJudge(row, scope, now)).map(told);
}

/** A union is merged into another, that into a third: more often than this nobody's was. */
const mostMerges = 5;

/** Performances with the paths that their units have now: a unit may have been moved or merged in the moment the round was laid out. */
export async function whereNow(db: Database, performances: readonly Performance[]): Promise<Performance[]> {
  const found = new Map<string, UnionDocument>();
  let wanted = [...new Set(performances.map(({ unitId }) => unitId))];
  for (let step = 0; step <= mostMerges && wanted.length > 0; step += 1) {
    const unions = await unionsById(db, wanted);
    for (const union of unions) found.set(union._id, union);
    wanted = [...new Set(unions.flatMap(({ mergedInto }) => (mergedInto && !found.has(mergedInto.id) ? [mergedInto.id] : [])))];
  }
  const pathOf = (unitId: string): string | undefined => {
    let union = found.get(unitId);
    for (let step = 0; step < mostMerges && union?.mergedInto; step += 1) union = found.get(union.mergedInto.id);
    return union?.path;
  };
  return performances.map((one) => ({ ...one, unitPath: pathOf(one.unitId) ?? one.unitPath }));
}
