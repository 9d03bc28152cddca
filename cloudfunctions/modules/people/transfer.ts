import type { AuditRecord } from '../../../miniprogram/domain/audit/chain';
import { grantScopes } from '../../../miniprogram/domain/people/grants';
import { afterTransfer } from '../../../miniprogram/domain/people/transfer';
import type { Database } from '../../platform/database';
import { isTop } from '../roles/guard';
import { recount } from './roster-store';
import type { GrantField, MemberDocument, UnionDocument, UnitChange } from './store';

const members = (db: Database) => db.collection<MemberDocument>('members');
const remembered = 10;

/** May a change of unit not end these? The office of administrator over a whole city ends by revocation only, which keeps the last one. */
export const officeOf = (grants: readonly GrantField[], now: number) => grants.some((grant) => isTop(grant) && now < grant.expires);

/**
 * Puts a member into another unit, if neither unit nor grants have changed since the row was read: one update decides. The uid stays, and
 * with it all that is registered; grants over the old unit end. @returns whether it did
 */
export async function transfer(db: Database, row: MemberDocument, to: UnionDocument, act: Omit<UnitChange, 'fromId' | 'toName'>, now: number, record?: AuditRecord): Promise<boolean> {
  const { set, push, exists } = db.command;
  const grants = afterTransfer(row.grants, row.unitPath, isTop);
  const change: UnitChange = { ...act, fromId: row.unitId, toName: to.name };
  const { stats } = await members(db)
    .where({ _id: row._id, account: row.account, unitId: row.unitId, unitPath: row.unitPath, grantsVersion: row.grantsVersion ?? exists(false) })
    .update({
      data: {
        unitId: to._id,
        unitName: to.name,
        unitPath: to.path,
        grants: set(grants),
        grantScopes: set(grantScopes(grants)),
        grantsVersion: (row.grantsVersion ?? 0) + 1,
        changes: set([...(row.changes ?? []), change].slice(-remembered)),
        changedAt: now,
        ...(record ? { audit: push([record]) } : {}),
      },
    });
  if (stats.updated !== 1) return false;
  await recount(db, row.unitPath);
  await recount(db, to.path);
  return true;
}

/** Who went from this unit to another; at most 100. */
export async function leftFrom(db: Database, unitId: string): Promise<MemberDocument[]> {
  return (await members(db).where({ 'changes.fromId': unitId }).limit(100).get()).data;
}
