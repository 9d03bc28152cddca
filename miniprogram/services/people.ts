import { lastAnswer } from './answers';
import { call } from './client';

/** Who I am: member, unit, grants. */
export const me = () => call('people.me', {}, { keep: true });

/** Who I was at the last answer; null before the first. */
export const lastMe = () => lastAnswer('people.me', {});

/** Unions that a cadre may open an activity for. */
export const unions = () => call('people.unions', {}, { keep: true });

export const lastUnions = () => lastAnswer('people.unions', {});

/** Whether the person holds a role now, anywhere. Only for what to show: the server decides what is allowed. */
export function holds(who: Api.People.Me | null, role: Api.People.Role): boolean {
  if (who === null) return false;
  if (role === 'worker') return who.member !== null;
  return who.grants.some((grant) => (grant.role === role || grant.role === 'admin') && grant.expires > who.now);
}
