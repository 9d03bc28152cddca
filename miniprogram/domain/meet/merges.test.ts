import fc from 'fast-check';
import { firstRound } from './heats';
import { usualBands } from './lanes';
import { chanceOf } from './lots';
import { placesSoFar, runsOf } from './day';
import { goneOf, mergeable, mergedAgain, mergedNext, movedBetween } from './merges';
import { race } from './template-events';

const men: Api.Meet.Group = { id: 'm', name: '男子', sex: 'male', minAge: null, maxAge: null, next: null };
const event = { ...race(100)(men), id: 'e1', format: { kind: 'timedFinal' } as const };
const track = { lanes: 8 as const, bands: usualBands[8] };
const seed = (byte: number) => new Uint8Array(32).fill(byte);
const drawn = (n: number, byte: number) => firstRound(event, Array.from({ length: n }, (_one, index) => ({ entry: `n${index}`, unit: `u${index % 5}`, seed: null })), track, chanceOf(seed(byte), 'e1', 1)) ?? [];
const none = () => false;
const names = (heats: readonly Api.Meet.Heat[]) => heats.flatMap(({ places }) => places.map(({ entry }) => entry));

test('heats of 3, 3 and 8 lanes: the first goes into the second, whose people keep their lanes, the third becomes the second', () => {
  const heats: Api.Meet.Heat[] = [['a', 'b', 'c'], ['d', 'e', 'f'], [...'ghijklmn']].map((list, index) => ({ n: index + 1, places: list.map((entry, at) => ({ entry, lane: at + 1 })) }));
  expect(mergeable(event, heats, none, 8)).toEqual([{ from: 1, into: 2 }, { from: 2, into: 1 }]);
  const merged = mergedNext(event, heats, 0, { from: 1, into: 2, gone: [] }, false, track, seed(1));
  if (!merged.ok) throw new Error(merged.reason);
  expect(merged.heats.map(({ n, places }) => [n, places.length])).toEqual([[1, 6], [2, 8]]);
  const moves = movedBetween(heats, merged.heats);
  // Those who join get the best free lanes, those of the third heat another number; d, e, f are where they were but for the number of their heat.
  expect(moves).toHaveLength(14);
  expect(moves.filter(({ entry }) => [...'def'].includes(entry)).map(({ was, is }) => was.lane - is.lane)).toEqual([0, 0, 0]);
  expect(merged.heats[0]?.places.filter(({ entry }) => [...'abc'].includes(entry)).map(({ lane }) => lane).sort()).toEqual([4, 5, 6]);
  expect(mergeable({ ...event, format: { kind: 'rounds', rounds: 2 } }, heats, none, 8)).toEqual([]);
  expect(mergedNext(event, heats, 0, { from: 3, into: 1, gone: [] }, false, track, seed(1))).toEqual({ ok: false, reason: 'noRoom' });
  expect(mergedNext(event, heats, 0, { from: 1, into: 2, gone: [] }, true, track, seed(1))).toEqual({ ok: false, reason: 'hasRun' });
});

test('a draw leaves no heats that fit into one; who gave up the lane makes room, stays in no heat, and did not start', () => {
  const heats: Api.Meet.Heat[] = [[...'abcdef'], [...'ghijkl']].map((list, index) => ({ n: index + 1, places: list.map((entry, at) => ({ entry, lane: at + 1 })) }));
  expect(mergeable(event, heats, none, 8)).toEqual([]);
  const isGone = (entry: string) => [...'abgh'].includes(entry);
  expect(mergeable(event, heats, isGone, 8)).toEqual([{ from: 1, into: 2 }, { from: 2, into: 1 }]);
  const gone = goneOf(heats, { from: 1, into: 2 }, isGone);
  const merged = mergedNext(event, heats, 0, { from: 1, into: 2, gone }, false, track, seed(1));
  if (!merged.ok) throw new Error(merged.reason);
  expect(names(merged.heats).sort()).toEqual([...'cdefijkl']);
  expect(merged.heats[0]?.places.flatMap(({ entry, lane }) => ([...'ijkl'].includes(entry) ? [lane] : []))).toEqual([3, 4, 5, 6]);
  const card = (entry: string) => {
    const time: Api.Meet.RawMark = { kind: 'time', timing: 'hand', ms: [], finish: names(merged.heats).indexOf(entry) + 1 };
    return isGone(entry) ? { call: 'missing' as const, entered: null } : { call: 'in' as const, entered: { outcome: 'ok' as const, rule: '', raw: time, violations: 0, reruns: 0 } };
  };
  const round = { n: 1, heats: merged.heats, cards: Object.fromEntries([...'abcdefghijkl'].map((entry) => [entry, card(entry)])), winds: {}, jumpOff: [], table: null, matches: {} };
  const shared = { ...event, ballGame: null, team: null };
  expect(runsOf(shared, round, () => '').filter(({ heat }) => heat === 0).map(({ entry, outcome }) => `${entry} ${outcome}`)).toEqual(['a DNS', 'b DNS', 'g DNS', 'h DNS']);
  // One race was run: it may go by the finish order alone.
  expect(placesSoFar(shared, [round]).map(({ place }) => place)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, null, null, null, null]);
});

test('merged as often as can be: everybody who came runs once in a lane of their own, and the same again from the seed', () => {
  fc.assert(
    fc.property(fc.integer({ min: 9, max: 40 }), fc.nat(255), fc.array(fc.nat(20), { minLength: 1, maxLength: 4 }), fc.array(fc.nat(40), { maxLength: 20 }), (n, byte, picks, absent) => {
      const all = drawn(n, byte);
      const isGone = (entry: string) => absent.includes(Number(entry.slice(1)));
      let heats: readonly Api.Meet.Heat[] = all;
      const merges: Api.Meet.MergeMade[] = [];
      for (const pick of picks) {
        const pairs = mergeable(event, heats, isGone, 8);
        const pair = pairs[pick % (pairs.length || 1)];
        if (!pair) break;
        const made = { ...pair, gone: goneOf(heats, pair, isGone) };
        const merged = mergedNext(event, heats, merges.length, made, false, track, seed(byte));
        if (!merged.ok) throw new Error(merged.reason);
        const moved = new Set(movedBetween(heats, merged.heats).map(({ entry }) => entry));
        const at = (list: readonly Api.Meet.Heat[], entry: string) => list.flatMap((heat) => heat.places.flatMap((place) => (place.entry === entry ? [`${heat.n} ${place.lane}`] : []))).join();
        for (const entry of names(merged.heats)) expect(moved.has(entry)).toBe(at(heats, entry) !== at(merged.heats, entry));
        heats = merged.heats;
        merges.push(made);
      }
      expect(names(heats).filter((entry) => !isGone(entry)).sort()).toEqual(names(all).filter((entry) => !isGone(entry)).sort());
      expect(heats.map((heat) => heat.n)).toEqual(heats.map((_one, index) => index + 1));
      for (const { places } of heats) {
        expect(new Set(places.map(({ lane }) => lane)).size).toBe(places.length);
        expect(places.length).toBeLessThanOrEqual(8);
      }
      expect(mergedAgain(event, all, merges, track, seed(byte))).toEqual(heats);
    }),
  );
});
