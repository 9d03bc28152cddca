import { kindNames } from '../../../../texts/people';
import { rolesTexts as t } from '../../roles-texts';

/** A found member as the list shows them. */
export interface PersonRow {
  uid: string;
  name: string;
  unitName: string;
  note: string;
  bound: boolean;
}

export function personOf({ uid, name, unitName, kind, bound, tail }: Api.Roles.Candidate): PersonRow {
  return { uid, name, unitName, note: `${kindNames[kind]} · ${t.tail(tail)}`, bound };
}
