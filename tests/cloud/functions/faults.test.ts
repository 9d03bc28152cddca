import { startTestCloud } from './local-cloud';
import type { TestCloud } from './local-cloud';

/** Two inserts per call, unguarded; the answer tells what the function itself saw. */
const source = `
const db = cloud.database();
exports.main = async ({ name }) => {
  const seen = [];
  for (const step of ['a', 'b']) {
    try { await db.collection('steps').add({ data: { name, step } }); seen.push('ok'); }
    catch (error) { seen.push(String(error.errMsg ?? error.message)); }
  }
  return seen;
};
`;

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud({ steps: { source, config: { timeout: 20 } } });
  await cloud.send('POST', '/admin', { action: 'database.addCollection', collectionName: 'steps' });
});
afterEach(() => cloud.send('DELETE', '/dev/faults'));
afterAll(() => cloud.close());

async function stored(name: string): Promise<string[]> {
  const query = JSON.stringify({ name });
  const { body } = await cloud.send('POST', '/admin', { action: 'database.getDocument', collectionName: 'steps', queryType: 'WHERE', query, limit: 1000 });
  return body.data.list.map((text: string) => JSON.parse(text).step).sort();
}

const on = (rates: object, seed = 1) => cloud.send('POST', '/dev/faults', { seed, rates });
const off = async () => (await cloud.send('DELETE', '/dev/faults')).body.injected;

test('fail before: an error at once, nothing stored', async () => {
  await on({ failBefore: 1 });
  const started = Date.now();
  const { body } = await cloud.invoke('steps', { name: 'before' });
  expect(body).toEqual([expect.stringMatching(/hang up|ECONNRESET/), expect.stringMatching(/hang up|ECONNRESET/)]);
  expect(Date.now() - started).toBeLessThan(3000);
  expect(await off()).toMatchObject({ failBefore: 2 });
  expect(await stored('before')).toEqual([]);
});

test('time-out after commit: the same error, all stored once (the SDK does not retry)', async () => {
  await on({ timeoutAfterCommit: 1 });
  const { body } = await cloud.invoke('steps', { name: 'after' });
  expect(body).toEqual([expect.stringMatching(/hang up|ECONNRESET/), expect.stringMatching(/hang up|ECONNRESET/)]);
  await off();
  expect(await stored('after')).toEqual(['a', 'b']);
});

test('kill: the worker dies between the two writes and the caller hears of it', async () => {
  await on({ kill: 1 });
  const { status, body } = await cloud.invoke('steps', { name: 'kill' });
  expect(status).toBe(500);
  expect(body.errMsg).toContain('Process exited before completing request');
  await off();
  expect(await stored('kill')).toEqual(['a']);
  expect((await cloud.invoke('steps', { name: 'next' })).body).toEqual(['ok', 'ok']);
});

test('duplicate and late delivery: one answer, the event runs three times; switching off waits for it', async () => {
  await on({ duplicate: 1, late: 1 });
  expect((await cloud.invoke('steps', { name: 'copies' })).body).toEqual(['ok', 'ok']);
  expect(await off()).toMatchObject({ duplicate: 1, late: 1 });
  expect(await stored('copies')).toEqual(['a', 'a', 'a', 'b', 'b', 'b']);
});

test('delay slows requests and changes nothing', async () => {
  await on({ delay: 1 });
  expect((await cloud.invoke('steps', { name: 'slow' })).body).toEqual(['ok', 'ok']);
  expect(await off()).toMatchObject({ delay: 2 });
});

test('the same seed disturbs the same calls, whatever their order; another seed others', async () => {
  const run = async (seed: number, order: number[]): Promise<string[][]> => {
    await on({ failBefore: 0.3, timeoutAfterCommit: 0.3, kill: 0.3 }, seed);
    const answers = await Promise.all(order.map(async (n) => [n, (await cloud.invoke('steps', { name: `seed-${n}` }, 'o-1')).body] as const));
    await off();
    return answers.sort(([a], [b]) => a - b).map(([, body]) => body);
  };
  const numbers = Array.from({ length: 20 }, (_, n) => n);
  const first = await run(7, numbers);
  expect(await run(7, [...numbers].reverse())).toEqual(first);
  expect(await run(8, numbers)).not.toEqual(first);
});

test('a script with the SDK is never disturbed', async () => {
  await on({ failBefore: 1 });
  expect(await stored('nobody')).toEqual([]);
});
