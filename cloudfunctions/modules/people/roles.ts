const roles: readonly Api.People.Grant['role'][] = ['cadre', 'gate', 'judge', 'official', 'admin'];

/** A role as it is kept, as the contract names it; undefined: this version does not know it. */
export function roleOf(kept: string): Api.People.Grant['role'] | undefined {
  return roles.find((known) => known === kept);
}
