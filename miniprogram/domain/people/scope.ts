/**
 * Scopes are paths of union ids that begin and end in `/`; authority is a prefix, so `/1/2/` covers `/1/2/7/` and not `/1/20/`.
 */

/** Does a grant over `scope` reach the union at `path`? */
export function covers(scope: string, path: string): boolean {
  return scope.startsWith('/') && scope.endsWith('/') && path.startsWith(scope);
}

/** The path itself and everything above it, widest first: `/1/2/` → `/1/`, `/1/2/`. */
export function pathsUpwards(path: string): string[] {
  const ids = path.split('/').filter((id) => id !== '');
  return ids.map((_, index) => `/${ids.slice(0, index + 1).join('/')}/`);
}

/** The first text that sorts after everything at and below a scope: `/1/2/` → `/1/20`, for `0` is the character after `/`. */
export const scopeEnd = (scope: string) => `${scope.slice(0, -1)}0`;

export interface GrantLike {
  role: string;
  scope: string;
  /** Instant from which the grant is no more. */
  expires: number;
}

/** Has one of the grants this role over `path` now? A grant that expired is none. */
export function holds(grants: readonly GrantLike[], role: string, path: string, now: number): boolean {
  return grants.some((grant) => grant.role === role && now < grant.expires && covers(grant.scope, path));
}

/** The scopes in which one of the grants gives this role now, without those inside another. */
export function scopesOf(grants: readonly GrantLike[], role: string, now: number): string[] {
  const scopes = grants.filter((grant) => grant.role === role && now < grant.expires).map((grant) => grant.scope);
  return [...new Set(scopes)].filter((scope) => !scopes.some((wider) => wider !== scope && covers(wider, scope)));
}

/**
 * Is a cadre of this scope the unit's own, who reads its members' names? Of the unit itself or, for a team 班组 (level 3),
 * of the union it is part of. Above that names are masked.
 */
export function isOwnUnit(scope: string, unit: { path: string; level: number }): boolean {
  if (scope === unit.path) return true;
  const upwards = pathsUpwards(unit.path);
  return unit.level >= 3 && upwards[upwards.length - 2] === scope;
}

/** Is one of these grants now a cadre's of the unit itself? */
export const isOwnCadre = (grants: readonly GrantLike[], unit: { path: string; level: number }, now: number): boolean =>
  grants.some((grant) => grant.role === 'cadre' && now < grant.expires && isOwnUnit(grant.scope, unit));
