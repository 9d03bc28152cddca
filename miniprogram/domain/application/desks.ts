import { covers, pathsUpwards } from '../people/scope';

/**
 * In which lists of cadres an application stands: a letter and the path of a scope. A cadre finds it by their own scope, whatever the unit below.
 * u: the unit's step is theirs · w: waits for a unit's step (the organiser looks on and may step in) · o: the organiser's step · d: dealt with
 */
export function desksOf(state: Api.Application.State, unitPath: string, scope: string): string[] {
  const above = (letter: string, path: string, only: (one: string) => boolean = () => true) => pathsUpwards(path).filter(only).map((one) => `${letter}:${one}`);
  if (state === 'withdrawn') return [];
  if (state === 'applied') return [...above('u', unitPath, (path) => isUnits(path, unitPath, scope)), ...above('w', scope)];
  if (state === 'passed') return [...above('o', scope), ...above('d', unitPath, (path) => !covers(path, scope))];
  return [...new Set([...above('d', unitPath), ...above('d', scope)])];
}

/**
 * The unit's step is for the unions below the organiser: not everything of the city's is to lie on the city's own desk.
 * A unit that organises for its own people and teams does both steps.
 */
function isUnits(path: string, unitPath: string, scope: string): boolean {
  if (!covers(path, scope)) return true;
  const parent = pathsUpwards(unitPath).slice(-2)[0];
  return path === scope && (path === unitPath || path === parent);
}
