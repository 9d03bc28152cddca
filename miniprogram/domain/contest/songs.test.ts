import fc from 'fast-check';
import { type Claim, claimed, type ClaimLimit, givenBack, ownKeys, released, songKey } from './songs';

test.each([['《我爱你，中国》', '我爱你中国'], ['Ｔｈｅ Sun', 'thesun'], ['茉莉花（无伴奏）', '茉莉花无伴奏'], ['……', '']])('%s has the key %s', (title, key) => expect(songKey(title)).toBe(key));

test('the key of a key is the key', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (title) => expect(songKey(songKey(title))).toBe(songKey(title))));
});

test('own songs alone, each once', () => {
  const song = (title: string, kind: 'set' | 'own') => ({ title, kind });
  expect(ownKeys([song('茉莉花', 'own'), song('《茉莉花》', 'own'), song('歌唱祖国', 'set'), song('牧歌', 'own')])).toEqual(['牧歌', '茉莉花'].sort());
});

const holder = (entry: string, unit = entry, by = 'call') => ({ entry, unit, unitName: `${unit}工会`, by });
const claim = (entry: string, unit: string, at: number): Claim => ({ ...holder(entry, unit), since: at, touched: at });

test('one unit a song: the later registrant is told whose it is', () => {
  expect(claimed([claim('a', 'jcjc', 5)], holder('b', 'weave'), { by: 'unit', most: 1 }, 9)).toEqual({ earlier: [claim('a', 'jcjc', 5)] });
  expect(claimed([claim('a', 'jcjc', 5)], holder('b', 'jcjc'), { by: 'unit', most: 1 }, 9)).toEqual({ next: [claim('a', 'jcjc', 5), claim('b', 'jcjc', 9)] });
});

test('a repeat makes sure of the claim and keeps its place in the order', () => {
  expect(claimed([claim('a', 'jcjc', 5)], holder('a', 'jcjc', 'again'), { by: 'unit', most: 1 }, 9)).toEqual({ next: [{ ...claim('a', 'jcjc', 5), touched: 9, by: 'again' }] });
});

test('a call gives back what it claimed itself, not what another call of the same act has made sure of', () => {
  const made = claimed([], holder('a', 'jcjc', 'first'), { by: 'unit', most: 1 }, 5);
  if (!('next' in made)) throw new Error('there is room');
  expect(givenBack(made.next, holder('a', 'jcjc', 'first'))).toEqual([]);
  const again = claimed(made.next, holder('a', 'jcjc', 'second'), { by: 'unit', most: 1 }, 5);
  if (!('next' in again)) throw new Error('there is room');
  expect(givenBack(again.next, holder('a', 'jcjc', 'first'))).toEqual(again.next);
});

test('what was given up before it was claimed anew stays claimed', () => {
  expect(released([claim('a', 'jcjc', 5)], 'a', 5)).toEqual([]);
  expect(released([{ ...claim('a', 'jcjc', 5), touched: 7 }], 'a', 6)).toHaveLength(1);
});

const limit: fc.Arbitrary<ClaimLimit> = fc.record({ by: fc.constantFrom('unit', 'entry'), most: fc.integer({ min: 1, max: 4 }) });
const deed = fc.record({ kind: fc.constantFrom('claim', 'claim', 'release', 'back'), entry: fc.integer({ min: 0, max: 5 }), call: fc.integer({ min: 0, max: 3 }) });

test('whatever comes in whatever order: never more than the limit, each entry once, who was first stays first', () => {
  fc.assert(
    fc.property(limit, fc.array(deed, { maxLength: 40 }), (rule, deeds) => {
      let claims: Claim[] = [];
      deeds.forEach(({ kind, entry, call }, now) => {
        const mine = holder(`e${entry}`, `u${entry % 3}`, `c${call}`);
        const before = claims;
        if (kind === 'claim') {
          const made = claimed(claims, mine, rule, now);
          if ('next' in made) claims = made.next;
          else expect(made.earlier.length).toBeGreaterThanOrEqual(rule.most);
        } else claims = kind === 'release' ? released(claims, mine.entry, now) : givenBack(claims, mine);
        expect(new Set(claims.map((one) => one.entry)).size).toBe(claims.length);
        expect(rule.by === 'entry' ? claims.length : new Set(claims.map(({ unit }) => unit)).size).toBeLessThanOrEqual(rule.most);
        for (const { entry: there, since } of claims) expect(since).toBe(before.find((one) => one.entry === there)?.since ?? now);
      });
    }),
  );
});
