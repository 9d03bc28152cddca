import type { AuditRecord } from '../../../miniprogram/domain/audit/chain';
import { pathsUpwards } from '../../../miniprogram/domain/people/scope';
import { foldName } from '../../../miniprogram/domain/people/names';
import { type RosterLine, tailOf } from '../../../miniprogram/domain/people/roster-lines';
import { type Database, insertOnce, isDuplicate } from '../../platform/database';
import { keyedDigest, idOf, seal } from '../../platform/secrets';
import { joinedOf, type MemberDocument, type UnionDocument } from './store';

/** One act of enrolling, decided by its insert, with its audit record; the rows it lets in are carried out after it and by the job. */
export interface EnrolmentDocument {
  _id: string;
  h: string;
  by: string;
  at: number;
  unitId: string;
  unitPath: string;
  added: number;
  /** Rows still to be carried out and counted; emptied when they are. */
  rows: MemberDocument[];
  open: boolean;
  /** Its audit record, until it is in the chain. */
  audit: AuditRecord[];
}

const members = (db: Database) => db.collection<MemberDocument>('members');
const enrolments = (db: Database) => db.collection<EnrolmentDocument>('enrolments');

/** What an account field says where there is no WeChat. */
export const paper = (uid: string) => `paper:${uid}`;

/** A keyed digest by which somebody is found by the same or a near name, whatever the unit. */
export const wholeNameOf = (name: string) => keyedDigest('whole-name', foldName(name));
export const tailKeyOf = (uid: string, tail: string) => keyedDigest('tail', `${uid}:${tail}`);
/** The member whom a unit's staff number names: the same at every enrolment, so that nobody is enrolled twice. */
export const uidOfStaff = (unitId: string, staffNumber: string) => `m${keyedDigest('staff', `${unitId}:${staffNumber}`).slice(0, 15)}`;

/** A row of the roster as a unit enrols it. */
export function paperRow(union: UnionDocument, line: Omit<RosterLine, 'line'>, uid: string, now: number): MemberDocument {
  return memberRow(union, line.name, { _id: uid, kind: line.kind, ...(line.cohort === undefined ? {} : { cohort: line.cohort }), ...staffMarks(uid, line.staffNumber) }, now);
}

/** What is kept of a staff number. */
export function staffMarks(uid: string, staffNumber: string): Pick<MemberDocument, 'staffTail' | 'tailKey'> {
  return { staffTail: staffNumber.slice(-2), tailKey: staffNumber === '' ? '' : tailKeyOf(uid, tailOf(staffNumber)) };
}

/** A row without WeChat in the roster of this union as it stands. */
export function memberRow(union: UnionDocument, name: string, row: Pick<MemberDocument, '_id' | 'kind' | 'cohort' | 'staffTail' | 'tailKey'>, now: number): MemberDocument {
  return {
    _id: row._id,
    account: paper(row._id),
    name: seal(name),
    unitId: union._id,
    unitName: union.name,
    unitPath: union.path,
    kind: row.kind,
    ...(row.cohort === undefined ? {} : { cohort: row.cohort }),
    joinedAt: now,
    joined: joinedOf(now, row._id),
    wholeName: wholeNameOf(name),
    staffTail: row.staffTail,
    tailKey: row.tailKey,
    origin: 'unit',
    boundAt: 0,
    binding: null,
    dispute: null,
    grants: [],
  };
}

export function uidFor(union: UnionDocument, line: RosterLine, by: string, key: string): string {
  return line.staffNumber === '' ? `m${idOf('member', by, `${key}:${line.line}`).slice(0, 15)}` : uidOfStaff(union._id, line.staffNumber);
}

export async function memberById(db: Database, uid: string): Promise<MemberDocument | null> {
  return (await members(db).doc(uid).get()).data;
}

/** Which of these ids are members already, or the ids of their corrected staff numbers. */
export async function membersAmong(db: Database, uids: string[]): Promise<Set<string>> {
  if (uids.length === 0) return new Set();
  const [rows, corrected] = await Promise.all([
    members(db).where({ _id: db.command.in(uids) }).field({ _id: true }).limit(uids.length).get(),
    members(db).where({ staffKey: db.command.in(uids) }).field({ staffKey: true }).limit(uids.length).get(),
  ]);
  return new Set([...rows.data.map(({ _id }) => _id), ...corrected.data.flatMap(({ staffKey }) => staffKey ?? [])]);
}

/** Members of a unit itself whose name folds to one of these keys; at most `limit`. */
export async function membersNamed(db: Database, unitId: string, wholeNames: string[], limit: number): Promise<MemberDocument[]> {
  if (wholeNames.length === 0) return [];
  return (await members(db).where({ unitId, wholeName: db.command.in(wholeNames) }).limit(limit).get()).data;
}

export async function enrolmentById(db: Database, id: string): Promise<EnrolmentDocument | null> {
  return (await enrolments(db).doc(id).get()).data;
}

/** @returns false: the id is taken */
export function insertEnrolment(db: Database, enrolment: EnrolmentDocument): Promise<boolean> {
  return insertOnce(enrolments(db), enrolment);
}

