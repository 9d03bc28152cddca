import { startTestCloud } from './local-cloud';
import type { Answer, TestCloud } from './local-cloud';

const source = `
const db = cloud.database();
const actions = {
  rw: async ({ n }) => {
    for (let i = 0; i < n; i += 1) await db.collection('docs').add({ data: { i } });
    await db.collection('docs').where({ i: 0 }).get();
    return 'done';
  },
  chain: async () => { await db.collection('docs').count(); return (await cloud.callFunction({ name: 'worker', data: { do: 'rw', n: 2 } })).result; },
  fail: async () => { await db.collection('docs').count(); throw new Error('after one'); },
  none: async () => 1,
};
exports.main = (event) => actions[event.do](event);
`;

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud({ worker: { source, config: { timeout: 20 } } });
  await cloud.send('POST', '/admin', { action: 'database.addCollection', collectionName: 'docs' });
});
afterAll(() => cloud.close());

const work = ({ headers }: Answer): number[] => ['x-db-round-trips', 'x-db-writes', 'x-docs-read'].map((name) => Number(headers.get(name)));

test('the database work of a call is its own, also when many run at once', async () => {
  const answers = await Promise.all([3, 0, 1, 5, 2].map((n) => cloud.invoke('worker', { do: 'rw', n })));
  expect(answers.map((answer) => work(answer).slice(0, 2))).toEqual([
    [4, 3],
    [1, 0],
    [2, 1],
    [6, 5],
    [3, 2],
  ]);
  expect(work(await cloud.invoke('worker', { do: 'none' }))).toEqual([0, 0, 0]);
});

test('documents read are those fetched, and every answer has a request number', async () => {
  const answer = await cloud.invoke('worker', { do: 'rw', n: 0 });
  expect(work(answer)[2]).toBeGreaterThanOrEqual(3);
  expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
});

test('a function called by a function counts for the one that was called first', async () => {
  expect(work(await cloud.invoke('worker', { do: 'chain' })).slice(0, 2)).toEqual([4, 2]);
});

test('a call that fails is counted too', async () => {
  const answer = await cloud.invoke('worker', { do: 'fail' });
  expect(answer.status).toBe(500);
  expect(work(answer).slice(0, 2)).toEqual([1, 0]);
});
