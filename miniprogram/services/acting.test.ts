import { actFromSheet, oneAtATime } from './acting';
import { ServiceError } from './errors';

/** A page as far as an act needs it. */
function page() {
  const data = { busy: false, fault: '', sheet: 'reason' as '' | 'reason' };
  return { data, setData: (change: Partial<typeof data>) => void Object.assign(data, change) };
}

const showToast = jest.fn();
beforeEach(() => Object.assign(globalThis, { wx: { showToast } }));
afterEach(() => jest.clearAllMocks());

test('a second tap does nothing while the first act is under way', async () => {
  const host = page();
  let end: () => void = () => undefined;
  const act = jest.fn(() => new Promise<void>((resolve) => (end = resolve)));
  const first = oneAtATime(host, act);
  await oneAtATime(host, act);
  expect([act.mock.calls.length, host.data.busy]).toEqual([1, true]);
  end();
  await first;
  expect(host.data).toMatchObject({ busy: false, fault: '' });
});

test('the sheet closes where the act is done; where it is not it stays, with why and the number', async () => {
  const host = page();
  const again = jest.fn(() => Promise.resolve());
  await actFromSheet(host, () => Promise.reject(new ServiceError('FULL', '没有空余的名额', 'AB12')), '好了', again);
  expect(host.data).toEqual({ busy: false, fault: '没有空余的名额（问题编号 AB12）', sheet: 'reason' });
  expect([again.mock.calls.length, showToast.mock.calls.length]).toEqual([0, 0]);
  await actFromSheet(host, () => Promise.resolve(), '好了', again);
  expect(host.data).toEqual({ busy: false, fault: '', sheet: '' });
  expect([again.mock.calls.length, showToast.mock.calls.length]).toEqual([1, 1]);
});
