import { covers, holds, isOwnCadre, isOwnUnit, pathsUpwards, scopesOf } from './scope';

test('authority is a prefix of whole ids', () => {
  expect(covers('/1/2/', '/1/2/')).toBe(true);
  expect(covers('/1/2/', '/1/2/7/')).toBe(true);
  expect(covers('/1/2/', '/1/20/')).toBe(false);
  expect(covers('/1/2/', '/1/')).toBe(false);
  expect(covers('/1/2', '/1/2/')).toBe(false);
  expect(covers('', '/1/')).toBe(false);
});

test('paths upwards, widest first', () => {
  expect(pathsUpwards('/1/2/7/')).toEqual(['/1/', '/1/2/', '/1/2/7/']);
  expect(pathsUpwards('/')).toEqual([]);
});

test('a grant ends at its instant', () => {
  const grants = [{ role: 'cadre', scope: '/1/2/', expires: 1000 }];
  expect(holds(grants, 'cadre', '/1/2/7/', 999)).toBe(true);
  expect(holds(grants, 'cadre', '/1/2/7/', 1000)).toBe(false);
  expect(holds(grants, 'gate', '/1/2/7/', 999)).toBe(false);
});

test('scopes inside another are left out', () => {
  const grants = ['/1/', '/1/2/', '/1/', '/3/'].map((scope) => ({ role: 'cadre', scope, expires: 10 }));
  expect(scopesOf(grants, 'cadre', 0)).toEqual(['/1/', '/3/']);
  expect(scopesOf(grants, 'cadre', 10)).toEqual([]);
});

test('names are read by the cadre of the unit, and of the union around a team', () => {
  expect(isOwnUnit('/1/2/7/', { path: '/1/2/7/', level: 2 })).toBe(true);
  expect(isOwnUnit('/1/2/', { path: '/1/2/7/', level: 2 })).toBe(false);
  expect(isOwnUnit('/1/2/7/', { path: '/1/2/7/9/', level: 3 })).toBe(true);
  expect(isOwnUnit('/1/2/', { path: '/1/2/7/9/', level: 3 })).toBe(false);
  expect(isOwnUnit('/1/', { path: '/1/', level: 0 })).toBe(true);
  const unit = { path: '/1/2/7/', level: 2 };
  const grant = { role: 'cadre', scope: '/1/2/7/', expires: 100 };
  expect(isOwnCadre([grant], unit, 99)).toBe(true);
  for (const other of [{ ...grant, expires: 99 }, { ...grant, role: 'official' }, { ...grant, scope: '/1/2/' }]) expect(isOwnCadre([other], unit, 99)).toBe(false);
});
