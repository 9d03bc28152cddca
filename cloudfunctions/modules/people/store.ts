import type { AuditRecord } from '../../../miniprogram/domain/audit/chain';
import type { Database } from '../../platform/database';
import type { Member } from '../../platform/router';
import { accountOf, seal, unseal } from '../../platform/secrets';

/** A union 工会 in the tree; `path` ends in its own id. */
export interface UnionDocument {
  _id: string;
  name: string;
  path: string;
  /** 0 city, 1 district or industry, 2 enterprise, 3 team 班组 */
  level: number;
  /** Names from the city down to this one. */
  trail: string[];
  /** Id of the union above; empty: the top, or merged. */
  parentId: string;
  /** Parent and name in one spelling: unique, so that no two of one name stand below one parent; lists go by it. */
  siblingKey: string;
  trade: string;
  region: string;
  ownership: Api.Unions.Attributes['ownership'];
  /** Number of staff; 0: not said. */
  size: number;
  /** Members in it and below it, kept by a job. */
  members: number;
  /** Number of times that its own roster changed; absent: never since this is kept. */
  rosterVersion?: number;
  /** Unions right below it, kept by the acts and a job. */
  below: number;
  /** Search terms of the name and of former ones. */
  terms: string[];
  /** 曾用名, oldest first. */
  formerNames: string[];
  /** Where it went when it was merged. */
  mergedInto: null | { id: string; name: string };
  /** Number of changes; an edit is conditional on it. */
  v: number;
  /** File of the mini-program code for 扫码入会, once somebody asked for it; it names the union by its id, so a new name changes nothing. */
  joinCode?: string;
  /** Renamed, and what copies the name does not know yet. */
  renamed: boolean;
  /** The latest acts on it: key and input hash. */
  acts: { k: string; h: string }[];
  /** Their audit records that are not in the chain yet. */
  audit: AuditRecord[];
}

/** A member 会员. The name is sealed; the openid is not here at all. */
export interface MemberDocument {
  _id: string;
  /** HMAC of the openid (platform/secrets); `paper:` and the member's id where there is no WeChat, for the unique index wants a value. */
  account: string;
  /** Sealed. */
  name: string;
  unitId: string;
  unitName: string;
  unitPath: string;
  kind: Api.People.MemberKind;
  /** Decade of birth 年代 (domain/balance/cell); absent or empty: not said. */
  cohort?: string;
  joinedAt: number;
  /** `joinedOf` the row: no two are equal, however many were enrolled at once, so that a page of the roster begins right after the one before. */
  joined: string;
  /** Last two characters of the staff number; empty: none. */
  staffTail: string;
  /** Keyed digest of the row and the last four characters of the staff number; empty: nobody can claim this row. */
  tailKey: string;
  /** unit: the unit's own record. self: made at a person's own request, and gone when they leave. */
  origin: 'unit' | 'self';
  /** When the account was bound; 0: never, or before this was kept. */
  boundAt: number;
  /** The act that bound the account; null: none of ours. */
  binding: null | { k: string; h: string; how: 'claim' | 'answer'; by: string };
  /** The last act by which a cadre unbound an account: the act and its audit record in one. */
  dispute: null | { k: string; h: string; t: number; by: string; reason: string };
  grants: GrantField[];
  /** Scopes in which a list of holders finds this member: those of the grants and all above. */
  grantScopes?: string[];
  /** Number of changes of the grants so far; absent: none. */
  grantsVersion?: number;
  /** Acts on the grants: key and input hash. */
  acts?: { k: string; h: string }[];
  /** Their audit records that are not in the chain yet. */
  audit?: AuditRecord[];
  /** Until when they are last in line after absences, and the number of acts that it follows from; kept by the job of absences. */
  last?: { until: number; rev: number };
  /** Keyed digest of the folded name: finds somebody by name in a unit or a scope. */
  wholeName: string;
  /** The id that the unit's enrolment would give a corrected staff number; absent: `_id` is that of its number, or there is none. */
  staffKey?: string;
  /** Corrections of the row: key and input hash. */
  corrections?: { k: string; h: string }[];
  /** Units this member came from, latest last, at most ten; absent: none. */
  changes?: UnitChange[];
  /** When the path of their unit last became another one, by a change of unit, a move or a merge; absent: never. */
  changedAt?: number;
  /** How often an account was taken from it; absent: never. */
  unbound?: number;
  /** Keys of the acts whose binding has ended, latest last, at most ten: a late duplicate does not bind again. Absent: none. */
  unboundKeys?: string[];
}

/** One change of unit: decided by the write that puts it here. */
export interface UnitChange {
  k: string;
  h: string;
  t: number;
  by: string;
  fromId: string;
  toName: string;
  how: 'asked' | 'moved';
}

/** A grant as a member's document keeps it; one laid by hand may lack id and name. */
export interface GrantField {
  role: string;
  scope: string;
  expires: number;
  id?: string;
  scopeName?: string;
}

/** The openid of a member, sealed: read by message sending only. */
export interface MemberSecretDocument {
  _id: string;
  openid: string;
}

/** The place of a row in its roster. */
export const joinedOf = (joinedAt: number, uid: string) => `${String(joinedAt).padStart(14, '0')}.${uid}`;

const members = (db: Database) => db.collection<MemberDocument>('members');
const unions = (db: Database) => db.collection<UnionDocument>('unions');

