import { config } from '../../../miniprogram/config';
import { type ApiSession, dataOf, newKey, openApiSession } from '../local-session';
import { records } from './records';

let session: ApiSession;
const hour = 3_600_000;
const [chen, li, wang] = ['demo-worker-chen', 'demo-worker-li', 'demo-cadre-wang'];

beforeAll(async () => {
  session = await openApiSession({ workers: 2 });
});
afterAll(() => session.close());

const runTimer = async () => (await fetch(`${session.url}/dev/timer/jobs/everyMinute`, { method: 'POST' })).json() as Promise<{ ok: boolean; done: Record<string, number> }>;

/** Messages of moving up that this person got for this activity. */
async function toldOf(openid: string, activityId: string): Promise<number> {
  const outbox = (await (await fetch(`${session.url}/dev/outbox?openid=${openid}`)).json()) as { page: string }[];
  return outbox.filter(({ page }) => page.endsWith(activityId)).length;
}

/** An activity in which 李秀英 has just moved up, and asked to be told. */
async function movedUp(): Promise<string> {
  const startsAt = Date.now() + 48 * hour;
  const draft = { title: '亲子采摘日', programme: 'general', audienceUnionId: 'city', placeName: '近郊农场', startsAt, endsAt: startsAt + hour, capacity: 1 } as const;
  const { activityId } = dataOf(await session.call(wang, 'activity.create', draft, newKey()));
  for (const who of [chen, li]) await session.call(who, 'registration.signUp', { activityId }, newKey());
  await fetch(`${session.url}/dev/consent`, { method: 'POST', body: JSON.stringify({ openid: li, answers: { [config.templates.placeFreed]: 'accept' } }) });
  dataOf(await session.call(li, 'notice.consent', { template: 'placeFreed', answer: 'accept' }, newKey()));
  await session.call(chen, 'registration.cancel', { activityId }, newKey());
  return activityId;
}

test('what WeChat refuses for everybody burns no claim and holds up no other activity; once repaired it is sent, once, however runs overlap', async () => {
  await runTimer();
  const [spoilt, fine] = [await movedUp(), await movedUp()];
  const setTitle = (title: string) => records(session.url, 'activities').doc(spoilt).update({ title });
  await setTitle('');
  expect(await runTimer()).toMatchObject({ ok: true, done: { seats: 2, sends: 2 } });
  expect([await toldOf(li, spoilt), await toldOf(li, fine)]).toEqual([0, 1]);

  // What is said is made anew when it goes out: here the words are mended, in life the template.
  const waiting = records(session.url, 'sends').where({ result: 'due' });
  await waiting.update({ 'about.title': '亲子采摘日' });
  await runTimer();
  expect(await toldOf(li, spoilt)).toBe(0);
  await session.setClock(Date.now() + hour);
  await Promise.all([runTimer(), runTimer(), runTimer()]);
  await runTimer();
  expect([await toldOf(li, spoilt), await toldOf(li, fine)]).toEqual([1, 1]);
  expect(await runTimer()).toMatchObject({ done: { seats: 0 } });
});
