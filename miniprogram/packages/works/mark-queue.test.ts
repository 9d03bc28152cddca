import { ServiceError } from '../../services/errors';
import type { Shelf } from '../../services/shelf';
import { emptyMarks, type Kept, makeMarkQueue, type Tell } from './mark-queue';

/** A shelf that an app killed at any moment finds as it was. */
function phone(): Shelf<Kept> {
  let text = JSON.stringify(emptyMarks);
  return {
    read: () => JSON.parse(text) as Kept,
    write(value) {
      text = JSON.stringify(value);
    },
  };
}

const quiet = () => undefined;
const offline: Tell = () => Promise.reject(new ServiceError('OFFLINE', '没有网络'));

test('marks that were given without a network go out later, once, under the same key', async () => {
  const shelf = phone();
  const queue = makeMarkQueue(shelf, quiet);
  queue.draft(3, { c1: 8000 });
  queue.give(3, { c1: 8500 });
  queue.give(3, { c1: 1 });
  await queue.flush(offline);
  // The app was killed: another queue finds what was given.
  const told: number[] = [];
  const sent: string[] = [];
  const again = makeMarkQueue(shelf, (number) => told.push(number));
  expect([again.waits(3), again.here(3)]).toEqual([true, { c1: 8500 }]);
  const late: Tell = async (_, __, key) => {
    sent.push(key);
    if (sent.length === 1) throw new ServiceError('UNREACHABLE', '没有收到回复');
  };
  await again.flush(late);
  await again.flush(late);
  expect([new Set(sent).size, sent.length, told, again.count(), again.here(3)]).toEqual([1, 2, [3], 0, null]);
});

test('what the server refuses is said, its marks stay as a draft, and the others go on', async () => {
  const told: number[] = [];
  const queue = makeMarkQueue(phone(), (number) => told.push(number));
  queue.give(1, { c1: 8000 });
  queue.give(2, { c1: 7000 });
  await queue.flush(async (number) => {
    if (number === 1) throw new ServiceError('CLOSED', '评审已经结束', 'AB');
  });
  expect([told, queue.count(), queue.refused(), queue.here(1)]).toEqual([[2], 0, [{ number: 1, message: '评审已经结束' }], { c1: 8000 }]);
  queue.seen();
  expect(queue.refused()).toEqual([]);
});
