import type { AuditRecord } from '../../../miniprogram/domain/audit/chain';
import type { Database } from '../../platform/database';
import type { Member } from '../../platform/router';
import { accountOf, unseal } from '../../platform/secrets';

/** A union 工会 in the tree; `path` ends in its own id. */
export interface UnionDocument {
  _id: string;
  name: string;
  path: string;
  /** 0 city, 1 district or industry, 2 enterprise, 3 team 班组 */
  level: number;
  /** Names from the city down to this one. */
  trail: string[];
  trade: string;
  region: string;
  ownership: string;
  /** Members in it and below it, kept by a job. */
  members: number;
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
  kind: 'active' | 'retired' | 'dispatched';
  joinedAt: number;
  grants: GrantField[];
  /** Scopes in which a list of holders finds this member: those of the grants and all above. */
  grantScopes?: string[];
  /** Number of changes of the grants so far; absent: none. */
  grantsVersion?: number;
  /** Acts on the grants: key and input hash. */
  acts?: { k: string; h: string }[];
  /** Their audit records that are not in the chain yet. */
  audit?: AuditRecord[];
  /** HMAC of the plain name, to find it exactly. */
  nameKey?: string;
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

const members = (db: Database) => db.collection<MemberDocument>('members');
const unions = (db: Database) => db.collection<UnionDocument>('unions');

const identityFields = { _id: true, name: true, unitId: true, unitName: true, unitPath: true, grants: true } as const;

/** Who this WeChat account is: one document by a unique index. */
export async function identify(db: Database, openid: string): Promise<Member | null> {
  const { data } = await members(db).where({ account: accountOf(openid) }).field(identityFields).limit(1).get();
  const found = data[0];
  if (!found) return null;
  return { uid: found._id, name: unseal(found.name), unitId: found.unitId, unitName: found.unitName, unitPath: found.unitPath, grants: found.grants };
}

/** Names and units of members by id, for those who may see them; at most 100 ids a call. */
export async function namesOf(db: Database, uids: string[]): Promise<Map<string, { name: string; unitName: string }>> {
  if (uids.length === 0) return new Map();
  const { data } = await members(db)
    .where({ _id: db.command.in(uids) })
    .field({ _id: true, name: true, unitName: true })
    .limit(100)
    .get();
  return new Map(data.map((member) => [member._id, { name: unseal(member.name), unitName: member.unitName }]));
}

export async function unionById(db: Database, id: string): Promise<UnionDocument | null> {
  return (await unions(db).doc(id).get()).data;
}

/** The union at a path and those above it, widest first. */
export async function unionsByPath(db: Database, paths: string[]): Promise<UnionDocument[]> {
  const { data } = await unions(db).where({ path: db.command.in(paths) }).orderBy('path', 'asc').limit(20).get();
  return data;
}

/** The unions at and below a scope, widest first; at most 100. */
export async function unionsBelow(db: Database, scope: string): Promise<UnionDocument[]> {
  // Ids hold letters and digits only, so '0', the character after '/', ends the range of everything below.
  const { data } = await unions(db)
    .where({ path: db.command.and(db.command.gte(scope), db.command.lt(`${scope.slice(0, -1)}0`)) })
    .orderBy('path', 'asc')
    .limit(100)
    .get();
  return data;
}

/** The openid to send a message to; null: the member has no WeChat. */
export async function openidOf(db: Database, uid: string): Promise<string | null> {
  const { data } = await db.collection<MemberSecretDocument>('member_secrets').doc(uid).get();
  return data ? unseal(data.openid) : null;
}

/** Paths of the federations at the top of the tree. */
export async function cityPaths(db: Database): Promise<string[]> {
  const { data } = await unions(db).where({ level: 0 }).limit(20).get();
  return data.map((union) => union.path);
}
