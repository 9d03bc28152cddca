import fc from 'fast-check';
import { accept, add, askLeave, type Change, moveUp, resize, seatDraw, substitute, withdraw } from './acts';
import { countsFor, hasRoom, nextBatchAt, totalOf } from './counts';
import { decideCancel, decideSignUp } from './joining';
import { bucketsFor, type Common } from './layout';
import { dueAt, settleLine } from './line';
import { brokenTogether } from './rules';
import { type ActMark, type Entry, isFor, type Seats, standingOf } from './seats';
import { give, given, nextReturn, receive, spareFor } from './transfers';

const common: Common = {
  ...{ activityId: 'a', scope: '/c/', mode: 'firstCome', opensAt: 0, closesAt: 800, startsAt: 900, endsAt: 1000 },
  ...{ offerFor: null, returnAt: null, substituteUntil: 850, teams: false, asks: false },
};
const quotas = [
  { unionId: 'w', name: '织造厂', path: '/c/w/', places: 2 },
  { unionId: 'w1', name: '一车间', path: '/c/w/1/', places: 1 },
];
const open = (change: Partial<Common> = {}, capacity = 5, batches: Seats['batches'] = []) =>
  bucketsFor({ ...common, ...change }, '/c/', capacity, batches.length > 0 ? [] : quotas, batches);
const entry = (u: string, t = 10): Entry => ({ u, k: `k-${u}-${t}`, h: 'h', t });
const act = (k: string, t = 20): ActMark => ({ k, h: 'h', t, by: 'wang' });

/** What the conditional writes of a sign-up do, without the database. */
function join(seats: Seats, who: Entry, path: string, now: number): Seats {
  const line = settleLine(seats, now);
  const decision = decideSignUp(line, who, path, now);
  if (decision.do === 'take') return { ...line, held: [...line.held, who], left: line.left - 1 };
  return decision.do === 'wait' ? { ...line, waiting: [...line.waiting, who], waits: line.waits + 1 } : seats;
}

function leave(seats: Seats, uid: string, key: string, now: number): Seats {
  const line = settleLine(seats, now);
  const plan = decideCancel(line, uid, key, now);
  if (plan.do === 'refuse' || plan.do === 'done') return seats;
  const gone = [...line.gone, plan.tombstone];
  if (plan.do === 'free') return { ...line, held: line.held.filter(({ u }) => u !== uid), left: line.left + 1, gone };
  if (plan.do === 'leaveQueue') {
    const waiting = line.waiting.filter(({ u }) => u !== uid);
    return { ...line, waiting, waits: waiting.length, last: line.last.filter(({ u }) => u !== uid), gone };
  }
  return { ...line, held: line.held.map((one, index) => (index === plan.index ? plan.heir : one)), waiting: line.waiting.slice(1), waits: line.waits - 1, gone };
}

const nextOf = (seats: Seats, change: Change): Seats => (change.do === 'write' ? change.next : seats);
const only = (buckets: readonly Seats[], index = 0): Seats => {
  const seats = buckets[index];
  if (!seats) throw new Error('no bucket');
  return seats;
};

test('the longest quota path is a member’s own bucket; nobody has two', () => {
  const buckets = open();
  const numberOf = (path: string) => buckets.filter((seats) => isFor(seats, path)).map(({ bucket }) => bucket);
  expect(numberOf('/c/x/')).toEqual([0]);
  expect(numberOf('/c/w/')).toEqual([1]);
  expect(numberOf('/c/w/2/')).toEqual([1]);
  expect(numberOf('/c/w/1/9/')).toEqual([2]);
  expect(numberOf('/d/')).toEqual([]);
  expect(buckets.map(({ cap }) => cap)).toEqual([2, 2, 1]);
});

test('worked: batches of 2 and 1 at 100 and 200', () => {
  let seats = only(open({}, 3, [{ at: 100, places: 2 }, { at: 200, places: 1 }]));
  expect(decideSignUp(seats, entry('a'), '/c/', 50)).toEqual({ do: 'refuse', reason: 'nextBatch', at: 100 });
  expect([totalOf([seats], 50).left, totalOf([seats], 100).left, nextBatchAt([seats], 100)]).toEqual([0, 2, 200]);
  for (const u of ['a', 'b', 'c']) seats = join(seats, entry(u), '/c/', 100);
  expect([seats.held.length, seats.left, seats.waiting.length, seats.released]).toEqual([2, 0, 0, 1]);
  expect(hasRoom([seats], '/c/', 150)).toBe(false);
  for (const u of ['c', 'd']) seats = join(seats, entry(u), '/c/', 200);
  expect([seats.held.length, seats.waits]).toEqual([3, 1]);
  expect(dueAt(only(open({}, 3, [{ at: 100, places: 3 }])), 0)).toBe(100);
});

