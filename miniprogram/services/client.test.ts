import type { call as Call } from './client';

interface Sent {
  data: { action: string; key?: string };
}

const sent: Sent[] = [];
let answers: (() => Promise<unknown>)[] = [];
let network = 'wifi';
const stored = new Map<string, unknown>();

const lost = () => Promise.reject(new Error('cloud.callFunction:fail timeout'));
const fine = (data: unknown) => () => Promise.resolve({ result: { ok: true, data } });

beforeEach(() => {
  jest.resetModules();
  jest.spyOn(globalThis.Math, 'random').mockReturnValue(0);
  sent.length = 0;
  stored.clear();
  network = 'wifi';
  Object.assign(globalThis, {
    wx: {
      cloud: {
        callFunction: (request: Sent) => {
          sent.push(request);
          return (answers.shift() ?? lost)();
        },
      },
      getNetworkType: ({ success }: { success: (answer: { networkType: string }) => void }) => success({ networkType: network }),
      setStorageSync: (key: string, value: unknown) => stored.set(key, value),
      getStorageSync: (key: string) => stored.get(key) ?? '',
    },
  });
});

afterEach(() => jest.restoreAllMocks());

async function client(): Promise<{ call: typeof Call }> {
  return import('./client');
}

test('a lost answer is asked for again with the same key', async () => {
  answers = [lost, lost, fine({ cancelled: true })];
  const { call } = await client();
  await expect(call('registration.cancel', { activityId: 'a' }, { key: 'k'.repeat(22) })).resolves.toEqual({ cancelled: true });
  expect(sent.map(({ data }) => data.key)).toEqual(['k'.repeat(22), 'k'.repeat(22), 'k'.repeat(22)]);
});

test('three losses are UNREACHABLE, and say that a repeat is safe', async () => {
  answers = [];
  const { call } = await client();
  await expect(call('people.me', {})).rejects.toMatchObject({ code: 'UNREACHABLE', offline: true, requestId: '' });
  expect(sent).toHaveLength(3);
});

test('without a network it does not try again', async () => {
  answers = [];
  network = 'none';
  const { call } = await client();
  await expect(call('people.me', {})).rejects.toMatchObject({ code: 'OFFLINE', offline: true });
  expect(sent).toHaveLength(1);
});

test('a refusal is final and keeps its sentence and request number', async () => {
  answers = [() => Promise.resolve({ result: { ok: false, error: { code: 'CLOSED', message: '报名已结束', requestId: 'r1' } } })];
  const { call } = await client();
  await expect(call('registration.signUp', { activityId: 'a' }, { key: 'k' })).rejects.toMatchObject({ code: 'CLOSED', message: '报名已结束', requestId: 'r1', offline: false });
  expect(sent).toHaveLength(1);
  expect((await import('./client')).lastFailure()).toMatchObject({ requestId: 'r1' });
});

test('what is no envelope counts as lost', async () => {
  answers = [() => Promise.resolve({ result: null }), () => Promise.resolve({ result: 'oops' }), fine({ recorded: true })];
  const { call } = await client();
  await expect(call('notice.consent', { template: 'placeFreed', answer: 'accept' }, { key: 'k' })).resolves.toEqual({ recorded: true });
});

test('an answer is kept only where asked, per question', async () => {
  const me = { member: null, grants: [], now: 1 };
  answers = [fine(me), fine({ items: [], next: null, now: 1 })];
  const { call } = await client();
  await call('people.me', {}, { keep: true });
  await call('activity.list', { programme: 'meet' });
  const { lastAnswer } = await import('./answers');
  expect(lastAnswer('people.me', {})).toEqual(me);
  expect(lastAnswer('activity.list', { programme: 'meet' })).toBeNull();
});

test('an act keeps its key until it has a definite answer', async () => {
  jest.restoreAllMocks();
  answers = [lost, lost, lost, fine({ cancelled: true }), fine({ cancelled: true })];
  const { once } = await import('./once');
  await expect(once('giveUp:a', 'registration.cancel', { activityId: 'a' })).rejects.toMatchObject({ code: 'UNREACHABLE' });
  await once('giveUp:a', 'registration.cancel', { activityId: 'a' });
  await once('giveUp:a', 'registration.cancel', { activityId: 'a' });
  const keys = sent.map(({ data }) => data.key);
  expect(new Set(keys.slice(0, 4)).size).toBe(1);
  expect(keys[4]).not.toBe(keys[3]);
  expect(keys[0]).toMatch(/^[\w-]{22}$/);
});
