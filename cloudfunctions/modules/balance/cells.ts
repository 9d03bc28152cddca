import { type Cell, cohorts, recounted } from '../../../miniprogram/domain/balance/cell';
import { classOf } from '../../../miniprogram/domain/reading/units';
import type { Database } from '../../platform/database';
import { type MemberDocument, type UnionDocument, unionsById } from '../people/store';
import type { CellDocument, Seen } from './documents';

/** A cell as it follows from the union's own document and roster. */

/** The enterprise that a team 班组 is part of, by the union's id; of others the union itself. */
export async function employersOf(db: Database, unions: readonly UnionDocument[]): Promise<Map<string, UnionDocument>> {
  const known = new Map(unions.map((union) => [union._id, union]));
  const missing = [...new Set(unions.filter(({ level, parentId }) => level === 3 && parentId !== '' && !known.has(parentId)).map(({ parentId }) => parentId))];
  for (const union of await unionsById(db, missing)) known.set(union._id, union);
  return new Map(
    unions.map((union) => {
      const above = union.level === 3 ? known.get(union.parentId) : undefined;
      return [union._id, above && above.level >= 2 ? above : union];
    }),
  );
}

type Shape = Omit<Cell, 'cohorts'>;

/** What a union is; a team takes from its enterprise what it does not say itself. One that was merged is in no board. */
function shapeOf(union: UnionDocument, employer: UnionDocument): Shape {
  return {
    union: union._id,
    path: union.mergedInto === null ? union.path : '',
    name: union.name,
    level: union.level,
    trade: union.trade || employer.trade,
    region: union.region || employer.region,
    ownership: union.ownership || employer.ownership,
    size: classOf(employer.members),
  };
}

const seenOf = (union: UnionDocument, employer: UnionDocument): Seen => ({ members: union.members, roster: union.rosterVersion ?? 0, size: employer.members });

/** Is a cell as its union is? */
export function isCurrent({ cell, seen }: CellDocument, union: UnionDocument, employer: UnionDocument): boolean {
  const now = seenOf(union, employer);
  if (seen.members !== now.members || seen.roster !== now.roster) return false;
  return Object.entries(shapeOf(union, employer)).every(([field, value]) => cell[field as keyof Shape] === value);
}

async function countOwn(db: Database, unitId: string): Promise<Record<string, number>> {
  const members = db.collection<MemberDocument>('members');
  const known = cohorts.filter((cohort) => cohort !== '');
  const [all, ...each] = await Promise.all([members.where({ unitId }).count(), ...known.map((cohort) => members.where({ unitId, cohort }).count())]);
  const counted = Object.fromEntries(known.map((cohort, index) => [cohort as string, each[index]?.total ?? 0]).filter(([, total]) => total !== 0)) as Record<string, number>;
  const unknown = all.total - Object.values(counted).reduce((sum, total) => sum + total, 0);
  return unknown > 0 ? { ...counted, '': unknown } : counted;
}

/** The cell of a union as it is now; what its people did is taken from the one before. */
export async function makeCell(db: Database, union: UnionDocument, employer: UnionDocument, before: Cell | null): Promise<{ to: Cell; seen: Seen }> {
  const seen = seenOf(union, employer);
  const cell = { ...shapeOf(union, employer), cohorts: before?.cohorts ?? {} };
  return { to: recounted(cell, await countOwn(db, union._id)), seen };
}