test('worked: an offer of 50 is taken in time, or passes on and is told', () => {
  let seats = only(open({ offerFor: 50 }));
  for (const u of ['a', 'b', 'c']) seats = join(seats, entry(u), '/c/', 10);
  seats = leave(seats, 'a', 'c1', 20);
  expect([standingOf(seats, 'b')?.state, standingOf(seats, 'c')?.state, dueAt(seats, 20)]).toEqual(['held', 'offered', 70]);
  expect(accept(settleLine(seats, 70), 'c', act('x', 70))).toEqual({ do: 'refuse', reason: 'noOffer' });
  const taken = nextOf(seats, accept(seats, 'c', act('x', 69)));
  expect(standingOf(taken, 'c')?.state).toBe('held');
  expect(accept(taken, 'c', act('x', 69))).toEqual({ do: 'done' });
  expect(settleLine(seats, 70)).toMatchObject({ left: 1, told: [{ u: 'c', how: 'lapsed' }] });
});

test('last in line is served when nobody waits and sign-up is over', () => {
  const seats: Seats = { ...only(open({}, 4)), last: [entry('z')] };
  expect(settleLine(seats, 799)).toBe(seats);
  expect(settleLine(seats, 800)).toMatchObject({ held: [{ u: 'z' }], last: [], left: 0 });
  expect(settleLine({ ...seats, waiting: [entry('a')], waits: 1 }, 800)).toMatchObject({ held: [{ u: 'a' }], last: [{ u: 'z' }], left: 0 });
});

test('substitution: the other takes the place in one step, within the quota, in time, once', () => {
  const seats = join(only(open()), entry('a'), '/c/x/', 10);
  const change = substitute(seats, 'a', { uid: 'b', path: '/c/y/' }, 'sealed', act('s'));
  expect(nextOf(seats, change)).toMatchObject({ left: seats.left, held: [{ u: 'b', s: { from: 'a' } }], told: [{ u: 'a', how: 'replaced' }] });
  expect(substitute(nextOf(seats, change), 'a', { uid: 'b', path: '/c/y/' }, 'sealed', act('s'))).toEqual({ do: 'done' });
  expect(substitute(seats, 'a', { uid: 'b', path: '/c/w/' }, '', act('s'))).toEqual({ do: 'refuse', reason: 'audience' });
  expect(substitute(seats, 'a', { uid: 'b', path: '/c/y/' }, '', act('s', 850))).toEqual({ do: 'refuse', reason: 'noSubstitutes' });
  expect(substitute(seats, 'z', { uid: 'b', path: '/c/y/' }, '', act('s'))).toEqual({ do: 'refuse', reason: 'notIn' });
});

test('the organiser never goes over the capacity nor below what is taken; more places move people up at once', () => {
  let seats = only(open());
  for (const u of ['a', 'b', 'c']) seats = join(seats, entry(u), '/c/', 10);
  expect(add(seats, entry('c'), '/c/', act('o'))).toEqual({ do: 'refuse', reason: 'inAlready' });
  expect(add(seats, entry('d'), '/c/', act('o'))).toEqual({ do: 'refuse', reason: 'noPlace' });
  expect(resize(seats, 1, act('o'))).toEqual({ do: 'refuse', reason: 'belowHeld' });
  expect(nextOf(seats, resize(seats, 3, act('o')))).toMatchObject({ cap: 3, left: 0, waits: 0, held: [{ u: 'a' }, { u: 'b' }, { u: 'c' }] });
  expect(nextOf(seats, withdraw(seats, 'a', 'r', act('o')))).toMatchObject({ told: [{ u: 'a', how: 'withdrawn', reason: 'r' }] });
  expect(moveUp(seats, 'a', act('o'))).toEqual({ do: 'refuse', reason: 'inAlready' });
  expect(askLeave(seats, 'a', 'r', act('l', 900))).toEqual({ do: 'refuse', reason: 'begun' });
});

