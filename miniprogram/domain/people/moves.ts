import { covers, type GrantLike } from './scope';
import { rewritePath } from './union';

/**
 * What becomes of grants while a union goes to another place. Everything at and below `from` goes to `to`; while it does,
 * whoever holds something there holds it under both spellings of the path, so that an act works whichever of them a document has.
 * Both mean the same unions, so nobody gains anything. A grant over exactly what is merged away ends: over the union that takes it
 * in it would be wider than it was given.
 */
export interface Way {
  kind: 'move' | 'merge';
  from: string;
  to: string;
}

const ends = (scope: string, { kind, from }: Way) => kind === 'merge' && scope === from;
const same = (a: GrantLike, b: GrantLike) => a.role === b.role && a.scope === b.scope;

/** With a twin under the new path for each grant at or below the old one; null: there is nothing to add. */
export function withTwins<G extends GrantLike>(grants: readonly G[], way: Way): G[] | null {
  const twins = grants
    .filter(({ scope }) => covers(way.from, scope) && !ends(scope, way))
    .map((grant) => ({ ...grant, scope: rewritePath(grant.scope, way.from, way.to) }))
    .filter((twin) => !grants.some((grant) => same(grant, twin) && grant.expires >= twin.expires));
  return twins.length === 0 ? null : [...grants.filter((grant) => !twins.some((twin) => same(grant, twin))), ...twins];
}

/** Under the new path only. Of two that are the same the later end counts: one of them was extended on the way. */
export function settled<G extends GrantLike>(grants: readonly G[], way: Way): G[] {
  const kept: G[] = [];
  for (const grant of grants.filter(({ scope }) => !ends(scope, way))) {
    const moved = { ...grant, scope: rewritePath(grant.scope, way.from, way.to) };
    const index = kept.findIndex((one) => same(one, moved));
    const before = kept[index];
    if (!before) kept.push(moved);
    else if (before.expires < moved.expires) kept[index] = moved;
  }
  return kept;
}
