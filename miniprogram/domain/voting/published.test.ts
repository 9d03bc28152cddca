import fc from 'fast-check';
import { chunkHash, digestOf } from './chain';
import { type Chunk, countChunk, differsFrom, uncounted } from './published';

const candidates = ['a', 'b'];
const ballots = ['r1', 'r2', 'r3', 'r4'].map((receipt, index) => ({ receipt, choices: index % 2 === 0 ? [0] : [0, 1] }));
const chunkOf = (some: Chunk['ballots']): Chunk => ({ candidates, ballots: some, hash: chunkHash(some) });
const chunks = [chunkOf(ballots.slice(0, 3)), chunkOf(ballots.slice(3))];
const board = {
  ...{ voteId: 'v', digest: digestOf('v', candidates, chunks.map(({ hash }) => hash)), ballots: 4 },
  counts: [{ id: 'a', votes: 3, voided: 1 }, { id: 'b', votes: 1, voided: 1 }],
  voids: [{ number: 1, state: 'voided' as const, reason: '', at: 0, ballots: 1 }, { number: 2, state: 'held' as const, reason: '', at: 0, ballots: 3 }],
};
const count = (list: readonly Chunk[], voided: string[] = ['r2'], own: string[] = []) => list.reduce((sum, chunk) => countChunk(sum, chunk, new Set(own), new Set(voided)), uncounted);
const check = (list: readonly Chunk[], voided?: string[]) => differsFrom(count(list, voided), candidates, board);

test('the list as it was published says what the board says, and holds my receipt', () => {
  expect(check(chunks)).toBeNull();
  expect(count(chunks, ['r2'], ['r2', 'r3', 'r9']).found).toEqual({ r2: true, r3: false });
});

test('whatever is changed is noticed', () => {
  const altered = ballots.map((ballot) => (ballot.receipt === 'r1' ? { ...ballot, choices: [1] } : ballot));
  expect(check([{ ...chunkOf(altered.slice(0, 3)), hash: chunks[0]?.hash ?? '' }, ...chunks.slice(1)])).toBe('list');
  expect(check([chunkOf(altered.slice(0, 3)), ...chunks.slice(1)])).toBe('digest');
  expect(check(chunks.slice(0, 1))).toBe('digest');
  expect(check([chunkOf([...ballots.slice(0, 2), ...ballots.slice(1, 3)]), ...chunks.slice(1)])).toBe('list');
  expect(check(chunks, [])).toBe('voided');
  expect(check(chunks, ['r1'])).toBe('voided');
  expect(differsFrom(count(chunks), candidates, { ...board, ballots: 5 })).toBe('ballots');
  expect(differsFrom(count(chunks), candidates, { ...board, counts: [{ id: 'a', votes: 4, voided: 1 }, { id: 'b', votes: 1, voided: 1 }] })).toBe('counts');
});

test('however the list is cut into chunks, the sums are the same', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4 }), (cut) => {
      const { counts, voided, ballots: all } = count([chunkOf(ballots.slice(0, cut)), chunkOf(ballots.slice(cut))]);
      expect([counts, voided, all]).toEqual([{ a: 4, b: 2 }, { a: 1, b: 1 }, 4]);
    }),
  );
});