/** Lets the rows of an enrolment in. May be repeated: a row that is there already stays as it is. */
export async function carryOut(db: Database, { rows }: EnrolmentDocument): Promise<void> {
  for (let from = 0; from < rows.length; from += 20) {
    await Promise.all(rows.slice(from, from + 20).map((row) => insertOnce(members(db), row)));
  }
}

export async function openEnrolments(db: Database, limit: number): Promise<EnrolmentDocument[]> {
  return (await enrolments(db).where({ open: true }).limit(limit).get()).data;
}

export async function closeEnrolment(db: Database, id: string): Promise<void> {
  await enrolments(db).where({ _id: id, open: true }).update({ data: { open: false, rows: db.command.set([]) } });
}

/** Counts the members of a union and of those above it anew. */
export async function recount(db: Database, path: string): Promise<void> {
  const { and, gte, lt } = db.command;
  for (const above of pathsUpwards(path)) {
    const { total } = await members(db).where({ unitPath: and(gte(above), lt(`${above.slice(0, -1)}0`)) }).count();
    await db.collection<UnionDocument>('unions').where({ path: above }).update({ data: { members: total, ...(above === path ? { rosterVersion: db.command.inc(1) } : {}) } });
  }
}

/** One page of a unit's own roster, latest enrolled first. */
export async function rosterPage(db: Database, unitId: string, before: { at: number; id: string } | undefined, limit: number): Promise<MemberDocument[]> {
  const after = before && { joined: db.command.lt(joinedOf(before.at, before.id)) };
  return (await members(db).where({ unitId, ...after }).orderBy('joined', 'desc').limit(limit).get()).data;
}

/** Members of a unit without WeChat, in the order of their ids, after the one with this id. */
export async function papersAfter(db: Database, unitId: string, uid: string, limit: number): Promise<MemberDocument[]> {
  const { and, gt, lt } = db.command;
  const { data } = await members(db).where({ unitId, account: and(gt(paper(uid)), lt('paper;')) }).orderBy('account', 'asc').limit(limit).get();
  return data;
}

/** How many members a unit itself has. */
export async function rosterSize(db: Database, unitId: string): Promise<number> {
  return (await members(db).where({ unitId }).count()).total;
}

/** Who bound WeChat to a row of this unit since then, latest first. */
export async function boundSince(db: Database, unitId: string, since: number, limit: number): Promise<MemberDocument[]> {
  return (await members(db).where({ unitId, boundAt: db.command.gt(since) }).orderBy('boundAt', 'desc').limit(limit).get()).data;
}

/**
 * Binds an account to a row as it was read, which has none: one conditional update decides, and the unique index on the account keeps one person from two rows.
 * @returns accountTaken: this account has a row already. rowTaken: the row is no longer without WeChat.
 */
export async function bindAccount(db: Database, { _id: uid, unbound }: Pick<MemberDocument, '_id' | 'unbound'>, account: string, binding: NonNullable<MemberDocument['binding']>, now: number): Promise<'bound' | 'rowTaken' | 'accountTaken'> {
  try {
    const { stats } = await members(db)
      .where({ _id: uid, account: paper(uid), unbound: unbound ?? db.command.exists(false), unboundKeys: db.command.neq(binding.k) })
      .update({ data: { account, boundAt: now, binding: db.command.set(binding) } });
    return stats.updated === 1 ? 'bound' : 'rowTaken';
  } catch (error) {
    if (isDuplicate(error)) return 'accountTaken';
    throw error;
  }
}

/** Frees a row of the account it carries: the row is without WeChat again; disputed, it can only be given by a cadre. @returns whether this act did it */
export async function unbind(db: Database, member: Pick<MemberDocument, '_id' | 'account' | 'binding' | 'unboundKeys'>, dispute: MemberDocument['dispute'], record?: AuditRecord): Promise<boolean> {
  const { set, push, inc } = db.command;
  const { stats } = await members(db)
    .where({ _id: member._id, account: member.account })
    .update({
      data: {
        account: paper(member._id),
        boundAt: 0,
        binding: set(null),
        unbound: inc(1),
        ...(member.binding ? { unboundKeys: set([...(member.unboundKeys ?? []), member.binding.k].slice(-10)) } : {}),
        grants: [],
        ...(dispute ? { tailKey: '', dispute: set(dispute) } : {}),
        ...(record ? { audit: push([record]) } : {}),
      },
    });
  return stats.updated === 1;
}

/** Removes a row that carries this account. @returns whether this act did it */
export async function removeRow(db: Database, member: Pick<MemberDocument, '_id' | 'account'>): Promise<boolean> {
  return (await members(db).where({ _id: member._id, account: member.account }).remove()).stats.removed === 1;
}

/** @returns false: the id or the account is taken */
export function insertMember(db: Database, member: MemberDocument): Promise<boolean> {
  return insertOnce(members(db), member);
}

/** The row that carries this account; null: none. */
export async function memberOfAccount(db: Database, account: string): Promise<MemberDocument | null> {
  return (await members(db).where({ account }).limit(1).get()).data[0] ?? null;
}
