import { until } from '../../until';
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
  // Back first, to a day before any real one: that fires nothing.
  await cloud.send('POST', '/dev/clock', { now: Date.parse('2020-11-20T00:00:00Z') });
  await cloud.send('POST', '/dev/clock', { advance: 3 * 86_400_000 });
  const ticks = async (): Promise<unknown[]> => (await cloud.invoke('jobs', { list: true })).body;
  await until(ticks, ({ length }) => length > 0);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(await ticks()).toEqual([expect.objectContaining({ trigger: 'daily', type: 'Timer', source: 'wx_trigger', time: '2020-11-20T19:00:00Z' })]);
});
