import { rmSync } from 'node:fs';
import { until } from '../../until';
import { startTestCloud } from './local-cloud';
import type { TestCloud } from './local-cloud';

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud({ greet: { source: 'exports.main = async ({ ms = 0 }) => { await new Promise((r) => setTimeout(r, ms)); return 1; };' } });
});
afterAll(() => cloud.close());

/** What `greet` answers once it is the new one. */
const greeting = (wanted: number): Promise<unknown> => until(async () => (await cloud.invoke('greet')).body as unknown, (answer) => answer === wanted);

test('a changed bundle is served, an event under way is finished by the old one, a new function appears', async () => {
  const stream = await fetch(`${cloud.url}/dev/events`);
  const reader = stream.body?.getReader();
  const heard = (async () => {
    let text = '';
    while (!text.includes('event: reload')) text += Buffer.from((await reader?.read())?.value ?? []).toString();
    return text;
  })();
  expect((await cloud.invoke('greet')).body).toBe(1);
  const slow = cloud.invoke('greet', { ms: 1500 });
  cloud.write('greet', { source: 'exports.main = async () => 2;' });
  cloud.write('extra', { source: 'exports.main = async () => "new";' });
  expect(await greeting(2)).toBe(2);
  expect((await slow).body).toBe(1);
  expect((await cloud.invoke('extra')).body).toBe('new');
  expect(await heard).toContain('"functions":["greet","extra"]');
  await reader?.cancel();
});

test('a build that empties the folder first takes no function away meanwhile', async () => {
  rmSync(cloud.functionsDir, { recursive: true });
  await new Promise((resolve) => setTimeout(resolve, 1200));
  expect((await cloud.invoke('greet')).status).toBe(200);
  cloud.write('greet', { source: 'exports.main = async () => 3;' });
  await new Promise((resolve) => setTimeout(resolve, 1200));
  expect((await cloud.invoke('extra')).body).toBe('new');
  cloud.write('extra', { source: 'exports.main = async () => "newer";' });
  expect(await greeting(3)).toBe(3);
  expect((await cloud.invoke('extra')).body).toBe('newer');
});
