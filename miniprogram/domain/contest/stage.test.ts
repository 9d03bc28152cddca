import fc from 'fast-check';
import { fraction } from '../numbers/fraction';
import { combine } from './audience';
import { type Judge, panelFor } from './panel';
import { apart, clashes, type Performance, spaced } from './spacing';

describe('the audience', () => {
  const judges = fraction(94_600);

  test('70/30 on 0–100: 9.46 of 10 and half of the best votes', () => {
    expect(combine({ kind: 'weight', judges: 70, audience: 30 }, judges, 10, 50, [50, 100])).toEqual(fraction(812_200));
    expect(combine({ kind: 'weight', judges: 70, audience: 30 }, judges, 10, 0, [0, 0])).toEqual(fraction(662_200));
  });

  test('a bonus by the rank of the votes; equal votes share the better band, no votes earn none', () => {
    const rule = { kind: 'bonus' as const, bands: [{ from: 1, to: 1, hundredths: 150 }, { from: 2, to: 3, hundredths: 100 }] };
    const bonus = (votes: number, all: number[]) => combine(rule, fraction(0), 100, votes, all);
    expect([bonus(9, [9, 9, 5, 1, 0]), bonus(5, [9, 9, 5, 1, 0]), bonus(1, [9, 9, 5, 1, 0]), bonus(0, [0, 0])]).toEqual([150, 100, 0, 0].map((points) => fraction(points * 100)));
  });

  test('no audience: the judges alone', () => {
    expect(combine({ kind: 'none' }, judges, 10, 9, [9])).toEqual(judges);
  });
});

describe('the panel', () => {
  const judge = (uid: string, unit: string | null, reserve = false): Judge => ({ uid, unit, reserve });
  const panel = [judge('a', '/1/2/'), judge('b', '/1/3/9/'), judge('c', null), judge('r', '/1/3/', true), judge('s', null, true)];

  test('own-unit judges step back and reserves fill in, in their order', () => {
    expect(panelFor(panel, ['/1/2/'])).toEqual({ judges: ['r', 'b', 'c'], recused: [{ uid: 'a', substitute: 'r' }] });
    expect(panelFor(panel, ['/1/3/'])).toEqual({ judges: ['a', 's', 'c'], recused: [{ uid: 'b', substitute: 's' }] });
    expect(panelFor(panel, ['/1/4/'])).toEqual({ judges: ['a', 'b', 'c'], recused: [] });
  });

  test('a judge of the city is not of every unit below it, nor /1/20/ of /1/2/', () => {
    expect(panelFor([judge('a', '/1/'), judge('b', '/1/20/')], ['/1/2/']).recused).toEqual([]);
  });

  test('with no reserve left the panel is smaller', () => {
    expect(panelFor(panel, ['/1/2/', '/1/3/'], ['c'])).toEqual({
      judges: ['s'],
      recused: [{ uid: 'a', substitute: 's' }, { uid: 'b', substitute: null }, { uid: 'c', substitute: null }],
    });
  });
});

describe('spacing', () => {
  const entry = (name: string, ...people: string[]): Performance => ({ entry: name, people });
  const names = (order: readonly Performance[]) => order.map((one) => one.entry).join('');

  test('what is apart already stays as drawn', () => {
    expect(names(spaced([entry('a', 'x'), entry('b'), entry('c'), entry('d', 'x')]))).toBe('abcd');
  });

  test('the drawn order is kept as long as it can be', () => {
    expect(names(spaced([entry('a', 'x'), entry('b', 'x'), entry('c'), entry('d'), entry('e')]))).toBe('acdbe');
    // Keeping c in the first place would leave a and b no room.
    expect(names(spaced([entry('c'), entry('a', 'x'), entry('d'), entry('b', 'x')]))).toBe('acdb');
  });

  test('where there is no way it says which pairs remain', () => {
    const order = spaced([entry('a', 'x'), entry('b', 'x'), entry('c')]);
    expect(names(order)).toBe('acb');
    expect(clashes(order)).toEqual([[0, 2]]);
  });

  test('nobody is lost, the same draw gives the same order, and it is clean where people are few', () => {
    const drawn = fc.array(fc.option(fc.integer({ min: 0, max: 9 }), { freq: 3 }), { minLength: 1, maxLength: 40 }).map((list) => list.map((person, index) => entry(`${index}.`, ...(person === null ? [] : [`p${person}`]))));
    fc.assert(
      fc.property(drawn, (list) => {
        const order = spaced(list);
        expect([...order].sort((a, b) => list.indexOf(a) - list.indexOf(b))).toEqual(list);
        expect(spaced(list)).toEqual(order);
        const most = Math.max(0, ...Array.from({ length: 10 }, (_, person) => list.filter(({ people }) => people.includes(`p${person}`)).length));
        if (most * apart <= list.length / 2) expect(clashes(order)).toEqual([]);
      }),
    );
  });

  test('a hundred entries take no time', () => {
    const list = Array.from({ length: 100 }, (_, index) => entry(`${index}`, `p${index % 25}`, `q${Math.floor(index / 10)}`));
    const started = performance.now();
    expect(clashes(spaced(list)).length).toBeLessThanOrEqual(clashes(list).length);
    expect(performance.now() - started).toBeLessThan(3000);
  });
});
