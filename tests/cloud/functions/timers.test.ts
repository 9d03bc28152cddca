import { startTestCloud } from './local-cloud';
import type { TestCloud } from './local-cloud';

const source = `
const db = cloud.database();
exports.main = async (event) => {
  if (event.list) return (await db.collection('ticks').get()).data;
  await db.collection('ticks').add({ data: { trigger: event.TriggerName, type: event.Type, time: event.Time, source: cloud.getWXContext().SOURCE } });
};
`;

let cloud: TestCloud;
beforeAll(async () => {
  const triggers = [{ name: 'daily', type: 'timer', config: '0 0 3 * * * *' }];
  cloud = await startTestCloud({ jobs: { source, config: { timeout: 20, triggers } } }, { timers: true });
  await cloud.send('POST', '/admin', { action: 'database.addCollection', collectionName: 'ticks' });
});
afterAll(() => cloud.close());

test('a timer of config.json runs by the local clock, once for a jump over three days', async () => {
  await cloud.send('POST', '/dev/clock', { now: Date.parse('2026-11-20T00:00:00Z') });
  await cloud.send('POST', '/dev/clock', { advance: 3 * 86_400_000 });
  let ticks: unknown[] = [];
  for (let look = 0; look < 100 && ticks.length === 0; look += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    ticks = (await cloud.invoke('jobs', { list: true })).body;
  }
  await new Promise((resolve) => setTimeout(resolve, 300));
  ticks = (await cloud.invoke('jobs', { list: true })).body;
  expect(ticks).toEqual([expect.objectContaining({ trigger: 'daily', type: 'Timer', source: 'wx_trigger', time: '2026-11-20T19:00:00Z' })]);
});
