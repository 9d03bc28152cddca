import type { tell as Tell } from '../../../cloudfunctions/modules/notice/tell';
import type { Database } from '../../../cloudfunctions/platform/database';
import { config } from '../../../miniprogram/config';
import { instant } from '../../../miniprogram/domain/time/shanghai';
import { demoUid } from '../../../scripts/seed/people';
import { functionsDatabase } from '../functions-database';
import { type ApiSession, openApiSession } from '../local-session';
import { records } from './records';

/** What WeChat refuses whoever it is for: nobody's consent is lost by it, nobody is tried in vain, and later each gets it once. */


let session: ApiSession;
let db: Database;
let tell: typeof Tell;
const people = Array.from({ length: 24 }, (_, index) => `demo-member-${index}`);
const hour = 3_600_000;
type Template = 'streakBreaking' | 'announcement';

beforeAll(async () => {
  session = await openApiSession();
  db = await functionsDatabase(session.url);
  ({ tell } = await import('../../../cloudfunctions/modules/notice/tell'));
});
afterAll(() => session.close());

const post = (path: string, body: object) => fetch(`${session.url}${path}`, { method: 'POST', body: JSON.stringify(body) });
const runTimer = async () => (await post('/dev/timer/jobs/everyMinute', {})).text();
const limit = (limits: { deleted?: string[]; left?: number }) => post('/dev/message-limits', limits);

/** So many messages allowed, to WeChat and to us; what stood there before goes. */
async function allow(template: Template, left: number): Promise<void> {
  await records(session.url, 'consents').where({}).remove();
  const of = { [template]: { answer: 'accept', at: 1, left } };
  await records(session.url, 'consents').add(people.map((openid) => ({ _id: demoUid(openid), of, keys: [], day: '', sent: 0, v: 1 })));
  for (const openid of people) for (let n = 0; n < left; n += 1) await post('/dev/consent', { openid, answers: { [config.templates[template]]: 'accept' } });
}

const streak = (key: string, now: number, title = '读书月') =>
  tell(db, { template: 'streakBreaking', to: people.map(demoUid), about: { title, days: '6', editionId: 'reading-month' }, key }, now);
const announcement = (key: string, now: number) =>
  tell(db, { template: 'announcement', to: people.map(demoUid), about: { title: '职工体检', unit: '江城市总工会', when: '12月1日 9:00', announcementId: key }, key }, now);

/** How many messages of a telling stand how, such as `{due: 3, sent: 21}`. */
async function standing(key: string): Promise<Record<string, number>> {
  const { data } = await records(session.url, 'sends').where({ subject: key }).limit(100).get();
  const count: Record<string, number> = {};
  for (const { result } of data) count[String(result)] = (count[String(result)] ?? 0) + 1;
  return count;
}

/** When the next of a telling may go out. */
async function waits(key: string): Promise<number[]> {
  return (await records(session.url, 'sends').where({ subject: key, result: 'due' }).limit(100).get()).data.map(({ due }) => Number(due));
}

async function consentsLeft(template: Template): Promise<number> {
  const { data } = await records(session.url, 'consents').where({}).limit(100).get();
  const of = data as { of?: Partial<Record<Template, { left: number }>> }[];
  return of.reduce((sum, one) => sum + (one.of?.[template]?.left ?? 0), 0);
}

/** Messages of a template by person. */
async function outbox(template: Template): Promise<Map<string, number>> {
  const sent = (await (await fetch(`${session.url}/dev/outbox`)).json()) as { openid: string; templateId: string }[];
  const got = new Map<string, number>();
  for (const { openid, templateId } of sent) if (templateId === config.templates[template]) got.set(openid, (got.get(openid) ?? 0) + 1);
  return got;
}

test('40037: a template that WeChat does not know waits an hour; nobody pays for it, and the other templates go on', async () => {
  const noon = instant(2027, 3, 1, 12);
  await session.setClock(noon);
  await allow('streakBreaking', 1);
  await streak('gone', noon);
  await limit({ deleted: [config.templates.streakBreaking] });
  await announcement('other', noon);
  await Promise.all([runTimer(), runTimer()]);
  expect(await standing('gone')).toEqual({ due: people.length });
  expect(await consentsLeft('streakBreaking')).toBe(people.length);
  const before = await waits('gone');

  // Nothing of it is tried until the hour is over, even where the template is back.
  await limit({});
  await session.setClock(noon + hour / 2);
  await runTimer();
  expect(await standing('gone')).toEqual({ due: people.length });
  expect(await waits('gone')).toEqual(before);

  await session.setClock(noon + 2 * hour);
  await Promise.all([runTimer(), runTimer()]);
  expect(await standing('gone')).toEqual({ sent: people.length });
  expect(await consentsLeft('streakBreaking')).toBe(0);
  expect([...(await outbox('streakBreaking')).values()]).toEqual(people.map(() => 1));
});

test('45009: enough for today in the middle of a telling; all templates wait, whoever did not get it pays nothing and gets it once later', async () => {
  const noon = instant(2027, 3, 3, 12);
  await session.setClock(noon);
  await allow('announcement', 1);
  await announcement('enough', noon);
  await limit({ left: 7 });
  await runTimer();
  expect(await standing('enough')).toEqual({ sent: 7, due: people.length - 7 });
  expect(await consentsLeft('announcement')).toBe(people.length - 7);
  await runTimer();
  expect(await standing('enough')).toEqual({ sent: 7, due: people.length - 7 });

  await limit({});
  await session.setClock(noon + 2 * hour);
  await Promise.all([runTimer(), runTimer()]);
  expect(await standing('enough')).toEqual({ sent: people.length });
  expect([...(await outbox('announcement')).values()]).toEqual(people.map(() => 1));
});

test('47003: words that WeChat refuses are tried with ten people and not with all; they wait an hour', async () => {
  const noon = instant(2027, 3, 5, 12);
  await session.setClock(noon);
  await allow('streakBreaking', 1);
  await streak('wrong', noon, '读书\n月');
  await runTimer();
  expect(await standing('wrong')).toEqual({ due: people.length });
  expect(await consentsLeft('streakBreaking')).toBe(people.length);
  expect((await waits('wrong')).every((due) => due >= noon + hour)).toBe(true);
  // Who was tried paid and got it back: two changes.
  const { data } = await records(session.url, 'consents').where({}).limit(100).get();
  expect(data.filter(({ v }) => Number(v) > 1)).toHaveLength(10);
});
