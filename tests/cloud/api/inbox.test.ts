import type { tell as Tell } from '../../../cloudfunctions/modules/notice/tell';
import type { Database } from '../../../cloudfunctions/platform/database';
import { dailyCap } from '../../../miniprogram/domain/notice/consent';
import { instant } from '../../../miniprogram/domain/time/shanghai';
import { config } from '../../../miniprogram/config';
import { demoUid } from '../../../scripts/seed/people';
import { type ApiSession, codeOf, dataOf, newKey, openApiSession } from '../local-session';
import { functionsDatabase } from '../functions-database';
import { recordOf, records } from './records';

/** 消息: once in the inbox however often it is told, and by WeChat only where a consent is left. */

// Timers that overlap are slow where the machine has other work.

let session: ApiSession;
let db: Database;
let tell: typeof Tell;
const [chen, li, stranger] = ['demo-worker-chen', 'demo-worker-li', 'demo-stranger'];
const hour = 3_600_000;
/** Noon in Shanghai. */
const noon = instant(2026, 12, 1, 12);

beforeAll(async () => {
  session = await openApiSession({ workers: 2 });
  await session.setClock(noon);
  db = await functionsDatabase(session.url);
  ({ tell } = await import('../../../cloudfunctions/modules/notice/tell'));
});
afterAll(() => session.close());

const runTimer = () => fetch(`${session.url}/dev/timer/jobs/everyMinute`, { method: 'POST' });
const about = { title: '亲子采摘日', days: '6', editionId: 'reading-month' };
const telling = (key: string, who: string[], at = noon) => tell(db, { template: 'streakBreaking', to: who.map(demoUid), about, key }, at);
const titles = async (who: string) => dataOf(await session.call(who, 'notice.inbox', {})).items.map(({ itemId }) => itemId.split(':')[0]);

/** Says yes so often, to WeChat and to us. */
async function allow(who: string, times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) {
    await fetch(`${session.url}/dev/consent`, { method: 'POST', body: JSON.stringify({ openid: who, answers: { [config.templates.streakBreaking]: 'accept' } }) });
    dataOf(await session.call(who, 'notice.consent', { template: 'streakBreaking', answer: 'accept' }, newKey()));
  }
}

async function sentTo(who: string): Promise<number> {
  const sent = (await (await fetch(`${session.url}/dev/outbox?openid=${who}`)).json()) as { templateId: string }[];
  return sent.filter(({ templateId }) => templateId === config.templates.streakBreaking).length;
}

test('an inbox is one’s own: unread falls as one reads, a stranger has none', async () => {
  const before = dataOf(await session.call(chen, 'notice.unread', {})).unread;
  expect(before).toBeGreaterThan(0);
  const { items } = dataOf(await session.call(chen, 'notice.inbox', {}));
  const fresh = items.find(({ read }) => !read);
  const itemId = fresh?.itemId ?? '';
  expect(codeOf(await session.call(li, 'notice.read', { itemId }))).toBe('NOT_FOUND');
  for (let time = 0; time < 2; time += 1) dataOf(await session.call(chen, 'notice.read', { itemId }));
  expect(dataOf(await session.call(chen, 'notice.unread', {})).unread).toBe(before - 1);
  dataOf(await session.call(chen, 'notice.readAll', { until: noon + hour }));
  expect(dataOf(await session.call(chen, 'notice.unread', {})).unread).toBe(0);
  expect(dataOf(await session.call(stranger, 'notice.unread', {})).unread).toBe(0);
  expect(codeOf(await session.call(stranger, 'notice.inbox', {}))).toBe('FORBIDDEN');
  for (const bad of [{ $ne: null }, 'x'.repeat(300), '']) expect(codeOf(await session.invoke('api', { action: 'notice.read', input: { itemId: bad } }, chen))).toBe('BAD_INPUT');
});

test('told again and at once it is there once; pages of 20 hold each once', async () => {
  await Promise.all([telling('once', [chen, li]), telling('once', [li, chen]), telling('once', [chen])]);
  expect((await titles(chen)).filter((one) => one === 'once')).toHaveLength(1);
  for (let n = 0; n < 24; n += 1) await telling(`many${n}`, [li]);
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page: Api.Output<'notice.inbox'> = dataOf(await session.call(li, 'notice.inbox', cursor === undefined ? {} : { cursor }));
    seen.push(...page.items.map(({ itemId }) => itemId));
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  expect(seen.length).toBeGreaterThanOrEqual(25);
  expect(new Set(seen).size).toBe(seen.length);
  const { cost } = await session.measured(li, 'notice.inbox', {});
  expect(cost.roundTrips).toBeLessThanOrEqual(3);
  expect(cost.docsRead).toBeLessThanOrEqual(23);
});

