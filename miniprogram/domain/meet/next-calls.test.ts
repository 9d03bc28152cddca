import { nextCalls } from './next-calls';

const planned = (event: string, n: number, callAt: number) => ({ event, n, callAt, startAt: callAt + 20 });
const events = [
  { event: 'a', n: 1, state: 'open' },
  { event: 'b', n: 2, state: 'open' },
  { event: 'c', n: 1, state: 'signing' },
  { event: 'd', n: 1, state: 'announced' },
] as const;

test('what has not begun, the next 检录 first; what is under way, signed or out is gone', () => {
  const all = [planned('b', 2, 60), planned('a', 1, 40), planned('b', 1, 45), planned('c', 1, 50), planned('d', 1, 55), planned('gone', 1, 50)];
  expect(nextCalls({ planned: all, events, seal: null }, 30, 5).map(({ event, n }) => `${event}${n}`)).toEqual(['a1', 'b2']);
  expect(nextCalls({ planned: all, events, seal: null }, 30, 1)).toHaveLength(1);
  expect(nextCalls({ planned: all, events, seal: null }, 60, 5).map(({ event }) => event)).toEqual(['b']);
  expect(nextCalls({ planned: all, events, seal: null }, 80, 5)).toEqual([]);
});

test('nothing is called once the book is sealed', () => {
  expect(nextCalls({ planned: [planned('a', 1, 40)], events, seal: {} }, 30, 5)).toEqual([]);
});

test('检录 begins at its time and ends with the start', () => {
  expect(nextCalls({ planned: [planned('a', 1, 40)], events, seal: null }, 39, 5)).toMatchObject([{ calling: false }]);
  expect(nextCalls({ planned: [planned('a', 1, 40)], events, seal: null }, 40, 5)).toMatchObject([{ calling: true }]);
});
