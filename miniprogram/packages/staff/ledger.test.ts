import { ServiceError } from '../../services/errors';
import { makeLedger, type QueuedScan, type Shelves } from './ledger';
import type { Shelf } from './shelf';

function memoryShelf<T>(empty: T): Shelf<T> {
  let kept = JSON.stringify(empty);
  return {
    read: () => JSON.parse(kept),
    write: (value) => {
      kept = JSON.stringify(value);
    },
  };
}

const shelves = (): Shelves => ({ queue: memoryShelf([]), admitted: memoryShelf([]), returned: memoryShelf([]) });
const scan = (key: string): QueuedScan => ({ key, activityId: 'a1', token: `GY1:${key}`, gate: '东门', at: 1000, uid: `u-${key}`, name: key });

test('queued scans are told in order and leave the queue one by one', async () => {
  const ledger = makeLedger(shelves());
  ['k1', 'k2', 'k3'].forEach((key) => ledger.enqueue(scan(key)));
  const told: string[] = [];
  await ledger.flush(async ({ key }) => {
    told.push(`${key}:${ledger.queued().length}`);
  });
  expect(told).toEqual(['k1:3', 'k2:2', 'k3:1']);
  expect(ledger.queued()).toEqual([]);
});

test('without an answer everything stays, also what is queued meanwhile', async () => {
  const ledger = makeLedger(shelves());
  ledger.enqueue(scan('k1'));
  const told: string[] = [];
  await ledger.flush(async ({ key }) => {
    told.push(key);
    ledger.enqueue(scan('k2'));
    throw new ServiceError('UNREACHABLE', '');
  });
  expect(told).toEqual(['k1']);
  expect(ledger.queued().map(({ key }) => key)).toEqual(['k1', 'k2']);
});

test('a refusal is kept for the staff to see, and the rest goes on', async () => {
  const ledger = makeLedger(shelves());
  ['k1', 'k2'].forEach((key) => ledger.enqueue(scan(key)));
  await ledger.flush(async ({ key }) => {
    if (key === 'k1') throw new ServiceError('USED', '已于 9:02 在西门核验', 'R7');
  });
  expect(ledger.queued()).toEqual([]);
  expect(ledger.returned()).toEqual([{ name: 'k1', gate: '东门', at: 1000, message: '已于 9:02 在西门核验', requestId: 'R7' }]);
  ledger.clearReturned();
  expect(ledger.returned()).toEqual([]);
});

test('two triggers at once make one run', async () => {
  const ledger = makeLedger(shelves());
  ledger.enqueue(scan('k1'));
  let calls = 0;
  const send = async () => {
    calls += 1;
    await new Promise((resolve) => setTimeout(resolve, 5));
  };
  await Promise.all([ledger.flush(send), ledger.flush(send)]);
  expect(calls).toBe(1);
});

test('a late refusal of a scan that the queue has told already is not shown twice', async () => {
  const ledger = makeLedger(shelves());
  ledger.enqueue(scan('k1'));
  const refused = () => Promise.reject(new ServiceError('USED', '已使用'));
  await Promise.all([ledger.settle(scan('k1'), refused()), ledger.flush(refused)]);
  expect(ledger.returned()).toHaveLength(1);
});

test('whom this phone let in is known for two days', () => {
  const ledger = makeLedger(shelves());
  ledger.admit({ activityId: 'a1', uid: 'u1', gate: '东门', at: 0 });
  expect(ledger.admission('a1', 'u1')).toMatchObject({ gate: '东门' });
  expect(ledger.admission('a2', 'u1')).toBeNull();
  ledger.admit({ activityId: 'a1', uid: 'u2', gate: '东门', at: 2 * 86_400_000 });
  expect(ledger.admission('a1', 'u1')).toBeNull();
});
