import fc from 'fast-check';
import { addCounts, type Ballot, type Batch, beginningOf, brokenIn, chunkHash, countOf, digestOf, headAfter, inBatchOrder, markOf } from './chain';

const ballot = (id: string, change: Partial<Ballot> = {}): Ballot => ({ _id: id, choices: ['a'], unit: 'u', fresh: false, at: 1, ...change });

function batchOf(number: number, ballots: readonly Ballot[], prev: string): Batch {
  const sorted = inBatchOrder(ballots);
  return { number, ids: sorted.map(({ _id }) => _id), marks: sorted.map(markOf), prev, head: sorted.reduce(headAfter, prev) };
}

const start = beginningOf('v');
const three = [ballot('v:a:all:0'), ballot('v:b:all:0', { choices: ['b'] }), ballot('v:c:all:0')];
const batch = batchOf(1, three, start);

test('an untouched batch is whole, in whatever order its ballots are read', () => {
  expect(brokenIn(batch, [...three].reverse(), start)).toBeNull();
});

test('a ballot that is missing, in excess or exchanged is named', () => {
  expect(brokenIn(batch, three.slice(1), start)).toBe('v:a:all:0');
  expect(brokenIn(batch, [...three, ballot('v:bb:all:0')], start)).toBe('v:bb:all:0');
});

test('any altered field breaks the batch and names its ballot, and a chain cannot stand for another', () => {
  const changes: Partial<Ballot>[] = [{ choices: ['a'] }, { unit: 'w' }, { fresh: true }, { at: 2 }];
  for (const change of changes) expect(brokenIn(batch, [ballot('v:b:all:0', { choices: ['b'], ...change }), ...three.filter(({ _id }) => _id !== 'v:b:all:0')], start)).toBe('v:b:all:0');
  expect(brokenIn(batch, three, beginningOf('w'))).toBe('batch 1');
  expect(brokenIn({ ...batch, head: start }, three, start)).toBe('batch 1');
});

test('counts of batches sum to the count of all', () => {
  const ballots = fc.array(fc.subarray(['a', 'b', 'c'], { minLength: 1 }).map((choices, ) => ballot('x', { choices })));
  fc.assert(fc.property(ballots, ballots, (some, others) => expect(addCounts(countOf(some), countOf(others))).toEqual(countOf([...some, ...others]))));
});

test('the digest holds the candidates, the order and every choice', () => {
  const list = [{ receipt: 'r1', choices: [0] }, { receipt: 'r2', choices: [1] }];
  const digest = digestOf('v', ['a', 'b'], [chunkHash(list)]);
  expect(digestOf('v', ['b', 'a'], [chunkHash(list)])).not.toBe(digest);
  expect(digestOf('v', ['a', 'b'], [chunkHash([...list].reverse())])).not.toBe(digest);
  expect(digest).toMatch(/^[0-9a-f]{64}$/);
});