test('a consent is one message; a late duplicate of the answer is not another', async () => {
  const key = newKey();
  for (let time = 0; time < 3; time += 1) dataOf(await session.call(li, 'notice.consent', { template: 'resultOut', answer: 'accept' }, key));
  expect(codeOf(await session.call(li, 'notice.consent', { template: 'placeFreed', answer: 'accept' }, key))).toBe('KEY_REUSED');
  expect(dataOf(await session.call(li, 'notice.asking', { template: 'resultOut' }))).toEqual({ ask: true, left: 1 });
  dataOf(await session.call(li, 'notice.consent', { template: 'resultOut', answer: 'reject' }, newKey()));
  expect(dataOf(await session.call(li, 'notice.asking', { template: 'resultOut' }))).toEqual({ ask: false, left: 1 });
});

test('timers that overlap send what is due once, as far as consents and the day go', async () => {
  await allow(chen, dailyCap + 2);
  for (let n = 0; n < dailyCap + 3; n += 1) await telling(`capped${n}`, [chen]);
  await Promise.all([runTimer(), runTimer(), runTimer()]);
  expect(await sentTo(chen)).toBe(dailyCap);
  expect((await titles(chen)).filter((one) => one?.startsWith('capped'))).toHaveLength(dailyCap + 3);
});

test('at night it waits for the morning', async () => {
  await session.setClock(instant(2026, 12, 3, 22));
  await allow(li, 1);
  await telling('night', [li], instant(2026, 12, 3, 22));
  await runTimer();
  expect(await sentTo(li)).toBe(0);
  expect(await recordOf(session.url, 'sends', `night:${demoUid(li)}`)).toMatchObject({ result: 'due', due: instant(2026, 12, 4, 8) });
});

test('43101: what WeChat knows better is believed, and not tried again', async () => {
  await session.setClock(instant(2026, 12, 5, 12));
  const who = 'demo-worker-aerken';
  dataOf(await session.call(who, 'notice.consent', { template: 'streakBreaking', answer: 'accept' }, newKey()));
  dataOf(await session.call(who, 'notice.consent', { template: 'streakBreaking', answer: 'accept' }, newKey()));
  await telling('gone1', [who], instant(2026, 12, 5, 12));
  await runTimer();
  expect(await recordOf(session.url, 'sends', `gone1:${demoUid(who)}`)).toMatchObject({ result: 'spent' });
  expect(dataOf(await session.call(who, 'notice.asking', { template: 'streakBreaking' })).left).toBe(0);
  await telling('gone2', [who], instant(2026, 12, 5, 12));
  expect((await records(session.url, 'sends').where({ uid: demoUid(who) }).limit(9).get()).data).toHaveLength(1);
});

test('whose streak is about to break hears of it in the evening, once; whoever has read today does not', async () => {
  const editionId = 'reading-month';
  const { from, until } = dataOf(await session.call(li, 'reading.edition', { editionId }));
  const begin = Math.max(Date.parse(`${from}T12:00:00+08:00`), instant(2026, 12, 6, 12));
  const last = Date.parse(`${until}T12:00:00+08:00`);
  const bookId = dataOf(await session.call(li, 'reading.books', { editionId })).items[0]?.bookId ?? '';
  const read = (who: string) => session.call(who, 'reading.checkIn', { editionId, bookId, minutes: 20, pages: 0, note: '', photos: [], night: false, makeUpFor: null }, newKey());
  // The demo's edition is on around the day the demo was laid.
  const first = begin + 3 * 24 * hour <= last ? begin : last - 3 * 24 * hour;
  for (let day = 0; day < 3; day += 1) {
    await session.setClock(first + day * 24 * hour);
    for (const who of [li, 'demo-worker-aerken']) dataOf(await read(who));
    await runTimer();
  }
  await session.setClock(first + 3 * 24 * hour);
  dataOf(await read('demo-worker-aerken'));
  await session.setClock(first + 3 * 24 * hour + 7.5 * hour);
  for (let time = 0; time < 2; time += 1) await runTimer();
  const told = async (who: string) => (await titles(who)).filter((one) => one === 'streak');
  expect(await told(li)).toHaveLength(1);
  expect(await told('demo-worker-aerken')).toHaveLength(0);
});
