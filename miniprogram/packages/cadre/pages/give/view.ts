import { grantRoles, latestEnd } from '../../../../domain/people/grants';
import { day, startOfDay } from '../../../../domain/time/shanghai';
import { roleNames } from '../../../../texts/people';
import { rolesTexts as t } from '../../roles-texts';
import { lastDay } from '../grants/view';

export type Role = Api.People.Grant['role'];
export type Span = keyof typeof t.spans;

const days: Record<Exclude<Span, 'own'>, number> = { month: 30, half: 182, year: 365, three: 1095 };

interface Known {
  grants: readonly Api.People.Grant[];
  unions: readonly Api.People.UnionChoice[];
  unionId: string;
  role: Role;
  span: Span;
}

/** What can be chosen, and what is. */
export interface Choice {
  union: string;
  roles: { value: Role; label: string }[];
  role: Role;
  roleNote: string;
  spans: { value: Span; label: string }[];
  span: Span;
  /** End of the grant; null: this role cannot be given there. */
  expires: Api.Millis | null;
  endNote: string;
}

/**
 * The roles that my own grants let me give over a union, and how long: a whole number of days from today.
 * @param now the server's time
 */
export function choiceOf({ grants, unions, unionId, role, span }: Known, now: Api.Millis): Choice {
  const union = unions.find(({ id }) => id === unionId);
  const path = union?.path ?? '';
  const may = grantRoles.filter((one) => latestEnd(grants, one, path, now) !== null);
  const chosen = may.includes(role) ? role : (may[0] ?? role);
  const latest = latestEnd(grants, chosen, path, now);
  const endOf = (one: Exclude<Span, 'own'>) => startOfDay(now) + (days[one] + 1) * day;
  const within = (['month', 'half', 'year', 'three'] as const).filter((one) => latest !== null && endOf(one) <= latest);
  const spans: Span[] = within.includes('three') || latest === null ? within : [...within, 'own'];
  const length = spans.includes(span) ? span : (spans[spans.length - 1] ?? span);
  const expires = latest === null ? null : length === 'own' ? latest : endOf(length);
  return {
    union: union?.name ?? '',
    roles: may.map((value) => ({ value, label: roleNames[value] })),
    role: chosen,
    roleNote: t.roleNotes[chosen],
    spans: spans.map((value) => ({ value, label: t.spans[value] })),
    span: length,
    expires,
    endNote: expires === null ? t.noEnd : t.endNote(lastDay(expires, now)),
  };
}
