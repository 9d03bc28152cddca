import * as v from 'valibot';
import { isOwnCadre, scopeEnd, scopesOf } from '../../../miniprogram/domain/people/scope';
import { leastShown, rateOfUnit } from '../../../miniprogram/domain/reading/units';
import type { Database } from '../../platform/database';
import { Refusal } from '../../platform/errors';
import { id } from '../../platform/fields';
import { type Action, defineAction, type Member } from '../../platform/router';
import { unseal } from '../../platform/secrets';
import { ownUnion } from '../people/roster';
import { paper } from '../people/roster-store';
import type { MemberDocument, UnionDocument } from '../people/store';
import { ownLevel, reaches } from './desk';
import type { EditionDocument, UnitDocument } from './documents';
import { unitId, unitsById } from './fold-store';
import { notThere } from './setup';
import { editionById, haveRead } from './store';

/** Who takes part: by unit for everybody above, by name for the unit's own cadre alone. */

const pageSize = 50;

/** Units at and below these paths, in the order of their paths. */
async function unitsWithin(db: Database, edition: string, scopes: readonly string[], after: string, limit: number): Promise<UnitDocument[]> {
  const { and, gt, gte, lt } = db.command;
  const ranges = scopes.map(async (scope) => {
    const from = after < scope ? gte(scope) : gt(after);
    return (await db.collection<UnitDocument>('reading_units').where({ edition, path: and(from, lt(scopeEnd(scope))) }).orderBy('path', 'asc').limit(limit).get()).data;
  });
  return (await Promise.all(ranges)).flat().sort((a, b) => (a.path < b.path ? -1 : 1)).slice(0, limit);
}

const path = v.pipe(v.string(), v.maxLength(400), v.regex(/^(?:\/[A-Za-z0-9_-]{1,40})+\/$/));

const participation = defineAction('reading.participation', 'member', v.strictObject({ editionId: id, cursor: v.exactOptional(path) }), async ({ db, input, member, now }) => {
  const scopes = scopesOf(member.grants, 'cadre', now);
  const [edition, found] = await Promise.all([editionById(db, input.editionId), unitsWithin(db, input.editionId, scopes, input.cursor ?? '', pageSize + 1)]);
  if (!edition || !reaches(member, edition, now)) throw notThere();
  const page = found.slice(0, pageSize);
  const last = edition.previous;
  const before = new Map(last === undefined ? [] : (await unitsById(db, page.map(({ unit }) => unitId(last, unit)))).map((unit) => [unit.unit, unit]));
  const shown = page.filter(({ members }) => members >= leastShown);
  return {
    items: shown.map((unit) => standingOfUnit(unit, before.get(unit.unit))),
    small: page.length - shown.length,
    next: found.length > pageSize ? (page[page.length - 1]?.path ?? null) : null,
  };
});

export function standingOfUnit(unit: UnitDocument, before: UnitDocument | undefined): Api.Reading.Participation {
  const { unit: unitNumber, name, members, readers, active, points } = unit;
  return { unitId: unitNumber, name, members, readers: Math.min(readers, members), active: Math.min(active, members), points, share: rateOfUnit(unit), before: before && before.members >= leastShown ? rateOfUnit(before) : null };
}

/** An edition and one of its units, for the unit's own cadre: names are for nobody else. */
export async function ownPart(db: Database, editionId: string, unionId: string, member: Member, now: number): Promise<{ edition: EditionDocument; union: UnionDocument }> {
  const [edition, union] = await Promise.all([editionById(db, editionId), ownUnion(db, unionId, member, now)]);
  if (!edition || !union.path.startsWith(edition.audience)) throw notThere();
  if (union.level < ownLevel || !isOwnCadre(member.grants, union, now)) throw new Refusal('FORBIDDEN', '名单只给本单位的工会干部');
  return { edition, union };
}

/** Rows of the roster looked at for one page. */
const looked = 100;

/** Members at and below a unit in the order of their paths and ids, after `path` and `uid`. */
async function rosterAfter(db: Database, scope: string, after: { path: string; uid: string } | null): Promise<MemberDocument[]> {
  const { and, gt, gte, lt } = db.command;
  const members = db.collection<MemberDocument>('members');
  const fields = { _id: true, account: true, name: true, unitName: true, unitPath: true, staffTail: true } as const;
  const rest = after ? gt(after.path) : gte(scope);
  const page = (condition: object) => members.where(condition).field(fields).orderBy('unitPath', 'asc').orderBy('_id', 'asc').limit(looked).get();
  const same = after ? (await page({ unitPath: after.path, _id: gt(after.uid) })).data : [];
  if (same.length >= looked) return same as MemberDocument[];
  return [...same, ...(await page({ unitPath: and(rest, lt(scopeEnd(scope))) })).data].slice(0, looked) as MemberDocument[];
}

const memberCursor = v.pipe(v.string(), v.maxLength(450), v.regex(/^(?:\/[A-Za-z0-9_-]{1,40})+\/\.[A-Za-z0-9_-]{1,40}$/));
const absenteesSchema = v.strictObject({ editionId: id, unionId: id, cursor: v.exactOptional(memberCursor) });

const absentees = defineAction('reading.absentees', 'member', absenteesSchema, async ({ db, input, member, now }) => {
  const { edition, union } = await ownPart(db, input.editionId, input.unionId, member, now);
  const [at, uid] = input.cursor?.split('.') ?? [];
  const rows = await rosterAfter(db, union.path, at === undefined || uid === undefined ? null : { path: at, uid });
  const read = await haveRead(db, edition._id, rows.map(({ _id }) => _id));
  const last = rows[rows.length - 1];
  return {
    unionName: union.name,
    items: rows.filter(({ _id }) => !read.has(_id)).map(({ _id, account, name, unitName, staffTail }) => ({ uid: _id, name: unseal(name), unitName, staffTail, paper: account === paper(_id) })),
    next: rows.length === looked && last ? `${last.unitPath}.${last._id}` : null,
  };
});

export const participationActions: readonly Action[] = [participation, absentees];
