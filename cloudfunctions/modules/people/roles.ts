const roles: readonly Api.People.Grant['role'][] = ['cadre', 'gate', 'judge', 'official', 'admin'];

/** A role as it is kept, as the contract names it. */
export function roleOf(kept: string): Api.People.Grant['role'] {
  const role = roles.find((known) => known === kept);
  if (!role) throw new Error('a grant of an unknown role is in the database');
  return role;
}
