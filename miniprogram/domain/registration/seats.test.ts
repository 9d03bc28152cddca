import { decideCancel, decideSignUp, goneCap } from './joining';
import { emptySeats } from './layout';
import { brokenRules } from './rules';
import { type Entry, type Seats, standingOf, waitCapFor } from './seats';

const entry = (u: string, k = `key-${u}`, h = 'hash'): Entry => ({ u, k, h, t: 50 });
const common = { activityId: 'a1', scope: '/1/', mode: 'firstCome' as const, opensAt: 10, closesAt: 100, startsAt: 150, endsAt: 200, offerFor: null, returnAt: null, substituteUntil: null, teams: false, asks: false };
const empty = emptySeats(common, { bucket: 0, quota: null, audience: '/1/', inner: [], cap: 2, batches: [] });
const seats = (change: Partial<Seats> = {}): Seats => ({ ...empty, waitCap: 2, ...change });
const full = seats({ left: 0, held: [entry('a'), entry('b')] });
const queued = seats({ left: 0, held: [entry('a'), entry('b')], waiting: [entry('c'), entry('d')], waits: 2 });

describe('a sign-up', () => {
  const decide = (state: Seats, who = entry('x'), now = 50, path = '/1/2/') => decideSignUp(state, who, path, now);

  test('takes a free place, waits where none is, is refused where the waitlist is full', () => {
    expect(decide(seats())).toEqual({ do: 'take' });
    expect(decide(full)).toEqual({ do: 'wait' });
    expect(decide(queued)).toEqual({ do: 'refuse', reason: 'full' });
  });

  test('nobody jumps a queue that is about to move up', () => {
    expect(decide(seats({ left: 1, held: [entry('a')], waiting: [entry('c')], waits: 1 }))).toEqual({ do: 'wait' });
  });

  test('opens and closes by the instant', () => {
    expect(decide(seats(), entry('x'), 9)).toEqual({ do: 'refuse', reason: 'notOpen' });
    expect(decide(seats(), entry('x'), 10)).toEqual({ do: 'take' });
    expect(decide(seats(), entry('x'), 99)).toEqual({ do: 'take' });
    expect(decide(seats(), entry('x'), 100)).toEqual({ do: 'refuse', reason: 'closed' });
  });

  test('a repeat and a second phone get the standing they have, another body under the key is refused', () => {
    expect(decide(queued, entry('d'))).toEqual({ do: 'answer', answer: { state: 'waiting', position: 2, at: 50 } });
    const second = decide(queued, entry('a', 'another-key'));
    expect(second).toMatchObject({ do: 'note', answer: { state: 'held', position: null, at: 50 }, next: { held: [{ u: 'a', a: ['another-key'] }, { u: 'b' }] } });
    if (second.do !== 'note') throw new Error('not noted');
    expect(decide(second.next, entry('a', 'another-key'))).toMatchObject({ do: 'answer' });
    expect(decideCancel(second.next, 'a', 'c1', 60)).toMatchObject({ tombstone: { k: 'key-a', a: ['another-key'] } });
    expect(decide(seats({ gone: [{ u: 'a', k: 'key-a', a: ['another-key'], c: 'c1', t: 60 }] }), entry('a', 'another-key'))).toEqual({ do: 'refuse', reason: 'keyCancelled' });
    expect(decide(queued, entry('a', 'key-a', 'other'))).toEqual({ do: 'refuse', reason: 'keyReused' });
    expect(decide(queued, entry('d'), 150)).toMatchObject({ do: 'answer' });
  });

  test('a cancelled key stays cancelled, a new one may come back, five times', () => {
    const gone = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ u: 'x', k: `key-x-${index}`, c: `c${index}`, t: 40, ...(index === 4 ? { b: 'x' } : {}) }));
    expect(decide(seats({ gone: gone(1) }), entry('x', 'key-x-0'))).toEqual({ do: 'refuse', reason: 'keyCancelled' });
    expect(decide(seats({ gone: gone(4) }))).toEqual({ do: 'take' });
    expect(decide(seats({ gone: gone(5) }))).toEqual({ do: 'refuse', reason: 'restless' });
  });

  test('the key of a cancel is no key for a sign-up, nor the other way round', () => {
    expect(decide(seats({ gone: [{ u: 'x', k: 'key-0', c: 'key-x', t: 40 }] }))).toEqual({ do: 'refuse', reason: 'keyReused' });
    expect(decideCancel(full, 'a', 'key-a', 60)).toEqual({ do: 'refuse', reason: 'keyReused' });
  });

  test('the waitlist closes before the tombstones fill the document; a free place is taken all the same', () => {
    const gone = Array.from({ length: goneCap }, (_, index) => ({ u: `u${index}`, k: `k${index}`, c: `c${index}`, t: 40 }));
    expect(decide({ ...full, gone })).toEqual({ do: 'refuse', reason: 'full' });
    expect(decide(seats({ gone }))).toEqual({ do: 'take' });
  });

  test('only the audience, and not what was called off', () => {
    expect(decide(seats(), entry('x'), 50, '/10/')).toEqual({ do: 'refuse', reason: 'audience' });
    expect(decide(seats({ cancelled: true }))).toEqual({ do: 'refuse', reason: 'activityCancelled' });
  });
});

