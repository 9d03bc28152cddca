import fc from 'fast-check';
import { day } from '../time/shanghai';
import { counted, type Administrators, released, reserve } from './administrators';
import { authorities, decideGrant, decideRevoke, grantRoles, grantScopes, latestEnd, longestGrant, managedScopes, topOf, type Grant, type GrantRole } from './grants';
import { covers } from './scope';

const now = 1_800_000_000_000;
const grant = (role: GrantRole, scope: string, expires = now + 100 * day, id = `${role}${scope}`): Grant => ({ id, role, scope, expires, scopeName: '' });
const actor = (...grants: Grant[]) => ({ uid: 'me', grants });
const nobody = { uid: 'you', grants: [] as Grant[] };

test('an administrator gives any role within the own scope and nothing outside', () => {
  const admin = actor(grant('admin', '/1/2/'));
  for (const role of grantRoles) {
    expect(decideGrant(admin, nobody, grant(role, '/1/2/'), now)).toHaveProperty('given');
    expect(decideGrant(admin, nobody, grant(role, '/1/2/7/'), now)).toHaveProperty('given');
    expect(decideGrant(admin, nobody, grant(role, '/1/20/'), now)).toEqual({ refuse: 'wider' });
    expect(decideGrant(admin, nobody, grant(role, '/1/'), now)).toEqual({ refuse: 'wider' });
  }
});

test('a cadre gives the lesser roles within the own scope, cadre strictly below it, never admin', () => {
  const cadre = actor(grant('cadre', '/1/2/'));
  for (const role of ['gate', 'judge', 'official', 'supervisor'] as const) expect(decideGrant(cadre, nobody, grant(role, '/1/2/'), now)).toHaveProperty('given');
  expect(decideGrant(cadre, nobody, grant('cadre', '/1/2/'), now)).toEqual({ refuse: 'wider' });
  expect(decideGrant(cadre, nobody, grant('cadre', '/1/2/7/'), now)).toHaveProperty('given');
  expect(decideGrant(cadre, nobody, grant('admin', '/1/2/7/'), now)).toEqual({ refuse: 'wider' });
});

test('gate staff, judges, officials and supervisors give nothing', () => {
  for (const role of ['gate', 'judge', 'official', 'supervisor'] as const) {
    for (const wanted of grantRoles) expect(decideGrant(actor(grant(role, '/1/')), nobody, grant(wanted, '/1/2/'), now)).toEqual({ refuse: 'wider' });
  }
});

test('a grant ends, at most three years from now and never after the own', () => {
  const admin = actor(grant('admin', '/1/', now + 9000 * day));
  const until = (expires: number, who = admin) => decideGrant(who, nobody, grant('gate', '/1/', expires), now);
  expect(until(now)).toEqual({ refuse: 'past' });
  expect(until(now + longestGrant)).toHaveProperty('given');
  expect(until(now + longestGrant + 1)).toEqual({ refuse: 'tooLong' });
  expect(until(now + 11 * day, actor(grant('cadre', '/1/', now + 10 * day)))).toEqual({ refuse: 'outlasts' });
  expect(until(now + 1, actor(grant('admin', '/1/', now)))).toEqual({ refuse: 'wider' });
});

test('nobody gives to oneself or takes from oneself', () => {
  const admin = actor(grant('admin', '/1/'));
  expect(decideGrant(admin, admin, grant('gate', '/1/'), now)).toEqual({ refuse: 'self' });
  expect(decideRevoke(admin, admin, { role: 'admin', scope: '/1/' }, now)).toEqual({ refuse: 'self' });
});

test('a second grant of the same extends the first and keeps its id; a shorter one is refused; a lapsed one makes room', () => {
  const admin = actor(grant('admin', '/1/', now + 500 * day));
  const holder = { uid: 'you', grants: [grant('gate', '/1/', now + 10 * day, 'first'), grant('judge', '/1/')] };
  const longer = decideGrant(admin, holder, grant('gate', '/1/', now + 20 * day, 'second'), now);
  expect(longer).toMatchObject({ given: { id: 'first', expires: now + 20 * day }, grants: [{ role: 'judge' }, { id: 'first' }] });
  expect(decideGrant(admin, holder, grant('gate', '/1/', now + 5 * day, 'second'), now)).toEqual({ refuse: 'already' });
  expect(decideGrant(admin, holder, grant('gate', '/1/', now + 20 * day, 'second'), now + 10 * day)).toMatchObject({ given: { id: 'second' }, grants: [{}, { id: 'second' }] });
});

