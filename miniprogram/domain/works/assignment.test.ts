import fc from 'fast-check';
import { chanceFrom } from '../draw/stream';
import type { Judge } from '../contest/panel';
import { type Given, handOut, type Handing, substituteFor } from './assignment';

const below = (seed: number) => chanceFrom(new Uint8Array([seed % 256, Math.floor(seed / 256) % 256]));
const judge = (uid: string, unit: string | null): Judge => ({ uid, unit, reserve: false });
const work = (id: string, unit: string): Given => ({ id, units: [unit] });

const loads = ({ judges }: Handing, panel: readonly Judge[]): number[] => panel.map(({ uid }) => [...judges.values()].filter((list) => list.includes(uid)).length);
const squares = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one * one, 0);

/** The least sum of squared loads of any way to hand out: each work tries every choice of its judges. */
function leastSquares(works: readonly Given[], panel: readonly Judge[], perWork: number): number {
  const choose = (from: readonly number[], count: number): number[][] =>
    count === 0 ? [[]] : from.flatMap((one, index) => choose(from.slice(index + 1), count - 1).map((rest) => [one, ...rest]));
  const search = (at: number, sums: readonly number[]): number => {
    const one = works[at];
    if (!one) return squares(sums);
    const free = panel.flatMap(({ unit }, index) => (unit !== null && one.units.some((path) => unit.startsWith(path)) ? [] : [index]));
    return Math.min(...choose(free, Math.min(perWork, free.length)).map((chosen) => search(at + 1, sums.map((sum, index) => sum + Number(chosen.includes(index))))));
  };
  return search(0, panel.map(() => 0));
}

const units = ['/1/2/3/', '/1/2/4/', '/1/5/6/'];
const panelOf = fc.array(fc.constantFrom(null, ...units.map((path) => `${path}9/`), ...units), { minLength: 1, maxLength: 5 }).map((list) => list.map((unit, index) => judge(`j${index}`, unit)));
const worksOf = (most: number) => fc.array(fc.constantFrom(...units), { maxLength: most }).map((list) => list.map((unit, index) => work(`w${index}`, unit)));

test('worked: four works, three judges, two each, one judge of the unit of two works', () => {
  const panel = [judge('a', '/1/2/3/'), judge('b', null), judge('c', null)];
  const given = handOut([work('w1', '/1/2/3/'), work('w2', '/1/2/3/'), work('w3', '/1/2/4/'), work('w4', '/1/2/4/')], panel, 2, below(1));
  expect(given.judges.get('w1')).toEqual(['b', 'c']);
  expect(given.judges.get('w2')).toEqual(['b', 'c']);
  // b and c have two already: a gets both of the others.
  expect(loads(given, panel)).toEqual([2, 3, 3]);
  expect(given.short).toEqual([]);
});

test('a work whose judges are too few is named, and has all it can have', () => {
  const panel = [judge('a', '/1/2/3/8/'), judge('b', '/1/2/4/')];
  const given = handOut([work('w1', '/1/2/3/'), work('w2', '/1/7/8/')], panel, 2, below(1));
  expect([given.judges.get('w1'), given.judges.get('w2'), given.short]).toEqual([['b'], ['a', 'b'], ['w1']]);
});

test('nobody gets a work of the own unit, every work as many different judges as asked for or as there are', () => {
  fc.assert(
    fc.property(worksOf(60), panelOf, fc.integer({ min: 1, max: 5 }), fc.nat(65_535), (works, panel, perWork, seed) => {
      const { judges, short } = handOut(works, panel, perWork, below(seed));
      for (const { id, units: own } of works) {
        const free = panel.filter(({ unit }) => unit === null || !own.some((path) => unit.startsWith(path))).map(({ uid }) => uid);
        const list = judges.get(id) ?? [];
        expect(new Set(list).size).toBe(list.length);
        expect(list.every((uid) => free.includes(uid))).toBe(true);
        expect(list.length).toBe(Math.min(perWork, free.length));
        expect(short.includes(id)).toBe(free.length < perWork);
      }
    }),
  );
});

test('without recusals loads differ by one at most', () => {
  fc.assert(
    fc.property(worksOf(80), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), fc.nat(65_535), (works, size, perWork, seed) => {
      const panel = Array.from({ length: size }, (_, index) => judge(`j${index}`, null));
      const all = loads(handOut(works, panel, perWork, below(seed)), panel);
      expect(Math.max(...all) - Math.min(...all)).toBeLessThanOrEqual(1);
    }),
  );
});

test('loads are as even as any way to hand out makes them', () => {
  fc.assert(
    fc.property(worksOf(6), panelOf, fc.integer({ min: 1, max: 3 }), fc.nat(65_535), (works, panel, perWork, seed) => {
      expect(squares(loads(handOut(works, panel, perWork, below(seed)), panel))).toBe(leastSquares(works, panel, perWork));
    }),
  );
});

test('the same chance gives the same, another one another', () => {
  const panel = [judge('a', null), judge('b', null), judge('c', null), judge('d', null)];
  const works = Array.from({ length: 12 }, (_, index) => work(`w${index}`, '/1/2/3/'));
  const list = (seed: number) => [...handOut(works, panel, 2, below(seed)).judges.values()];
  expect(list(7)).toEqual(list(7));
  expect(list(7)).not.toEqual(list(8));
});

test('a substitute is clear of the work, has stepped back from nothing of it, and has the least to do', () => {
  const panel = [judge('a', '/1/2/3/'), judge('b', null), judge('c', null), judge('d', null)];
  const of = (out: string[], busy: [string, number][]) => substituteFor({ units: ['/1/2/3/'] }, panel, out, new Map(busy));
  expect(of(['b'], [['c', 3], ['d', 2]])).toBe('d');
  expect(of(['b'], [])).toBe('c');
  expect(of(['b', 'c', 'd'], [])).toBeNull();
});
