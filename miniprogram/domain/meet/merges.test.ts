import fc from 'fast-check';
import { firstRound } from './heats';
import { usualBands } from './lanes';
import { chanceOf } from './lots';
import { mergeable, mergedAgain, mergedNext, movedBetween } from './merges';
import { race } from './template-events';

const men: Api.Meet.Group = { id: 'm', name: '男子', sex: 'male', minAge: null, maxAge: null, next: null };
const event = { ...race(100)(men), id: 'e1', format: { kind: 'timedFinal' } as const };
const track = { lanes: 8 as const, bands: usualBands[8] };
const seed = (byte: number) => new Uint8Array(32).fill(byte);
const drawn = (n: number, byte: number) => firstRound(event, Array.from({ length: n }, (_one, index) => ({ entry: `n${index}`, unit: `u${index % 5}`, seed: null })), track, chanceOf(seed(byte), 'e1', 1)) ?? [];
const names = (heats: readonly Api.Meet.Heat[]) => heats.flatMap(({ places }) => places.map(({ entry }) => entry));

test('heats of 3, 3 and 8 lanes: the first goes into the second, whose people keep their lanes, the third becomes the second', () => {
  const heats: Api.Meet.Heat[] = [['a', 'b', 'c'], ['d', 'e', 'f'], [...'ghijklmn']].map((list, index) => ({ n: index + 1, places: list.map((entry, at) => ({ entry, lane: at + 1 })) }));
  expect(mergeable(event, heats, 8)).toEqual([{ from: 1, into: 2 }, { from: 2, into: 1 }]);
  const merged = mergedNext(event, heats, 0, { from: 1, into: 2 }, false, track, seed(1));
  if (!merged.ok) throw new Error(merged.reason);
  expect(merged.heats.map(({ n, places }) => [n, places.length])).toEqual([[1, 6], [2, 8]]);
  const moves = movedBetween(heats, merged.heats);
  // Those who join get the best free lanes, those of the third heat another number; d, e, f are where they were but for the number of their heat.
  expect(moves).toHaveLength(14);
  expect(moves.filter(({ entry }) => [...'def'].includes(entry)).map(({ was, is }) => was.lane - is.lane)).toEqual([0, 0, 0]);
  expect(merged.heats[0]?.places.filter(({ entry }) => [...'abc'].includes(entry)).map(({ lane }) => lane).sort()).toEqual([4, 5, 6]);
  expect(mergeable({ ...event, format: { kind: 'rounds', rounds: 2 } }, heats, 8)).toEqual([]);
  expect(mergedNext(event, heats, 0, { from: 3, into: 1 }, false, track, seed(1))).toEqual({ ok: false, reason: 'noRoom' });
  expect(mergedNext(event, heats, 0, { from: 1, into: 2 }, true, track, seed(1))).toEqual({ ok: false, reason: 'hasRun' });
});

test('merged as often as can be: everybody runs once in a lane of their own, and the same again from the seed', () => {
  fc.assert(
    fc.property(fc.integer({ min: 9, max: 40 }), fc.nat(255), fc.array(fc.nat(20), { minLength: 1, maxLength: 4 }), fc.nat(4), (n, byte, picks, absent) => {
      const all = drawn(n, byte).map((heat, index) => ({ ...heat, places: index === 0 ? heat.places.slice(absent) : heat.places }));
      let heats: readonly Api.Meet.Heat[] = all;
      const merges: Api.Meet.MergePair[] = [];
      for (const pick of picks) {
        const pairs = mergeable(event, heats, 8);
        const pair = pairs[pick % (pairs.length || 1)];
        if (!pair) break;
        const merged = mergedNext(event, heats, merges.length, pair, false, track, seed(byte));
        if (!merged.ok) throw new Error(merged.reason);
        const moved = new Set(movedBetween(heats, merged.heats).map(({ entry }) => entry));
        const at = (list: readonly Api.Meet.Heat[], entry: string) => list.flatMap((heat) => heat.places.flatMap((place) => (place.entry === entry ? [`${heat.n} ${place.lane}`] : []))).join();
        for (const entry of names(heats)) expect(moved.has(entry)).toBe(at(heats, entry) !== at(merged.heats, entry));
        heats = merged.heats;
        merges.push(pair);
      }
      expect(names(heats).sort()).toEqual(names(all).sort());
      expect(heats.map((heat) => heat.n)).toEqual(heats.map((_one, index) => index + 1));
      for (const { places } of heats) {
        expect(new Set(places.map(({ lane }) => lane)).size).toBe(places.length);
        expect(places.length).toBeLessThanOrEqual(8);
      }
      expect(mergedAgain(event, all, merges, track, seed(byte))).toEqual(heats);
    }),
  );
});
