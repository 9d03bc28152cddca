import { ServiceError } from '../../services/errors';
import { emptyActs, type Kept, makeActQueue, type Queued } from './act-queue';

const shelf = () => {
  let kept: Kept = emptyActs;
  return { read: () => kept, write: (value: Kept) => void (kept = JSON.parse(JSON.stringify(value)) as Kept) };
};
const entered = (ms: number): Api.Meet.Entered => ({ outcome: 'ok', rule: '', raw: { kind: 'time', timing: 'hand', ms: [ms], finish: null }, violations: 0, reruns: 0 });
const mark = (entry: string, ms: number, m = 0) => ({ meetId: 'm', event: 'e', round: 1, entry, m, entered: entered(ms) });

test('what is entered without a network goes out in its order, once, with the same key after the app was killed', async () => {
  const place = shelf();
  const queue = makeActQueue(place, () => undefined);
  queue.add('event.mark', mark('a', 12_000), 'a');
  queue.add('event.mark', mark('b', 12_500), 'b');
  const sent: string[] = [];
  await queue.flush((one) => {
    sent.push(`${one.key} ${one.what}`);
    return Promise.reject(new ServiceError('OFFLINE', ''));
  });
  expect(sent).toHaveLength(1);
  const again = makeActQueue(place, () => undefined);
  await again.flush((one) => {
    sent.push(`${one.key} ${one.what}`);
    return Promise.resolve();
  });
  expect(sent.map((one) => one.split(' ')[1])).toEqual(['a', 'a', 'b']);
  expect(sent[0]).toBe(sent[1]);
  expect(again.waiting()).toEqual([]);
});

test('a mark that was never sent is typed over; one that may have arrived is not', async () => {
  const place = shelf();
  const queue = makeActQueue(place, () => undefined);
  queue.add('event.mark', mark('a', 12_000), 'first');
  queue.add('event.mark', mark('a', 12_100), 'second');
  expect(queue.waiting().map(({ what }) => what)).toEqual(['second']);
  await queue.flush(() => Promise.reject(new ServiceError('UNREACHABLE', '')));
  queue.add('event.mark', mark('a', 12_200, 1), 'third');
  expect(queue.waiting().map(({ what }) => what)).toEqual(['second', 'third']);
});

test('what the server refuses is shown with what was entered, and holds up nothing', async () => {
  const told: Queued[] = [];
  const queue = makeActQueue(shelf(), (one) => void told.push(one));
  queue.add('event.mark', mark('a', 12_000), '甲 12.0');
  queue.add('event.mark', mark('b', 12_500), '乙 12.5');
  await queue.flush(({ what }) => (what.startsWith('甲') ? Promise.reject(new ServiceError('USED', '刚刚有人录过')) : Promise.resolve()));
  expect(queue.refused()).toMatchObject([{ what: '甲 12.0', message: '刚刚有人录过' }]);
  expect(told.map(({ what }) => what)).toEqual(['乙 12.5']);
  queue.seen();
  expect(queue.refused()).toEqual([]);
});
