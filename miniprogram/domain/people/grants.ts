import { day } from '../time/shanghai';
import { covers, type GrantLike, pathsUpwards } from './scope';

/**
 * Who may give which role to whom. An administrator gives any role within the own scope; a cadre gives gate, judge, official and
 * supervisor within it, and cadre strictly below it. Nobody gives what is wider or lasts longer than the own grant, nor to oneself.
 */

export type GrantRole = 'cadre' | 'gate' | 'judge' | 'official' | 'supervisor' | 'admin';

export const grantRoles: readonly GrantRole[] = ['gate', 'judge', 'official', 'supervisor', 'cadre', 'admin'];
const lesser: readonly GrantRole[] = ['gate', 'judge', 'official', 'supervisor'];

/** No grant lasts longer, ms: three years with a leap day. */
export const longestGrant = 1096 * day;

export interface Grant extends GrantLike {
  /** Names this grant through all its extensions. */
  id: string;
  role: GrantRole;
  /** Name of the union that the scope ends in. */
  scopeName: string;
}

export interface Person {
  uid: string;
  grants: readonly GrantLike[];
}

/** The own grants that let somebody give or take this role over this path now. */
export function authorities(own: readonly GrantLike[], role: GrantRole, path: string, now: number): GrantLike[] {
  return own.filter((grant) => {
    if (now >= grant.expires || !covers(grant.scope, path)) return false;
    if (grant.role === 'admin') return true;
    return grant.role === 'cadre' && (lesser.includes(role) || (role === 'cadre' && grant.scope !== path));
  });
}

/** The latest end that somebody may give this role over this path; null: they may not give it. */
export function latestEnd(own: readonly GrantLike[], role: GrantRole, path: string, now: number): number | null {
  const held = authorities(own, role, path, now);
  return held.length === 0 ? null : Math.min(now + longestGrant, Math.max(...held.map(({ expires }) => expires)));
}

export type GrantRefusal = 'self' | 'wider' | 'past' | 'tooLong' | 'outlasts' | 'already';

/** Is this the same thing: one person has a role over a scope once. */
const same = (a: GrantLike, b: GrantLike) => a.role === b.role && a.scope === b.scope;

/**
 * What the holder's grants become. One in force over the same role and scope is extended and keeps its id; shortening is a revocation.
 * @param wanted with the id of a new grant
 */
export function decideGrant<G extends GrantLike>(actor: Person, holder: { uid: string; grants: readonly G[] }, wanted: G & Grant, now: number): { refuse: GrantRefusal } | { grants: G[]; given: G } {
  if (actor.uid === holder.uid) return { refuse: 'self' };
  const latest = latestEnd(actor.grants, wanted.role, wanted.scope, now);
  if (latest === null) return { refuse: 'wider' };
  if (wanted.expires <= now) return { refuse: 'past' };
  if (wanted.expires > now + longestGrant) return { refuse: 'tooLong' };
  if (wanted.expires > latest) return { refuse: 'outlasts' };
  const before = holder.grants.find((grant) => same(grant, wanted) && now < grant.expires);
  if (before && before.expires >= wanted.expires) return { refuse: 'already' };
  const given = before ? { ...before, scopeName: wanted.scopeName, expires: wanted.expires } : wanted;
  // One that has lapsed makes room: it would only stand beside its successor.
  return { grants: [...holder.grants.filter((grant) => !same(grant, wanted)), given], given };
}

export type RevokeRefusal = 'self' | 'missing';

/** What the holder's grants become without this one. What the actor has no say over does not exist for them. */
export function decideRevoke<G extends GrantLike & { id?: string }>(
  actor: Person,
  holder: { uid: string; grants: readonly G[] },
  wanted: { role: GrantRole; scope: string },
  now: number,
): { refuse: RevokeRefusal } | { grants: G[]; revoked: G } {
  if (authorities(actor.grants, wanted.role, wanted.scope, now).length === 0) return { refuse: 'missing' };
  const revoked = holder.grants.find((grant) => grant.role === wanted.role && grant.scope === wanted.scope);
  if (!revoked) return { refuse: 'missing' };
  if (actor.uid === holder.uid) return { refuse: 'self' };
  // While a union moves a grant stands under both its paths, with one id.
  const twin = ({ id }: G) => id !== undefined && id === revoked.id;
  return { grants: holder.grants.filter((grant) => grant !== revoked && !twin(grant)), revoked };
}

/** The scopes in which somebody may give or take anything now, without those inside another. */
export function managedScopes(own: readonly GrantLike[], now: number): string[] {
  const scopes = own.filter((grant) => now < grant.expires && (grant.role === 'admin' || grant.role === 'cadre')).map(({ scope }) => scope);
  return [...new Set(scopes)].filter((scope) => !scopes.some((wider) => wider !== scope && covers(wider, scope)));
}

/** All scopes that find this holder: those of the grants and everything above. */
export function grantScopes(grants: readonly GrantLike[]): string[] {
  return [...new Set(grants.flatMap(({ scope }) => pathsUpwards(scope)))].sort();
}

/** The path of the federation at the top: `/1/2/7/` → `/1/`. */
export function topOf(path: string): string {
  return pathsUpwards(path)[0] ?? '/';
}
