import { isOwnUnit } from '../domain/people/scope';
import { me, unions } from './people';

/** The units whose own cadre I am, for chips; those of whom I am only above are not among them. */
export async function ownUnits(): Promise<{ value: string; label: string }[]> {
  const [{ grants, now }, { unions: mine }] = await Promise.all([me(), unions()]);
  const scopes = grants.filter(({ role, expires }) => role === 'cadre' && now < expires).map(({ scope }) => scope);
  return mine.filter((union) => scopes.some((scope) => isOwnUnit(scope, union))).map(({ id, name }) => ({ value: id, label: name }));
}
