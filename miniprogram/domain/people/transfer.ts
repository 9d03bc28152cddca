import { covers, type GrantLike } from './scope';

/**
 * What becomes of a member's grants who goes to another unit: those over the old unit and below it end, for they were given to one of its people.
 * Those given from above stand until they are taken back; nothing is ever given. A grant under both paths of a moving union ends under both.
 * @param path of the unit that is left
 * @param keeps grants that end only by revocation, whatever the unit
 */
export function afterTransfer<G extends GrantLike & { id?: string }>(grants: readonly G[], path: string, keeps: (grant: G) => boolean): G[] {
  const ended = grants.filter((grant) => covers(path, grant.scope) && !keeps(grant));
  const twins = new Set(ended.flatMap(({ id }) => (id === undefined ? [] : [id])));
  return grants.filter((grant) => !ended.includes(grant) && !(grant.id !== undefined && twins.has(grant.id)));
}
