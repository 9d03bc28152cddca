import { ServiceError } from '../../services/errors';
import type { Shelf } from '../../services/shelf';
import { emptyTime, type KeptTime, makeTimeQueue, type Tap } from './time-queue';

/** A shelf that an app killed at any moment finds as it was. */
function phone(room = true): Shelf<KeptTime> {
  let text = JSON.stringify(emptyTime);
  return {
    read: () => JSON.parse(text) as KeptTime,
    write(value) {
      if (!room) throw new Error('exceed storage max size');
      text = JSON.stringify(value);
    },
  };
}

/** The server's side: which taps it has, once each; `befalls` the call of that number. */
function server(befalls: (call: number) => 'ok' | 'lost' | 'late' | 'USED' = () => 'ok') {
  const taps: Tap[] = [];
  let calls = 0;
  return {
    taps,
    tell: (tap: Tap) => {
      const fate = befalls(calls);
      calls += 1;
      if (fate === 'lost') return Promise.reject(new ServiceError('OFFLINE', '没有网络'));
      if (fate === 'USED') return Promise.reject(new ServiceError('USED', '已经停表', 'AB'));
      if (!taps.some(({ entryId, mark, deviceAt }) => entryId === tap.entryId && mark === tap.mark && deviceAt === tap.deviceAt)) taps.push(tap);
      return fate === 'late' ? Promise.reject(new ServiceError('UNREACHABLE', '没有收到回复')) : Promise.resolve();
    },
  };
}

const on = (entryId: string) => ({ entryId, startedAt: 0, endedAt: 0 });

test('taps without a network outlive the app and arrive in their order, with the times of the taps', async () => {
  const shelf = phone();
  const { taps, tell } = server((call) => (call < 1 ? 'lost' : 'ok'));
  const queue = makeTimeQueue(shelf);
  queue.follow(on('a'));
  queue.start(1000);
  expect(await queue.flush(tell)).toBe('');
  expect([taps, queue.waits()]).toEqual([[], true]);
  const again = makeTimeQueue(shelf);
  expect(again.clock()).toEqual({ entryId: 'a', startedAt: 1000, endedAt: 0 });
  again.stop(241_000);
  await again.flush(tell);
  expect(taps).toEqual([{ entryId: 'a', mark: 'start', deviceAt: 1000 }, { entryId: 'a', mark: 'stop', deviceAt: 241_000 }]);
  expect(makeTimeQueue(shelf).waits()).toBe(false);
});

test('a tap belongs to the entry it was made for, though the next is on stage when it goes out', async () => {
  const { taps, tell } = server();
  const queue = makeTimeQueue(phone());
  queue.follow(on('a'));
  queue.start(1000);
  queue.stop(2000);
  queue.follow(on('b'));
  queue.start(3000);
  await queue.flush(tell);
  expect(taps.map(({ entryId, mark }) => `${entryId} ${mark}`)).toEqual(['a start', 'a stop', 'b start']);
});

test('an answer that was lost is asked for again, and the tap is there once', async () => {
  const { taps, tell } = server((call) => (call === 0 ? 'late' : 'ok'));
  const queue = makeTimeQueue(phone());
  queue.follow(on('a'));
  queue.start(1000);
  await queue.flush(tell);
  expect(queue.waits()).toBe(true);
  await queue.flush(tell);
  expect([taps.length, queue.waits()]).toEqual([1, false]);
});

test('what is refused is dropped with its reason, and does not hold up the rest', async () => {
  const { taps, tell } = server((call) => (call === 0 ? 'USED' : 'ok'));
  const queue = makeTimeQueue(phone());
  queue.follow(on('a'));
  queue.stop(1000);
  queue.start(2000);
  expect(await queue.flush(tell)).toBe('已经停表');
  expect(taps).toEqual([{ entryId: 'a', mark: 'start', deviceAt: 2000 }]);
});

test('two flushes at once send each tap once, and what is tapped meanwhile goes along', async () => {
  const { taps, tell } = server();
  const queue = makeTimeQueue(phone());
  queue.follow(on('a'));
  queue.start(1000);
  const both = [queue.flush(tell), queue.flush(tell)];
  queue.stop(2000);
  await Promise.all(both);
  expect(taps).toHaveLength(2);
});

test('a phone without room still times and sends', async () => {
  jest.spyOn(console, 'warn').mockImplementation(() => undefined);
  const { taps, tell } = server();
  const queue = makeTimeQueue(phone(false));
  queue.follow(on('a'));
  queue.start(1000);
  expect(queue.clock().startedAt).toBe(1000);
  await queue.flush(tell);
  expect(taps).toHaveLength(1);
  jest.restoreAllMocks();
});
