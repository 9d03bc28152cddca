import { openSession, type Session } from './session';
import { dataWhen, element, pageAt, tap, type, wordsOf } from './steps';

/** One activity from its opening to the door, each person through the app: cadre, two workers, gate staff. */

const title = '车间三人篮球对抗赛';
const detailPath = 'packages/activity/pages/detail/detail';
const sessions: Session[] = [];
let activityId = '';
let token = '';

async function phoneOf(as: string, page?: string): Promise<Session> {
  const session = await openSession({ as, ...(page === undefined ? {} : { page }) });
  sessions.push(session);
  return session;
}

beforeAll(async () => {
  await phoneOf('demo-cadre-wang');
});

afterAll(async () => {
  for (const session of sessions) await session.close();
});

test('a cadre opens an activity from title, time and places, and gets a poster', async () => {
  const session = await phoneOf('demo-cadre-wang', '/packages/cadre/pages/open/open');
  const page = await pageAt(session.program, 'packages/cadre/pages/open/open');
  await tap(page, 'gy-chooser', '#plain');
  await type(page, '#title input', title);
  await type(page, '#capacity input', '1');
  await type(page, '#placeName input', '机床厂灯光球场');
  await session.screenshot('flow-1-open');
  await tap(page, 'gy-action-bar gy-button', '.button');
  await dataWhen<string>(page, 'stage', (stage) => stage === 'preview');
  await tap(page, 'gy-action-bar gy-button', '.button');
  await dataWhen<string>(page, 'stage', (stage) => stage === 'done');
  await session.screenshot('flow-2-opened');
  await tap(page, '.done__acts gy-button', '.button');
  const poster = await pageAt(session.program, 'packages/activity/pages/poster/poster');
  activityId = String(poster.query['id']);
  expect(activityId).toMatch(/^[A-Za-z0-9_-]{22}$/);
  await dataWhen<boolean>(poster, 'drawn', (drawn) => drawn);
  await session.screenshot('flow-3-poster');
});

test('a worker finds it by a part of its name and takes the last place', async () => {
  const session = await phoneOf('demo-worker-chen', '/pages/activities/activities');
  const list = await pageAt(session.program, 'pages/activities/activities');
  await type(list, '.search__input', '三人篮球');
  await dataWhen<unknown[]>(list, 'items', (items) => items.length === 1);
  await session.screenshot('flow-4-found');
  await tap(list, 'gy-activity-card', '.activity');
  const detail = await pageAt(session.program, detailPath);
  expect(await wordsOf(detail, '.hero__title')).toBe(title);
  await session.screenshot('flow-5-detail');
  await tap(detail, 'gy-action-bar gy-button', '.button');
  const done = await pageAt(session.program, 'packages/activity/pages/registered/registered');
  await dataWhen<boolean>(done, 'held', (held) => held);
  await session.screenshot('flow-6-held');
});

test('the next one waits, with the place in line', async () => {
  const session = await phoneOf('demo-worker-li', `/${detailPath}?id=${activityId}`);
  const detail = await pageAt(session.program, detailPath);
  await tap(detail, 'gy-action-bar gy-button', '.button');
  await pageAt(session.program, 'packages/activity/pages/registered/registered');
  await session.screenshot('flow-7-waiting');
  await session.program.navigateBack();
  const again = await pageAt(session.program, detailPath);
  const position = await dataWhen<number>(again, 'detail.registration.position', (value) => value > 0);
  expect(position).toBe(1);
});

test('a cancel is asked for once more, and moves the line up', async () => {
  const session = await phoneOf('demo-worker-chen', `/${detailPath}?id=${activityId}`);
  const detail = await pageAt(session.program, detailPath);
  await session.program.mockWxMethod('showModal', { confirm: true, cancel: false, errMsg: 'showModal:ok' });
  await tap(detail, '.pinned .bare');
  await dataWhen<string>(detail, 'detail.activityId', () => true);
  await element(detail, '.pinned').catch(() => undefined);
  const waiting = await openSession({ as: 'demo-worker-li', page: `/packages/activity/pages/pass/pass?id=${activityId}` });
  sessions.push(waiting);
  const pass = await pageAt(waiting.program, 'packages/activity/pages/pass/pass');
  const passes = await dataWhen<{ activityId: string; token: string; name: string }[]>(pass, 'passes', (all) => all.length > 0);
  const mine = passes.find((one) => one.activityId === activityId);
  expect(mine?.name).toBe('李秀英');
  token = mine?.token ?? '';
  expect(token).toMatch(/^GY1:/);
  await waiting.screenshot('flow-8-pass');
});

test('the gate admits once; the second scan says when and where the first was', async () => {
  const [first] = sessions;
  const startsAt = await fetch(`${first?.cloudUrl}/dev/invoke/api`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-wx-openid': 'demo-worker-li' },
    body: JSON.stringify({ action: 'activity.detail', input: { activityId } }),
  }).then(async (response) => ((await response.json()) as { data: { startsAt: number } }).data.startsAt);
  await fetch(`${first?.cloudUrl}/dev/clock`, { method: 'POST', body: JSON.stringify({ now: startsAt - 600_000 }) });

  const session = await phoneOf('demo-gate-zhao', '/packages/staff/pages/scan/scan');
  const gate = await pageAt(session.program, 'packages/staff/pages/scan/scan');
  await dataWhen<{ activityId: string }[]>(gate, 'duties', (duties) => duties.some((duty) => duty.activityId === activityId));
  for (const row of await gate.$$('.duty')) {
    if ((await row.attribute('data-id')) === activityId) await row.tap();
  }
  await dataWhen<string>(gate, 'duty.activityId', (id) => id === activityId);
  await session.screenshot('flow-9-duties');
  await tap(gate, 'gy-action-bar gy-button', '.button');
  await session.program.mockWxMethod('scanCode', { result: token, scanType: 'QR_CODE', errMsg: 'scanCode:ok' });
  const scan = async () => {
    const tools = await gate.$$('.gate__tools .gate__tool');
    await tools[tools.length - 2]?.tap();
  };
  await element(gate, '.gate__tools');
  await scan();
  await dataWhen<string>(gate, 'answer.tone', (tone) => tone === 'in');
  await session.screenshot('flow-10-admitted');
  await tap(gate, '.answer');
  await scan();
  const used = await dataWhen<{ tone: string; detail: string }>(gate, 'answer', (answer) => answer.tone === 'used');
  expect(used.detail).toMatch(/已于 .*东门/);
  await session.screenshot('flow-11-used');
});

test('the roster shows who came', async () => {
  const session = await phoneOf('demo-cadre-wang', `/packages/cadre/pages/manage/manage?id=${activityId}`);
  const page = await pageAt(session.program, 'packages/cadre/pages/manage/manage');
  const counts = await dataWhen<{ held: number; checkedIn: number }>(page, 'counts', (value) => value.held === 1);
  expect(counts.checkedIn).toBe(1);
  await session.screenshot('flow-12-roster');
});
