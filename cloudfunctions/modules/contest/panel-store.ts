import { type GrantLike, holds, pathsUpwards } from '../../../miniprogram/domain/people/scope';
import type { Database } from '../../platform/database';
import { unseal } from '../../platform/secrets';
import type { MemberDocument } from '../people/store';

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
