import type { AuditRecord } from '../../../miniprogram/domain/audit/chain';
import { grantScopes } from '../../../miniprogram/domain/people/grants';
import type { Database } from '../../platform/database';
import type { GrantField, MemberDocument } from '../people/store';

const members = (db: Database) => db.collection<MemberDocument>('members');

export async function holderById(db: Database, uid: string): Promise<MemberDocument | null> {
  return (await members(db).doc(uid).get()).data;
}

/**
 * Changes a member's grants if nobody has since they were read: the act's key and hash and its audit record in the same write.
 * @returns whether it did
 */
export async function changeGrants(db: Database, before: MemberDocument, grants: GrantField[], act: { k: string; h: string }, record: AuditRecord): Promise<boolean> {
  const { set, push, exists } = db.command;
  const { stats } = await members(db)
    .where({ _id: before._id, grantsVersion: before.grantsVersion ?? exists(false) })
    .update({
      data: {
        grants: set(grants),
        grantScopes: set(grantScopes(grants)),
        grantsVersion: (before.grantsVersion ?? 0) + 1,
        acts: push([act]),
        audit: push([record]),
      },
    });
  return stats.updated === 1;
}

const holderFields = { _id: true, name: true, unitName: true, grants: true } as const;

/** Members who hold something in these scopes, in the order of ids. @param after id of the last one of the page before */
export async function holdersIn(db: Database, scopes: string[], after: string | undefined, limit: number): Promise<Pick<MemberDocument, keyof typeof holderFields>[]> {
  const scope = scopes.length === 1 ? scopes[0] : db.command.in(scopes);
  const condition = after === undefined ? { grantScopes: scope } : { grantScopes: scope, _id: db.command.gt(after) };
  return (await members(db).where(condition).orderBy('_id', 'asc').field(holderFields).limit(limit).get()).data;
}

/** Members who hold something at or below a scope, in the order of ids. */
export async function holdersBeneath(db: Database, scope: string, after: string, limit: number): Promise<MemberDocument[]> {
  return (await members(db).where({ grantScopes: scope, _id: db.command.gt(after) }).orderBy('_id', 'asc').limit(limit).get()).data;
}

/** Respells a member's grants, whatever acts come between; null: there is nothing to respell. */
export async function changeHolder(db: Database, uid: string, respell: (grants: readonly GrantField[]) => GrantField[] | null): Promise<void> {
  const { set, exists } = db.command;
  for (let attempt = 0; attempt < 8; attempt += 1) {
    const holder = await holderById(db, uid);
    const grants = holder && respell(holder.grants);
    if (!holder || !grants) return;
    const { stats } = await members(db)
      .where({ _id: uid, grantsVersion: holder.grantsVersion ?? exists(false) })
      .update({ data: { grants: set(grants), grantScopes: set(grantScopes(grants)), grantsVersion: (holder.grantsVersion ?? 0) + 1 } });
    if (stats.updated === 1) return;
  }
  throw new Error('somebody keeps changing these grants');
}

const candidateFields = { _id: true, name: true, unitName: true, unitPath: true, kind: true, account: true, staffTail: true } as const;

/** Members of this very name in a union and below it. */
export async function membersNamed(db: Database, wholeName: string, scope: string, limit: number): Promise<Pick<MemberDocument, keyof typeof candidateFields>[]> {
  const { and, gte, lt } = db.command;
  const { data } = await members(db)
    .where({ wholeName, unitPath: and(gte(scope), lt(`${scope.slice(0, -1)}0`)) })
    .field(candidateFields)
    .orderBy('unitPath', 'asc')
    .limit(limit)
    .get();
  return data;
}
