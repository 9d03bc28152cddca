import { request } from 'node:http';
import { startTestCloud } from './local-cloud';
import type { TestCloud } from './local-cloud';

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud({ echo: { source: 'exports.main = async (event) => event;' } });
});
afterAll(() => cloud.close());

function statusWith(headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(`${cloud.url}/dev/state`, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

test.each([
  [{ host: 'evil.example' }, 403],
  [{ host: '127.0.0.1.evil.example' }, 403],
  [{ host: 'localhost:1' }, 200],
  [{ origin: 'http://evil.example' }, 403],
  [{ origin: 'null' }, 403],
  [{ origin: 'http://localhost:8080' }, 200],
])('only this machine is answered: %j → %d', async (headers, status) => {
  expect(await statusWith(headers)).toBe(status);
});

test('listens on the loopback address', () => expect(new URL(cloud.url).hostname).toBe('127.0.0.1'));

test('refusals of the HTTP surface', async () => {
  expect((await cloud.send('GET', '/nowhere')).status).toBe(404);
  expect((await cloud.send('POST', '/dev/invoke/echo', 'not json')).status).toBe(400);
  expect((await cloud.send('POST', '/dev/invoke/echo', '[1]')).status).toBe(400);
  expect((await cloud.send('POST', '/dev/invoke/echo', JSON.stringify({ x: 'x'.repeat(7_000_000) }))).status).toBe(413);
  expect((await cloud.send('POST', '/dev/clock', { offset: 'soon' })).status).toBe(400);
  expect((await cloud.send('POST', '/dev/faults', { seed: 1, rates: { unknown: 1 } })).body.errMsg).toContain('unknown fault: unknown');
  expect((await cloud.send('POST', '/dev/faults', { seed: 1, rates: { delay: 2 } })).status).toBe(400);
});

test('an unknown action is named', async () => {
  const { body } = await cloud.send('POST', '/admin', { action: 'storage.melt' });
  expect(body).toMatchObject({ code: 'INVALID_PARAM', message: expect.stringContaining('storage.melt') });
});
