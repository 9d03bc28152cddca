import fc from 'fast-check';
import { beforeInRanking } from '../points/leaders';
import { type EnterpriseCandidate, proposeEnterprises, proposeStars, type StarCandidate } from './selections';

const star = (uid: string, group: string, points: number, more: Partial<StarCandidate> = {}): StarCandidate => ({ uid, group, points, lastAt: 1, rank: 1, days: 7, longestRun: 7, notes: 3, officer: false, ...more });
const names = (list: readonly { uid: string }[]) => list.map(({ uid }) => uid);
const weights = [{ id: 'east', weight: 600 }, { id: 'west', weight: 300 }, { id: 'bus', weight: 100 }];

test('读书之星: by quota, by points, of equal points the earlier last point; the next one is in reserve', () => {
  const candidates = [star('a', 'east', 90), star('b', 'east', 90, { lastAt: 0 }), star('c', 'east', 80), star('d', 'west', 10), star('e', 'bus', 500), star('f', 'west', 0)];
  const { quotas, proposed, reserve } = proposeStars(candidates, weights, 3, { withoutOfficers: false });
  expect(quotas.map(({ id, places }) => `${id}${places}`)).toEqual(['east2', 'west1', 'bus0']);
  expect(names(proposed)).toEqual(['b', 'a', 'd']);
  expect(names(reserve)).toEqual(['c']);
});

test('cadres in office are left out by option', () => {
  const candidates = [star('a', 'east', 90, { officer: true }), star('b', 'east', 80)];
  expect(names(proposeStars(candidates, weights, 1, { withoutOfficers: true }).proposed)).toEqual(['b']);
  expect(names(proposeStars(candidates, weights, 1, { withoutOfficers: false }).proposed)).toEqual(['a']);
});

const company = (unit: string, more: Partial<EnterpriseCandidate> = {}): EnterpriseCandidate => ({ unit, members: 100, active: 50, readers: 60, points: 900, events: 4, chosen: [], ...more });

test('书香企业: ≥ 50 % with ≥ 7 days, ≥ 4 events, not chosen in the 3 years before; what is missing is said', () => {
  const { proposed, others } = proposeEnterprises(
    [company('a'), company('b', { active: 49 }), company('c', { events: 3 }), company('d', { chosen: [2023] }), company('e', { chosen: [2022] }), company('f', { members: 0, active: 0 }), company('g', { members: 101, active: 50 }), company('h', { active: 90, chosen: [2025], events: 0 })],
    2026,
  );
  expect(proposed.map(({ unit }) => unit)).toEqual(['a', 'e']);
  const missing = Object.fromEntries(others.map((one) => [one.unit, one.missing]));
  expect(missing).toEqual({ b: ['share'], c: ['events'], d: ['chosen'], f: ['share'], g: ['share'], h: ['events', 'chosen'] });
});

test('no quota is exceeded, and nobody left out of a full group is better than one proposed', () => {
  const some = fc.array(fc.record({ group: fc.constantFrom('east', 'west', 'bus'), points: fc.nat({ max: 20 }), lastAt: fc.nat({ max: 4 }), officer: fc.boolean() }), { maxLength: 40 });
  fc.assert(
    fc.property(some, fc.nat({ max: 12 }), fc.boolean(), (given, places, withoutOfficers) => {
      const candidates = given.map((one, index) => star(`u${index}`, one.group, one.points, one));
      const { quotas, proposed } = proposeStars(candidates, weights, places, { withoutOfficers });
      for (const { id, places: own } of quotas) {
        const inside = proposed.filter(({ group }) => group === id);
        const out = candidates.filter((one) => one.group === id && one.points > 0 && !(withoutOfficers && one.officer) && !inside.includes(one));
        expect(inside.length).toBeLessThanOrEqual(own);
        if (out.length > 0) expect(inside).toHaveLength(own);
        for (const a of inside) for (const b of out) expect(beforeInRanking(a, b)).toBeLessThan(0);
      }
    }),
  );
});
