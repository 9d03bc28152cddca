import fc from 'fast-check';
import { compare, fraction } from '../numbers/fraction';
import { type Cell, incrementsOf, moved, recounted } from './cell';
import { giniOf, shareOf, topTenth } from './shares';
import { shown } from './shown';
import { quotasByAbsence, visits } from './suggest';

const cell = (union: string, path: string, more: Partial<Cell> = {}): Cell => ({ union, path, name: union, level: 2, trade: '教育', region: '江东区', ownership: '国企', size: 1, cohorts: {}, ...more });

describe('a board is changed by the difference of its cells', () => {
  test('a member who takes part for the first time is one more in every board on the path', () => {
    const before = recounted(cell('b', '/a/b/'), { '80': 12 });
    const changes = incrementsOf([{ from: before, to: moved(before, '80', 0, 1) }]);
    expect([...changes.keys()]).toEqual(['a', 'b']);
    expect(changes.get('a')).toEqual({
      ...{ joined: 1, times: 1, 'h.1': 1, 'below.b.j': 1, 'below.b.t': 1, 'dims.age.80.j': 1, 'dims.age.80.t': 1 },
      ...Object.fromEntries(['region.江东区', 'trade.教育', 'size.1', 'ownership.国企', 'level.2'].flatMap((key) => [[`dims.${key}.j`, 1], [`dims.${key}.t`, 1]])),
    });
  });

  test('a second time adds a person-time and no person', () => {
    const once = moved(recounted(cell('b', '/a/b/'), { '': 12 }), '', 0, 1);
    const changes = incrementsOf([{ from: once, to: moved(once, '', 1, 2) }]).get('a');
    expect(changes).toMatchObject({ times: 1, 'h.1': -1, 'h.2': 1 });
    expect(changes).not.toHaveProperty('joined');
  });

  test('a union that moves takes its sums from one district to the other, and the city keeps them', () => {
    const here = recounted(cell('b', '/a/d1/b/'), { '': 12 });
    const changes = incrementsOf([{ from: here, to: { ...here, path: '/a/d2/b/' } }]);
    expect(changes.get('d1')).toMatchObject({ members: -12 });
    expect(changes.get('d2')).toMatchObject({ members: 12 });
    expect(changes.get('a')).toEqual({ 'below.d1.m': -12, 'below.d2.m': 12 });
    expect(changes.has('b')).toBe(false);
  });

  test('a name with a full stop or a dollar is a field all the same', () => {
    const changes = incrementsOf([{ from: null, to: recounted(cell('b', '/b/', { trade: 'A.B$', region: '' }), { '': 3 }) }]);
    expect(Object.keys(changes.get('b') ?? {})).toEqual(expect.arrayContaining(['dims.trade.A．B＄.m', 'dims.region.-.m']));
  });

  test('however it is changed step by step, the sums are those of the end', () => {
    const step = fc.record({ who: fc.nat(9), to: fc.nat(4) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const people = Array.from({ length: 10 }, (_, index) => ({ cohort: index < 5 ? '70' : '90', unit: index % 2 === 0 ? '/a/b/' : '/a/c/', times: 0 }));
        const cells = new Map(['/a/b/', '/a/c/'].map((path) => [path, recounted(cell(path.slice(3, 4), path), { '70': 5, '90': 5 })]));
        const total: Record<string, number> = {};
        for (const { who, to } of steps) {
          const person = people[who];
          const from = person && cells.get(person.unit);
          if (!person || !from) continue;
          const after = moved(from, person.cohort, person.times, to);
          for (const [path, by] of Object.entries(incrementsOf([{ from, to: after }]).get('a') ?? {})) total[path] = (total[path] ?? 0) + by;
          cells.set(person.unit, after);
          person.times = to;
        }
        expect(total['joined'] ?? 0).toBe(people.filter(({ times }) => times > 0).length);
        expect(total['times'] ?? 0).toBe(people.reduce((sum, { times }) => sum + times, 0));
        expect(total['dims.age.70.j'] ?? 0).toBe(people.filter(({ cohort, times }) => cohort === '70' && times > 0).length);
        for (const times of [1, 2, 3, 4]) expect(total[`h.${times}`] ?? 0).toBe(people.filter((person) => person.times === times).length);
      }),
    );
  });
});

