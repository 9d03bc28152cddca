import { calendarDay } from '../../../../format/when';
import { roleNames } from '../../../../texts/people';
import { rolesTexts as t } from '../../roles-texts';

/** One grant of a holder as the page shows it. */
export interface GrantRow {
  key: string;
  role: Api.People.Grant['role'];
  roleName: string;
  scope: string;
  scopeName: string;
  until: string;
  lapsed: boolean;
  revocable: boolean;
}

export interface HolderRow {
  uid: string;
  name: string;
  unitName: string;
  grants: GrantRow[];
}

/** The last day of a grant that ends at this instant: one that ends at midnight lasts until the day before. */
export const lastDay = (expires: Api.Millis, now: Api.Millis) => calendarDay(expires - 1, now);

export function holdersOf(items: readonly Api.Roles.Holder[], now: Api.Millis): HolderRow[] {
  return items.map(({ uid, name, unitName, grants }) => ({
    uid,
    name,
    unitName,
    grants: grants.map(({ role, scope, scopeName, expires, revocable }) => {
      const lapsed = expires <= now;
      const day = lastDay(expires, now);
      return { key: `${role}${scope}`, role, roleName: roleNames[role], scope, scopeName, until: lapsed ? t.lapsed(day) : t.until(day), lapsed, revocable };
    }),
  }));
}
