import type * as Kept from './reading-kept';

interface Sent {
  data: { action: string; key?: string; input: Api.Input<'reading.checkIn'> };
}

const sent: Sent[] = [];
let answers: (() => Promise<unknown>)[] = [];
const stored = new Map<string, unknown>();

const lost = () => Promise.reject(new Error('cloud.callFunction:fail'));
const done: Api.Reading.CheckedIn = { checkInId: 'c', day: '2026-11-21', lines: [], points: 5, streak: 1, levels: [], note: null };
const fine = () => Promise.resolve({ result: { ok: true, data: done } });
const refused = (code: Api.ErrorCode) => () => Promise.resolve({ result: { ok: false, error: { code, message: '不行', requestId: 'r' } } });
const input: Api.Input<'reading.checkIn'> = { editionId: 'e', bookId: 'b', minutes: 20, pages: 0, note: '好书', night: false, makeUpFor: null };
const draft: Kept.Draft = { book: null, by: 'minutes', minutes: 35, pages: 0, note: '好书', photos: [] };

beforeEach(() => {
  jest.resetModules();
  sent.length = 0;
  stored.clear();
  Object.assign(globalThis, {
    wx: {
      cloud: {
        callFunction: (request: Sent) => {
          sent.push(request);
          return (answers.shift() ?? lost)();
        },
      },
      // Without a network one attempt is all that is made.
      getNetworkType: ({ success }: { success: (answer: { networkType: string }) => void }) => success({ networkType: 'none' }),
      setStorageSync: (key: string, value: unknown) => stored.set(key, structuredClone(value)),
      getStorageSync: (key: string) => stored.get(key) ?? '',
      removeStorageSync: (key: string) => stored.delete(key),
    },
  });
});

const kept = (): Promise<typeof Kept> => import('./reading-kept');

test('what found no network goes out later as it was, under its key, also after the app was closed', async () => {
  answers = [lost, lost, fine];
  await expect((await kept()).checkIn(input)).rejects.toMatchObject({ offline: true });
  jest.resetModules();
  const again = await kept();
  again.keepDraft('e', draft);
  await expect(again.sendWaiting('e')).rejects.toMatchObject({ offline: true });
  await expect(again.sendWaiting('e')).resolves.toEqual(done);
  expect(new Set(sent.map(({ data }) => JSON.stringify([data.key, data.input])))).toEqual(new Set([JSON.stringify([sent[0]?.data.key, input])]));
  expect([sent.length, again.waiting('e'), again.sendWaiting('e')]).toEqual([3, null, null]);
  expect(again.draftOf('e')).toEqual({ ...draft, note: '', photos: [] });
});

test('two that ask at once share one request; another edition waits by itself', async () => {
  answers = [lost, lost, fine, fine];
  const { checkIn, sendWaiting, waiting, sendAllWaiting } = await kept();
  await expect(checkIn(input)).rejects.toMatchObject({ offline: true });
  await expect(checkIn({ ...input, editionId: 'f' })).rejects.toMatchObject({ offline: true });
  sendAllWaiting();
  await Promise.all([sendWaiting('e'), sendWaiting('f'), sendWaiting('e')]);
  expect([sent.length, waiting('e'), waiting('f')]).toEqual([4, null, null]);
});

test.each<[Api.ErrorCode, boolean]>([['CLOSED', false], ['BAD_INPUT', false], ['INTERNAL', true], ['SLOW_DOWN', true]])('after %s it waits: %s', async (code, waits) => {
  answers = [refused(code)];
  const { checkIn, keepDraft, draftOf, waiting } = await kept();
  keepDraft('e', draft);
  await expect(checkIn(input)).rejects.toMatchObject({ code });
  expect([waiting('e') !== null, draftOf('e')]).toEqual([waits, draft]);
});

test('a note that was changed meanwhile stays', async () => {
  answers = [fine];
  const { checkIn, keepDraft, draftOf } = await kept();
  keepDraft('e', { ...draft, note: '另一句' });
  await checkIn(input);
  expect(draftOf('e').note).toBe('另一句');
});

test('the timer runs on while the app is closed, four hours at most', async () => {
  jest.useFakeTimers({ now: 1_000_000 });
  const { startTimer, stopTimer, timed } = await kept();
  expect(timed('e')).toBeNull();
  startTimer('e');
  jest.setSystemTime(1_000_000 + 23 * 60_000 + 59_000);
  expect([timed('e'), timed('f')]).toEqual([23 * 60_000 + 59_000, null]);
  expect([stopTimer('e'), timed('e')]).toEqual([23, null]);
  startTimer('e');
  jest.setSystemTime(1_000_000 + 24 * 3_600_000);
  expect(stopTimer('e')).toBe(240);
  jest.useRealTimers();
});
