import { ServiceError } from '../../services/errors';
import { makeLedger, type QueuedScan } from './ledger';

function journals() {
  const lines = new Map<string, string[]>([['a1', []]]);
  return {
    activities: () => [...lines.keys()],
    readJournal: (id: string) => (lines.get(id) ?? []).map((line) => JSON.parse(line)),
    append: (id: string, note: object) => void lines.get(id)?.push(JSON.stringify(note)),
  };
}

const scan = (id: string): QueuedScan => ({ id, activityId: 'a1', who: { token: `GY1:${id}` }, gate: '东门', deviceAt: 1000, correction: 5, uid: `u-${id}`, name: id, unitName: '' });
const answer = (results: Api.CheckIn.ScanResult[]) => ({ results, checkedIn: 0, held: 0 });
const yes = async (_: string, scans: QueuedScan[]) => answer(scans.map(({ id }) => ({ id, outcome: 'admitted', message: '' })));

test('queued scans are told in order, in batches, and leave the queue', async () => {
  const ledger = makeLedger(journals(), 2);
  ['k1', 'k2', 'k3'].forEach((key) => ledger.enqueue(scan(key)));
  const told: string[][] = [];
  await ledger.flush((id, scans) => {
    told.push(scans.map((one) => one.id));
    return yes(id, scans);
  });
  expect(told).toEqual([['k1', 'k2'], ['k3']]);
  expect(ledger.isTold('a1')).toBe(true);
});

test('the mini-program is killed: the next one finds the queue and whom it let in', async () => {
  const kept = journals();
  const before = makeLedger(kept, 50);
  ['k1', 'k2'].forEach((key) => before.enqueue(scan(key)));
  before.admit('a1', { uid: 'u9', gate: '西门', at: 7 });
  await before.settle(scan('k1'), Promise.resolve());
  const after = makeLedger(kept, 50);
  expect(after.queued().map(({ id }) => id)).toEqual(['k2']);
  expect(after.admission('a1', 'u9')).toMatchObject({ gate: '西门' });
  expect(after.admission('a1', 'u-k2')).toEqual({ uid: 'u-k2', gate: '东门', at: 1005 });
  expect(after.admission('a1', 'u-k3')).toBeNull();
});

test('without an answer everything stays, also what is queued meanwhile', async () => {
  const ledger = makeLedger(journals(), 50);
  ledger.enqueue(scan('k1'));
  let calls = 0;
  await ledger.flush(async () => {
    calls += 1;
    ledger.enqueue(scan('k2'));
    throw new ServiceError('UNREACHABLE', '');
  });
  expect(calls).toBe(1);
  expect(ledger.queued().map(({ id }) => id)).toEqual(['k1', 'k2']);
});

test('a duplicate and a refusal are kept for the staff to see, and the rest goes on', async () => {
  const kept = journals();
  const ledger = makeLedger(kept, 50);
  ['k1', 'k2'].forEach((key) => ledger.enqueue(scan(key)));
  await ledger.flush(async () =>
    answer([
      { id: 'k1', outcome: 'duplicate', message: '已于 9:02 在西门核验' },
      { id: 'k2', outcome: 'admitted', message: '' },
    ]),
  );
  expect(ledger.queued()).toEqual([]);
  expect(makeLedger(kept, 50).returned()).toEqual([{ id: 'k1', name: 'k1', gate: '东门', message: '已于 9:02 在西门核验' }]);
  ledger.clearReturned();
  expect(makeLedger(kept, 50).returned()).toEqual([]);
});

test('two triggers at once make one run; an online refusal leaves the scan to the queue', async () => {
  const ledger = makeLedger(journals(), 50);
  ledger.enqueue(scan('k1'));
  await ledger.settle(scan('k1'), Promise.reject(new ServiceError('USED', '已使用')));
  expect(ledger.queued()).toHaveLength(1);
  let calls = 0;
  const tell: typeof yes = async (id, scans) => {
    calls += 1;
    await new Promise((resolve) => setTimeout(resolve, 5));
    return yes(id, scans);
  };
  await Promise.all([ledger.flush(tell), ledger.flush(tell)]);
  expect(calls).toBe(1);
});

test('who was seen leaving here may come in again; who came in again may not a third time', () => {
  const kept = journals();
  const ledger = makeLedger(kept, 50);
  ledger.admit('a1', { uid: 'u1', gate: '东门', at: 1 });
  expect(ledger.admission('a1', 'u1')?.at).toBe(1);
  ledger.enqueue({ ...scan('1'), uid: 'u1', out: true });
  expect(ledger.admission('a1', 'u1')).toBeNull();
  ledger.admit('a1', { uid: 'u1', gate: '西门', at: 9 });
  expect(makeLedger(kept, 50).admission('a1', 'u1')).toMatchObject({ gate: '西门', at: 9 });
});