const identityFields = { _id: true, name: true, unitId: true, unitName: true, unitPath: true, joinedAt: true, boundAt: true, grants: true, changedAt: true, last: true } as const;

/** Who this WeChat account is: one document by a unique index. */
export async function identify(db: Database, openid: string): Promise<Member | null> {
  const { data } = await members(db).where({ account: accountOf(openid) }).field(identityFields).limit(1).get();
  const found = data[0];
  if (!found) return null;
  const { _id: uid, unitId, unitName, unitPath, joinedAt, boundAt, grants, last } = found;
  return { uid, name: unseal(found.name), unitId, unitName, unitPath, since: boundAt || joinedAt, changedAt: found.changedAt ?? 0, lastUntil: last?.until ?? 0, grants };
}

/** How a list names somebody. */
export interface Named {
  name: string;
  unitName: string;
  /** Last two characters of the staff number; empty: none is kept. */
  staffTail: string;
}

/** Names and units of members by id, for those who may see them; at most 1,000 ids a call. */
export async function namesOf(db: Database, uids: string[]): Promise<Map<string, Named>> {
  if (uids.length === 0) return new Map();
  const { data } = await members(db)
    .where({ _id: db.command.in(uids) })
    .field({ _id: true, name: true, unitName: true, staffTail: true })
    .limit(uids.length)
    .get();
  return new Map(data.map((member) => [member._id, { name: unseal(member.name), unitName: member.unitName, staffTail: member.staffTail }]));
}

/** Who these members are, for those who may see it; at most 500 ids a call. `paper`: without a WeChat account. */
export async function peopleOf(db: Database, uids: string[]): Promise<Map<string, { name: string; unitName: string; unitPath: string; paper: boolean }>> {
  if (uids.length === 0) return new Map();
  const { data } = await members(db)
    .where({ _id: db.command.in(uids) })
    .field({ _id: true, account: true, name: true, unitName: true, unitPath: true })
    .limit(500)
    .get();
  return new Map(data.map(({ _id, account, name, ...unit }) => [_id, { name: unseal(name), ...unit, paper: account.startsWith('paper:') }]));
}

export async function unionById(db: Database, id: string): Promise<UnionDocument | null> {
  return (await unions(db).doc(id).get()).data;
}

export async function keepJoinCode(db: Database, id: string, fileId: string): Promise<void> {
  await unions(db).where({ _id: id }).update({ data: { joinCode: fileId } });
}

/** Those of these unions that there are. */
export async function unionsById(db: Database, ids: string[]): Promise<UnionDocument[]> {
  if (ids.length === 0) return [];
  return (await unions(db).where({ _id: db.command.in(ids) }).limit(ids.length).get()).data;
}

/** The unions at these paths, widest first; at most 100 paths. */
export async function unionsByPath(db: Database, paths: string[]): Promise<UnionDocument[]> {
  const { data } = await unions(db).where({ path: db.command.in(paths) }).orderBy('path', 'asc').limit(100).get();
  return data;
}

/** The unions at and below a scope, widest first; at most 100. */
export async function unionsBelow(db: Database, scope: string): Promise<UnionDocument[]> {
  const { and, gte, lt } = db.command;
  // '0' is the character after '/', so it ends the range of everything below.
  const below = and(gte(scope), lt(`${scope.slice(0, -1)}0`));
  const { data } = await unions(db).where({ path: below }).orderBy('path', 'asc').limit(100).get();
  return data;
}

/**
 * The units that are called on within a scope, most members first, at most 100: the enterprises of a federation, else the teams of an enterprise.
 */
export async function unitsBelow(db: Database, scope: string): Promise<UnionDocument[]> {
  const { and, gte, lt } = db.command;
  const [top] = await unionsByPath(db, [scope]);
  const level = (top?.level ?? 0) < 2 ? 2 : 3;
  const { data } = await unions(db).where({ level, path: and(gte(scope), lt(`${scope.slice(0, -1)}0`)) }).orderBy('members', 'desc').limit(100).get();
  return data;
}

const secrets = (db: Database) => db.collection<MemberSecretDocument>('member_secrets');

/**
 * The openid to send a message to; null: the member has no WeChat. What an unbinding that failed half-way left behind
 * is not used: the openid must be the one of the account that the row carries now.
 */
export async function openidOf(db: Database, uid: string): Promise<string | null> {
  const [secret, member] = await Promise.all([secrets(db).doc(uid).get(), members(db).doc(uid).get()]);
  if (!secret.data || !member.data) return null;
  const openid = unseal(secret.data.openid);
  return accountOf(openid) === member.data.account ? openid : null;
}

/** Keeps where to send messages, unless it is kept already. */
export async function keepOpenid(db: Database, uid: string, openid: string): Promise<void> {
  const { data } = await secrets(db).doc(uid).get();
  if (data && unseal(data.openid) === openid) return;
  await secrets(db).doc(uid).set({ data: { openid: seal(openid) } });
}

export async function dropOpenid(db: Database, uid: string): Promise<void> {
  await secrets(db).where({ _id: uid }).remove();
}

/** Paths of the federations at the top of the tree. */
export async function cityPaths(db: Database): Promise<string[]> {
  const { data } = await unions(db).where({ level: 0 }).limit(20).get();
  return data.map((union) => union.path);
}
