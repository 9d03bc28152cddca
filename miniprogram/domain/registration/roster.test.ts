import { rosterPage, type RosterPoint } from './roster';
import type { Entry } from './seats';

const entry = (u: string, t: number): Entry => ({ u, t, k: `k-${u}`, h: 'h' });
const held = [entry('a', 1), entry('b', 2), entry('c', 3), entry('d', 4)];
const waiting = [entry('e', 5), entry('f', 6), entry('g', 7)];
const places = (change: { held: Entry[]; waiting: Entry[] }) => [{ ...change, last: [], quota: null }];
const uids = (page: { rows: { entry: Entry }[] }) => page.rows.map(({ entry: { u } }) => u).join('');

test('pages hold everybody once, those with a place before those in line', () => {
  const seen: string[] = [];
  let after: RosterPoint | null = null;
  do {
    const page: ReturnType<typeof rosterPage> = rosterPage(places({ held, waiting }), after, 3);
    seen.push(uids(page));
    after = page.next;
  } while (after);
  expect(seen).toEqual(['abc', 'def', 'g']);
});

test('nobody is skipped when somebody before the next page leaves', () => {
  const first = rosterPage(places({ held, waiting }), null, 2);
  expect(uids(rosterPage(places({ held: held.slice(1), waiting }), first.next, 2))).toBe('cd');
  expect(uids(rosterPage(places({ held: [held[0] ?? entry('a', 1), ...held.slice(2)], waiting }), first.next, 2))).toBe('cd');
});

test('whoever got a place that was handed on stands by the time of their sign-up', () => {
  const [, ...rest] = held;
  expect(uids(rosterPage(places({ held: [entry('e', 5), ...rest], waiting: waiting.slice(1) }), null, 10))).toBe('bcdefg');
});

test('a page that ended in the line goes on where its last row has moved up', () => {
  const page = rosterPage(places({ held, waiting }), null, 5);
  expect(page.next).toEqual({ state: 'waiting', t: 5, u: 'e' });
  expect(uids(rosterPage(places({ held: [...held.slice(1), entry('e', 5)], waiting: waiting.slice(1) }), page.next, 5))).toBe('fg');
});

test('lines of several quotas are one list by time, each with its own places in line; offers are among those held', () => {
  const pool = { held: [{ ...entry('a', 1), o: 99 }], waiting: [entry('d', 4), entry('f', 6)], last: [entry('z', 2)], quota: null };
  const quota = { held: [entry('b', 2)], waiting: [entry('e', 5)], last: [], quota: { unionId: 'w', name: '织造厂' } };
  const { rows } = rosterPage([pool, quota], null, 10);
  expect(rows.map(({ entry: { u }, state, position, quota: of }) => [u, state, position, of])).toEqual([
    ['a', 'offered', null, null],
    ['b', 'held', null, '织造厂'],
    ['z', 'waiting', 3, null],
    ['d', 'waiting', 1, null],
    ['e', 'waiting', 1, '织造厂'],
    ['f', 'waiting', 2, null],
  ]);
});