describe('a cancel', () => {
  test('frees a place, or hands it to the first who waits, or leaves the queue', () => {
    expect(decideCancel(full, 'a', 'c1', 60)).toMatchObject({ do: 'free', tombstone: { u: 'a', k: 'key-a', c: 'c1' } });
    expect(decideCancel(queued, 'b', 'c1', 60)).toMatchObject({ do: 'handOver', index: 1, heir: { u: 'c', p: 60 } });
    expect(decideCancel(queued, 'd', 'c1', 60)).toMatchObject({ do: 'leaveQueue' });
  });

  test('the fifth cancel of a member is marked as their last', () => {
    const gone = (count: number) => Array.from({ length: count }, (_, index) => ({ u: 'a', k: `key-${index}`, c: `c${index}`, t: 40 }));
    expect(decideCancel({ ...full, gone: gone(3) }, 'a', 'now', 60)).not.toHaveProperty('tombstone.b');
    expect(decideCancel({ ...full, gone: gone(4) }, 'a', 'now', 60)).toHaveProperty('tombstone.b', 'a');
  });

  test('a repeat is done already, a stranger has nothing to cancel, an ended activity keeps its roster', () => {
    const state = seats({ gone: [{ u: 'a', k: 'key-a', c: 'c1', t: 60 }] });
    expect(decideCancel(state, 'a', 'c1', 70)).toEqual({ do: 'done' });
    expect(decideCancel(state, 'b', 'c1', 70)).toEqual({ do: 'refuse', reason: 'keyReused' });
    expect(decideCancel(state, 'a', 'c2', 70)).toEqual({ do: 'refuse', reason: 'notIn' });
    expect(decideCancel(full, 'a', 'c1', 200)).toEqual({ do: 'refuse', reason: 'over' });
  });
});

test('standing and the size of the waitlist', () => {
  expect(standingOf(queued, 'c')).toEqual({ state: 'waiting', position: 1, at: 50 });
  expect(standingOf(queued, 'z')).toBeNull();
  expect([1, 50, 2000].map(waitCapFor)).toEqual([200, 1000, 5000]);
});

test('broken rules are found', () => {
  expect(brokenRules(queued)).toEqual([]);
  expect(brokenRules(seats({ cap: 1, left: 0, held: [entry('a'), entry('b')] }))).toHaveLength(2);
  expect(brokenRules(seats({ left: 1, held: [entry('a')], waiting: [entry('a')], waits: 0 }))).toHaveLength(3);
  expect(brokenRules(seats({ left: 1, held: [entry('a')], gone: [{ u: 'a', k: 'key-a', c: 'c', t: 1 }] }))).toEqual(['a cancelled key is back']);
});