test('a draw seats its winners and the line once', () => {
  const seats = only(open({ mode: 'lottery' }, 4));
  const drawn = seatDraw(seats, [entry('a')], [entry('b'), entry('c')], act('draw'));
  expect(nextOf(seats, drawn)).toMatchObject({ left: 0, held: [{ u: 'a' }], waiting: [{ u: 'b' }, { u: 'c' }], waits: 2 });
  expect(seatDraw(nextOf(seats, drawn), [entry('a')], [entry('b')], act('draw'))).toEqual({ do: 'done' });
  expect(seatDraw(seats, [entry('a'), entry('b')], [], act('draw'))).toEqual({ do: 'refuse', reason: 'noPlace' });
});

test('once unused places return, a member sees what is free anywhere', () => {
  const buckets = open({ returnAt: 100 });
  expect(countsFor(buckets, '/c/w/1/', undefined, 99)).toMatchObject({ capacity: 1, left: 1, quota: '一车间' });
  expect(countsFor(buckets, '/c/w/1/', undefined, 100)).toMatchObject({ left: 5 });
  expect(countsFor(buckets, null, undefined, 99)).toEqual({ capacity: 5, left: 5, waiting: 0, quota: null });
});

/** Any sequence of acts, with transfers that stop half-way and are finished later. */
const step = fc.record({
  kind: fc.constantFrom('join', 'join', 'join', 'leave', 'accept', 'clock', 'give', 'arrive', 'return', 'lend', 'withdraw', 'add', 'move', 'resize', 'substitute'),
  who: fc.integer({ min: 0, max: 8 }),
  other: fc.integer({ min: 0, max: 8 }),
  n: fc.integer({ min: 0, max: 4 }),
});
const paths = ['/c/x/', '/c/w/', '/c/w/1/'];
const pathOf = (who: number) => paths[who % 3] ?? '/c/';

test.each([[null], [30]])('random acts, offers of %s: nobody twice, Σ places = the capacity, no zombie', (offerFor) => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      let buckets = open({ offerFor, returnAt: 200 });
      let [now, capacity] = [10, 5];
      const put = (next: Seats) => (buckets = buckets.map((seats) => (seats.bucket === next.bucket ? next : seats)));
      const homeOf = (who: number) => buckets.find((seats) => isFor(seats, pathOf(who))) ?? only(buckets);
      steps.forEach(({ kind, who, other, n }, index) => {
        const uid = `u${who}`;
        const home = settleLine(homeOf(who), now);
        const mark = act(`a${index}`, now);
        const before = home.cap;
        const moving = buckets.flatMap((seats) => seats.gives.map((transfer) => ({ seats, transfer })))[0];
        if (kind === 'join') put(join(home, { u: uid, k: `j${index}`, h: 'h', t: now }, pathOf(who), now));
        if (kind === 'leave') put(leave(home, uid, `c${index}`, now));
        if (kind === 'accept') put(nextOf(home, accept(home, uid, mark)));
        if (kind === 'clock') now += 25;
        if (kind === 'withdraw') put(nextOf(home, withdraw(home, uid, '', mark)));
        if (kind === 'add') put(nextOf(home, add(home, { u: uid, k: mark.k, h: 'h', t: now }, pathOf(who), mark)));
        if (kind === 'move') put(nextOf(home, moveUp(home, uid, mark)));
        if (kind === 'substitute') put(nextOf(home, substitute(home, uid, { uid: `u${other}`, path: pathOf(other) }, '', mark)));
        if (kind === 'resize') {
          put(nextOf(home, resize(home, n, mark)));
          capacity += homeOf(who).cap - before;
        }
        const giving = kind === 'give' ? give(home, 1, other % 3, index) : null;
        if (giving) put(giving.next);
        if (kind === 'arrive' && moving) {
          put(receive(buckets.find(({ bucket }) => bucket === moving.transfer.to) ?? home, moving.transfer, now));
          if (n > 1) put(given(buckets.find(({ bucket }) => bucket === moving.seats.bucket) ?? home, moving.transfer.id));
        }
        const back = kind === 'return' ? nextReturn(buckets, now) : null;
        const spare = kind === 'lend' ? spareFor(buckets, home, now) : null;
        const from = back?.from ?? spare?.from;
        const lent = from && give(from, back?.n ?? spare?.n ?? 0, back?.to.bucket ?? home.bucket, index);
        if (lent) put(lent.next);
        expect(brokenTogether(buckets.map((seats) => settleLine(seats, now)), capacity)).toEqual([]);
      });
    }),
    { numRuns: 400 },
  );
});
