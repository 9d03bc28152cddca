import type { AuditRecord } from '../../../miniprogram/domain/audit/chain';
import type { Database } from '../../platform/database';
import { seal } from '../../platform/secrets';
import type { MemberDocument } from './store';

/** Corrections that a row remembers for their repeats. */
const remembered = 10;

/** Corrects a row that nobody has corrected, claimed or moved since it was read. @param changed with the name in clear @returns whether it did */
export async function correct(db: Database, row: MemberDocument, { name, ...changed }: Partial<MemberDocument>, act: { k: string; h: string }, record: AuditRecord): Promise<boolean> {
  const { set, push } = db.command;
  const { stats } = await db
    .collection<MemberDocument>('members')
    .where({ _id: row._id, account: row.account, unitId: row.unitId, name: row.name, kind: row.kind, tailKey: row.tailKey, staffTail: row.staffTail })
    .update({
      data: {
        ...changed,
        ...(name === undefined ? {} : { name: seal(name) }),
        corrections: set([...(row.corrections ?? []), act].slice(-remembered)),
        audit: push([record]),
      },
    });
  return stats.updated === 1;
}
