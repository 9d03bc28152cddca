import { bibsOf } from '../../../miniprogram/domain/meet/entries';
import { classOf } from '../../../miniprogram/domain/meet/groups';
import { startList } from '../../../miniprogram/domain/meet/start-list';
import type { Database } from '../../platform/database';
import { delegationKey, delegationsOf, keepBibs, lockDelegation } from './delegation-store';
import type { AthleteRow, DelegationDocument, EntryRow, MeetDocument } from './documents';
import type { Starter } from './event-document';
import { teamUnits, type TeamUnit, unitShares } from './joint';
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

/** An entry with the delegation that made it, everybody who runs in it and the units that they bring points to. */
export interface ListedRow extends EntryRow {
  by: DelegationDocument;
  athletes: AthleteRow[];
  units: TeamUnit[];
}

export function rowsOf(delegations: readonly DelegationDocument[], meet: Pick<MeetDocument, 'units'>): ListedRow[] {
  return delegations.flatMap((by) => {
    const rows = new Map(by.athletes.map((row) => [row.uid, row]));
    const units = teamUnits(meet, by);
    return by.entries.map((entry): ListedRow => ({ ...entry, by, athletes: entry.people.flatMap((uid) => rows.get(uid) ?? []), units }));
  });
}

/** Entries by the event in which they start. */
export const startsOf = (delegations: readonly DelegationDocument[], meet: Pick<MeetDocument, 'changes' | 'units'>) => startList(rowsOf(delegations, meet), meet.changes);

/** An entry as its event's document has it. */
export function starterOf({ rulebook, units }: Pick<MeetDocument, 'rulebook' | 'units'>, { id, by, athletes, units: team, seed }: ListedRow): Starter {
  const sizeOf = (unit: string) => units.find((one) => one.id === unit)?.members ?? 0;
  return {
    ...{ entry: id, unit: by.unitId, unitPath: by.unitPath, unitName: by.name, leader: by.leader, seed },
    units: unitShares(team, athletes, rulebook.points.union).map((share) => ({ ...share, unitClass: classOf(rulebook.unitClasses, sizeOf(share.unit))?.id ?? null })),
    people: athletes.map(({ uid, name, bib }) => ({ uid, name, bib: bib ?? 0 })),
  };
}
