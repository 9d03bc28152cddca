import { randomBytes } from 'node:crypto';
import { plainRules } from '../../miniprogram/domain/activity/rules';
import { hour } from '../../miniprogram/domain/time/shanghai';
import { openSession, type Session } from './session';
import { dataWhen, element, pageAt, tap, typeInto, until, wordsOf } from './steps';

/** A place that is given back: offered to the next in line, taken, asked leave from; more places, and somebody taken out; seen by both workers and the cadre. */

const detailPath = 'packages/activity/pages/detail/detail';
const managePath = 'packages/cadre/pages/manage/manage';
const [chen, li, wang] = ['demo-worker-chen', 'demo-worker-li', 'demo-cadre-wang'];
const confirmed = { confirm: true, cancel: false, errMsg: 'showModal:ok' };
const sessions: Session[] = [];
let activityId = '';

async function phoneOf(as: string, page: string): Promise<Session> {
  const session = await openSession({ as, page });
  sessions.push(session);
  return session;
}

async function act<A extends Api.ActionName>(openid: string, action: A, input: Api.Input<A>): Promise<Api.Output<A>> {
  const key = randomBytes(16).toString('base64url');
  const response = await fetch(`${sessions[0]?.cloudUrl}/dev/invoke/api`, { method: 'POST', body: JSON.stringify({ action, input, key }), headers: { 'content-type': 'application/json', 'x-wx-openid': openid } });
  // The router's envelope: the contract says its shape.
  const answer = (await response.json()) as Api.Response<A>;
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.data;
}

beforeAll(async () => {
  await phoneOf(wang, '/packages/cadre/pages/desk/desk');
  const now = Date.now();
  const activity = { title: '车间书法雅集', programme: 'general' as const, audienceUnionId: 'city', placeName: '机床厂职工书屋', startsAt: now + 72 * hour, endsAt: now + 75 * hour, capacity: 1 };
  ({ activityId } = await act(wang, 'activity.create', { ...activity, rules: { ...plainRules, offerHours: 24 } }));
});
afterAll(async () => {
  for (const session of sessions) await session.close();
});

const detailOf = async (session: Session) => pageAt(session.program, detailPath);

test('one takes the place, the next waits; given back, it is offered to the next', async () => {
  const first = await phoneOf(chen, `/${detailPath}?id=${activityId}`);
  const page = await detailOf(first);
  await until('how places are given', async () => ((await page.data('view.how')) as string[] | undefined)?.some((line) => line.includes('名额留 24 小时')));
  await tap(page, 'gy-action-bar gy-button', '.button');
  await pageAt(first.program, 'packages/activity/pages/registered/registered');
  await act(li, 'registration.signUp', { activityId });

  await first.program.navigateBack();
  const again = await detailOf(first);
  await dataWhen<number>(again, 'detail.waiting', (waiting) => waiting === 1);
  await first.program.mockWxMethod('showModal', confirmed);
  await tap(again, '.pinned .bare');
  await until('the place given back', async () => (await again.data('detail.registration')) === null);
  await first.screenshot('places-1-given-back');
});

test('the offer stands first at home and is taken with one tap', async () => {
  const session = await phoneOf(li, '/pages/home/home');
  const home = await pageAt(session.program, 'pages/home/home');
  const next = await dataWhen<{ activityId: string; offer: string }>(home, 'next', ({ offer }) => offer !== '');
  expect(next).toMatchObject({ activityId, offer: expect.stringMatching(/^名额给您留到 明天 /) });
  await session.screenshot('places-2-home');
  await tap(home, '.offer gy-button', '.button');
  const page = await detailOf(session);
  expect(await wordsOf(page, '.pinned .t-lead')).toBe('有名额了，请您接受');
  await element(page, 'gy-countdown');
  await session.screenshot('places-3-offer');
  await tap(page, 'gy-action-bar gy-button', '.button');
  const done = await pageAt(session.program, 'packages/activity/pages/registered/registered');
  await dataWhen<boolean>(done, 'held', (held) => held);
  await session.screenshot('places-4-accepted');
});

test('leave is asked for with a reason, and the cadre reads it in the roster', async () => {
  const session = await phoneOf(li, `/${detailPath}?id=${activityId}`);
  const page = await detailOf(session);
  await tap(page, 'activity-absence', 'gy-button', '.button');
  await element(page, 'activity-absence', 'gy-reason', '.row');
  await session.screenshot('places-5-leave');
  await tap(page, 'activity-absence', 'gy-reason', 'gy-button', '.button');
  await dataWhen<string>(page, 'view.pinned.title', (title) => title === '已请假');
  await session.screenshot('places-6-on-leave');

  const cadre = await phoneOf(wang, `/${managePath}?id=${activityId}`);
  const manage = await pageAt(cadre.program, managePath);
  const people = await dataWhen<{ name: string; tag: string; note: string }[]>(manage, 'people', (rows) => rows.length === 1);
  expect(people).toEqual([expect.objectContaining({ name: '李秀英', tag: '请假', note: '临时调班、加班' })]);
  await tap(manage, 'cadre-roster', '.person');
  await element(manage, 'cadre-person', '.fact');
  await cadre.screenshot('places-7-person');
});

const peopleAt = async (cadre: Session, wanted: (rows: { name: string; tag: string }[]) => boolean) =>
  dataWhen<{ name: string; tag: string }[]>(await pageAt(cadre.program, managePath), 'people', wanted);

test('the organiser adds a place, and the next in line gets it', async () => {
  await act(chen, 'registration.signUp', { activityId });
  const cadre = await phoneOf(wang, `/${managePath}?id=${activityId}`);
  const manage = await pageAt(cadre.program, managePath);
  expect(await peopleAt(cadre, (rows) => rows.length === 2)).toContainEqual(expect.objectContaining({ name: '陈建国', tag: expect.stringContaining('候补') }));
  await tap(manage, 'cadre-places', '.bare');
  await typeInto(manage, '2', 'cadre-places', '.number');
  await cadre.screenshot('places-8-resize');
  await tap(manage, 'cadre-places', 'gy-reason', 'gy-button', '.button');
  await dataWhen<number>(manage, 'counts.capacity', (capacity) => capacity === 2);
  const people = await peopleAt(cadre, (rows) => rows.every(({ tag }) => !tag.includes('候补')));
  expect(people.find(({ name }) => name === '陈建国')?.tag).toMatch(/^留到 /);
  await until('the bucket shown full', async () => (await wordsOf(manage, 'cadre-places', '.num')).includes('已用 2 / 2'));
});

test('the organiser takes somebody out with a reason, and they read it', async () => {
  const cadre = await phoneOf(wang, `/${managePath}?id=${activityId}`);
  const manage = await pageAt(cadre.program, managePath);
  expect((await peopleAt(cadre, (people) => people.length === 2))[0]?.name).toBe('李秀英');
  await tap(manage, 'cadre-roster', '.person');
  await cadre.program.mockWxMethod('showModal', confirmed);
  await tap(manage, 'cadre-person', '.act');
  await element(manage, 'cadre-person', 'gy-reason', '.row');
  await cadre.screenshot('places-9-withdraw');
  await tap(manage, 'cadre-person', 'gy-reason', 'gy-button', '.button');
  await peopleAt(cadre, (people) => people.length === 1);

  const session = await phoneOf(li, `/${detailPath}?id=${activityId}`);
  const page = await pageAt(session.program, detailPath);
  expect(await dataWhen<string>(page, 'view.parted', (words) => words !== '')).toBe('主办方取消了您的报名：不符合参加条件');
  await session.screenshot('places-10-parted');
});
