import { bibsOf } from '../../../miniprogram/domain/meet/entries';
import { classOf } from '../../../miniprogram/domain/meet/groups';
import { startList } from '../../../miniprogram/domain/meet/start-list';
import type { Database } from '../../platform/database';
import { delegationKey, delegationsOf, keepBibs, lockDelegation } from './delegation-store';
import type { DelegationDocument, EntryRow, MeetDocument } from './documents';
import type { Starter } from './event-document';
import { noteLocked } from './meet-store';

/** The list of a meet over all delegations: locking it, bibs, and who starts where. */

/** Delegations in the order of the meet's list. */
export async function delegationsInOrder(db: Database, { _id, units }: Pick<MeetDocument, '_id' | 'units'>): Promise<DelegationDocument[]> {
  const found = new Map((await delegationsOf(db, _id)).map((one) => [one.unitId, one]));
  return units.flatMap(({ id }) => found.get(id) ?? []);
}

const atOnce = 20;

async function inChunks<T>(items: readonly T[], act: (item: T) => Promise<void>): Promise<void> {
  for (let from = 0; from < items.length; from += atOnce) await Promise.all(items.slice(from, from + atOnce).map(act));
}

/** Locks every delegation, then gives out bibs 号码布: a block each, no gaps. Idempotent; the job finishes it where a call dies. */
export async function lockAll(db: Database, meet: MeetDocument): Promise<void> {
  await inChunks(meet.units, ({ id }) => lockDelegation(db, delegationKey(meet._id, id)));
  const delegations = await delegationsInOrder(db, meet);
  const bibs = bibsOf(delegations.map(({ athletes }) => ({ athletes: athletes.map(({ uid }) => uid) })));
  await inChunks(
    delegations.filter(({ athletes }) => athletes.some(({ uid, bib }) => bib !== bibs.get(uid))),
    (one) => keepBibs(db, { ...one, athletes: one.athletes.map((row) => ({ ...row, bib: bibs.get(row.uid) ?? null })) }),
  );
  await noteLocked(db, meet._id);
}

/** An entry with the delegation that made it. */
export interface ListedRow extends EntryRow {
  by: DelegationDocument;
}

export const rowsOf = (delegations: readonly DelegationDocument[]): ListedRow[] => delegations.flatMap((by) => by.entries.map((entry) => ({ ...entry, by })));

/** Entries by the event in which they start. */
export const startsOf = (delegations: readonly DelegationDocument[], { changes }: Pick<MeetDocument, 'changes'>) => startList(rowsOf(delegations), changes);

/** An entry as its event's document has it. */
export function starterOf({ rulebook, units }: Pick<MeetDocument, 'rulebook' | 'units'>, { id, by, people, seed }: ListedRow): Starter {
  const rows = new Map(by.athletes.map((row) => [row.uid, row]));
  const size = units.find((unit) => unit.id === by.unitId)?.members ?? 0;
  return {
    ...{ entry: id, unit: by.unitId, unitPath: by.unitPath, unitName: by.name, leader: by.leader, seed },
    units: [{ unit: by.unitId, name: by.name, unitClass: classOf(rulebook.unitClasses, size)?.id ?? null, n: 1, d: 1 }],
    people: people.flatMap((uid) => {
      const row = rows.get(uid);
      return row ? [{ uid, name: row.name, bib: row.bib ?? 0 }] : [];
    }),
  };
}