test('what somebody has no say over cannot be taken, nor found', () => {
  const cadre = actor(grant('cadre', '/1/2/'));
  const holder = { uid: 'you', grants: [grant('admin', '/1/2/'), grant('cadre', '/1/2/'), grant('gate', '/1/20/'), grant('gate', '/1/2/')] };
  for (const [role, scope] of [['admin', '/1/2/'], ['cadre', '/1/2/'], ['gate', '/1/20/'], ['judge', '/1/2/']] as const) {
    expect(decideRevoke(cadre, holder, { role, scope }, now)).toEqual({ refuse: 'missing' });
  }
  expect(decideRevoke(cadre, holder, { role: 'gate', scope: '/1/2/' }, now)).toMatchObject({ grants: [{}, {}, { scope: '/1/20/' }] });
});

test('whatever is given, the giver has: scope and end lie within a grant in force of the giver', () => {
  const paths = ['/1/', '/1/2/', '/1/20/', '/1/2/7/', '/3/'];
  const any = fc.record({ role: fc.constantFrom(...grantRoles), scope: fc.constantFrom(...paths), days: fc.integer({ min: -5, max: 1500 }) });
  fc.assert(
    fc.property(fc.array(any, { maxLength: 4 }), any, (own, wanted) => {
      const grants = own.map(({ role, scope, days }) => grant(role, scope, now + days * day));
      const decision = decideGrant({ uid: 'me', grants }, nobody, grant(wanted.role, wanted.scope, now + wanted.days * day), now);
      if ('refuse' in decision) return true;
      const { given } = decision;
      return given.expires <= now + longestGrant && grants.some((held) => (held.role === 'admin' || held.role === 'cadre') && now < held.expires && covers(held.scope, given.scope) && given.expires <= held.expires);
    }),
  );
});

test('scopes that somebody manages, that find a holder, and the top', () => {
  expect(managedScopes([grant('cadre', '/1/2/'), grant('admin', '/1/'), grant('gate', '/9/'), grant('cadre', '/4/', now)], now)).toEqual(['/1/']);
  expect(grantScopes([grant('gate', '/1/2/'), grant('judge', '/1/')])).toEqual(['/1/', '/1/2/']);
  expect(topOf('/1/2/7/')).toBe('/1/');
  expect(latestEnd([grant('cadre', '/1/', now + day)], 'cadre', '/1/', now)).toBeNull();
  expect(authorities([grant('cadre', '/1/', now + day)], 'gate', '/1/', now)).toHaveLength(1);
});

describe('administrators of a city', () => {
  const start: Administrators = { admins: [{ g: 'a', u: 'A', e: now + 900 * day }, { g: 'b', u: 'B', e: now + 900 * day }], gone: [] };

  test('of two who revoke each other one stays', () => {
    const after = released(start, 'b', now);
    expect(after).toMatchObject({ admins: [{ u: 'A' }], gone: ['b'] });
    if (after === null || after === 'last') throw new Error('unreachable');
    expect(released(after, 'a', now)).toBe('last');
    expect(released(after, 'b', now)).toBeNull();
  });

  test('one whose office ends within the reserve is nobody to leave it to', () => {
    const soon: Administrators = { admins: [{ g: 'a', u: 'A', e: now + reserve }, { g: 'b', u: 'B', e: now + 900 * day }], gone: [] };
    expect(released(soon, 'b', now)).toBe('last');
    expect(released(soon, 'a', now)).toMatchObject({ admins: [{ u: 'B' }] });
  });

  test('a late count of a revoked grant changes nothing; an extension counts the later end', () => {
    expect(counted({ admins: [], gone: ['b'] }, { g: 'b', u: 'B', e: now })).toBeNull();
    expect(counted(start, { g: 'b', u: 'B', e: now })).toBeNull();
    expect(counted(start, { g: 'b', u: 'B', e: now + 950 * day })?.admins).toHaveLength(2);
  });
});
