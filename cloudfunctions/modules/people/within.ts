import { scopeEnd } from '../../../miniprogram/domain/people/scope';
import type { Database } from '../../platform/database';

/** At or below one of these scopes, as a condition on a field that holds a path; at least one scope. */
export function within(db: Database, scopes: readonly string[]): object {
  const { and, gte, lt, or } = db.command;
  const ranges = scopes.map((scope) => and(gte(scope), lt(scopeEnd(scope))));
  return ranges.length === 1 && ranges[0] ? ranges[0] : or(...ranges);
}
