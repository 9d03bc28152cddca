import { grantRoles } from '../../../miniprogram/domain/people/grants';

/** A role as it is kept, as the contract names it; undefined: this version does not know it. */
export function roleOf(kept: string): Api.People.Grant['role'] | undefined {
  return grantRoles.find((known) => known === kept);
}