describe('shares', () => {
  test('of members who took part, rounded down', () => {
    expect(shareOf({ m: 3, j: 2 })).toBe(6666);
    expect(shareOf({ m: 3, j: 3 })).toBe(10_000);
    expect(shareOf({ m: 0, j: 0 })).toBe(0);
  });

  test('the most active tenth: worked', () => {
    // 20 members: two came 6 and 4 times, five once, thirteen never: 10 of 15 person-times.
    expect(topTenth(20, { '6': 1, '4': 1, '1': 5 })).toBe(6667);
    // 15 members: one and a half: 5 + half of 3, of 8.
    expect(topTenth(15, { '5': 1, '3': 1 })).toBe(8125);
    expect(topTenth(20, {})).toBeNull();
  });

  test('Gini: worked, and by its definition', () => {
    expect(giniOf(4, { '1': 4 })).toEqual(fraction(0));
    expect(giniOf(4, { '3': 1 })).toEqual(fraction(3, 4));
    fc.assert(
      fc.property(fc.array(fc.nat(8), { minLength: 1, maxLength: 30 }), (times) => {
        const h: Record<string, number> = {};
        for (const one of times) if (one > 0) h[one] = (h[one] ?? 0) + 1;
        const total = times.reduce((sum, one) => sum + one, 0);
        const gini = giniOf(times.length, h);
        if (total === 0) return expect(gini).toBeNull();
        const differences = times.flatMap((a) => times.map((b) => Math.abs(a - b))).reduce((sum, one) => sum + one, 0);
        return expect(gini && compare(gini, fraction(differences, 2 * times.length * total))).toBe(0);
      }),
    );
  });
});

describe('no group under 10', () => {
  const group = (key: string, m: number) => ({ key, m, j: 1, t: 1 });

  test('small ones stand together; too small together, the next smallest goes with them', () => {
    expect(shown([group('a', 40), group('b', 6), group('c', 5)])).toEqual({ groups: [group('a', 40)], rest: { m: 11, j: 2, t: 2, count: 2 } });
    expect(shown([group('a', 40), group('b', 20), group('c', 5)])).toEqual({ groups: [group('a', 40)], rest: { m: 25, j: 2, t: 2, count: 2 } });
    expect(shown([group('a', 9)])).toEqual({ groups: [], rest: null });
  });

  test('nothing shown is smaller, and no single hidden group can be worked out', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(30), { maxLength: 12 }), (sizes) => {
        const { groups, rest } = shown(sizes.map((m, index) => ({ key: String(index), m, j: 0, t: 0 })));
        const hidden = sizes.filter((m) => m > 0).length - groups.length;
        expect(groups.every(({ m }) => m >= 10)).toBe(true);
        expect(rest === null || (rest.m >= 10 && rest.count === hidden)).toBe(true);
        if (hidden === 1) expect(groups).toHaveLength(0);
      }),
    );
  });
});

describe('suggestions', () => {
  const units = [
    { key: 'a', m: 100, j: 5, t: 5 },
    { key: 'b', m: 100, j: 60, t: 90 },
    { key: 'c', m: 300, j: 15, t: 20 },
    { key: 'd', m: 50, j: 0, t: 0 },
  ];

  test('units to visit: far below the whole, the least first, of equal ones the larger', () => {
    expect(visits(units, { m: 550, j: 80 }).map(({ key }) => key)).toEqual(['d', 'c', 'a']);
    expect(visits(units.slice(1, 2), { m: 100, j: 60 })).toEqual([]);
  });

  test('places go to where most have never come', () => {
    expect(quotasByAbsence(units, 47).map(({ unit, places }) => [unit.key, places])).toEqual([['c', 29], ['a', 9], ['d', 5], ['b', 4]]);
    expect(quotasByAbsence([{ key: 'x', m: 5, j: 5, t: 9 }], 10)).toEqual([]);
  });
});
