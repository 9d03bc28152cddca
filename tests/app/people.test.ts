import { openSession, type Session } from './session';
import { dataWhen, element, pageAt, tap, type, until } from './steps';

/** Joining a union, seen from both sides: a stranger by roster and by request, the cadre who enrols, answers and disputes, and leaving again. */

const joinPath = 'packages/people/pages/join/join';
const membersPath = 'packages/cadre/pages/members/members';
const sessions: Session[] = [];

async function phoneOf(as: string, page: string): Promise<Session> {
  const session = await openSession({ as, page });
  sessions.push(session);
  return session;
}

beforeAll(async () => {
  await phoneOf('demo-worker-chen', '/pages/home/home');
});
afterAll(async () => {
  for (const session of sessions) await session.close();
});

const confirmed = { confirm: true, cancel: false, errMsg: 'showModal:ok' };

/** From the search to the form of the machine-tool works. */
async function toForm(session: Session) {
  const page = await pageAt(session.program, joinPath);
  await type(page, '.search__input', '机床');
  await dataWhen<{ id: string }[]>(page, 'found', (found) => found.some(({ id }) => id === 'jcjc'));
  await session.screenshot('people-1-found');
  for (const row of await page.$$('.union')) {
    if ((await row.attribute('data-id')) === 'jcjc') await row.tap();
  }
  await dataWhen<string>(page, 'stage', (stage) => stage === 'form');
  return page;
}

test('a cadre pastes members; a bad line is named and nothing added', async () => {
  const session = await phoneOf('demo-cadre-liu', `/${membersPath}`);
  const page = await pageAt(session.program, membersPath);
  await dataWhen<boolean>(page, 'loaded', (loaded) => loaded);
  await tap(page, 'gy-action-bar gy-button', '.button');
  await type(page, '.sheet__text', '华小满,88010001\n华');
  await tap(page, '.go gy-button', '.button');
  await dataWhen<string[]>(page, 'faults', (faults) => faults.length === 1 && (faults[0] ?? '').startsWith('第 2 行'));
  await session.screenshot('people-2-faults');
  await type(page, '.sheet__text', '华小满,88010001,退休');
  await tap(page, '.go gy-button', '.button');
  await dataWhen<{ name: string; bound: boolean }[]>(page, 'rows', (rows) => rows[0]?.name === '华小满' && !rows[0].bound);
  await session.screenshot('people-3-roster');
});

test('he signs up for her', async () => {
  const session = await phoneOf('demo-cadre-liu', '/pages/home/home');
  const home = await pageAt(session.program, 'pages/home/home');
  await dataWhen<boolean>(home, 'cadre', (cadre) => cadre);
  await session.program.navigateTo('/packages/activity/pages/detail/detail?id=lecture-law');
  await tap(await pageAt(session.program, 'packages/activity/pages/detail/detail'), '.behalf');
  const page = await pageAt(session.program, 'packages/cadre/pages/behalf/behalf');
  const rows = await dataWhen<{ uid: string; name: string }[]>(page, 'rows', (all) => all.some(({ name }) => name === '华小满'));
  const uid = rows.find(({ name }) => name === '华小满')?.uid;
  for (const act of await page.$$('.person__act')) {
    if ((await act.attribute('data-uid')) === uid) await act.tap();
  }
  await dataWhen<{ uid: string; state: string | null }[]>(page, 'rows', (all) => all.some((row) => row.uid === uid && row.state !== null));
  await session.screenshot('people-4-behalf');
});

test('a stranger is told once what does not match, asks to be let in, and waits', async () => {
  const session = await phoneOf('demo-stranger', `/${joinPath}`);
  const page = await toForm(session);
  await type(page, '#name', '华小满');
  await type(page, '#tail', '9999');
  await tap(page, '.bind gy-button', '.button');
  await dataWhen<string>(page, 'fault', (fault) => fault.includes('没有对上'));
  await session.screenshot('people-5-mismatch');
  await type(page, '#name', '华小蛮');
  await tap(page, '.ask-in gy-button', '.button');
  await dataWhen<string>(page, 'stage', (stage) => stage === 'asked');
  await session.screenshot('people-6-asked');
  await session.program.switchTab('/pages/me/me');
  const me = await pageAt(session.program, 'pages/me/me');
  await dataWhen<{ open: boolean }>(me, 'asking', (asking) => asking.open);
  await session.screenshot('people-7-me-asked');
});

test('the cadre refuses with a reason, and the stranger reads it and joins by the right number', async () => {
  const cadre = await phoneOf('demo-cadre-liu', `/${membersPath}`);
  const members = await pageAt(cadre.program, membersPath);
  await dataWhen<boolean>(members, 'loaded', (loaded) => loaded);
  await members.setData({ tab: 'requests' });
  await element(members, '.request');
  await cadre.screenshot('people-8-requests');
  await tap(members, '.request .acts__one:nth-child(2) gy-button', '.button');
  await type(members, '.sheet__text', '请写身份证上的名字');
  await tap(members, '.go gy-button', '.button');
  await dataWhen<unknown[]>(members, 'asking', (asking) => asking.length === 0);

  const session = await phoneOf('demo-stranger', `/${joinPath}`);
  const opened = await pageAt(session.program, joinPath);
  await dataWhen<string>(opened, 'refusal', (refusal) => refusal.includes('请写身份证上的名字'));
  await session.screenshot('people-9-refused');
  const page = await toForm(session);
  await type(page, '#name', '华小满');
  await type(page, '#tail', '0001');
  await tap(page, '.bind gy-button', '.button');
  await dataWhen<string>(page, 'stage', (stage) => stage === 'bound');
  await session.screenshot('people-10-bound');
  await session.program.reLaunch('/packages/activity/pages/mine/mine');
  const mine = await pageAt(session.program, 'packages/activity/pages/mine/mine');
  await until('the registration made for her', async () => JSON.stringify(await mine.data()).includes('lecture-law'));
});

test('she reads what is kept of her, and leaves', async () => {
  const dataPath = 'packages/people/pages/data/data';
  const session = await phoneOf('demo-stranger', `/${dataPath}`);
  const page = await pageAt(session.program, dataPath);
  await dataWhen<{ facts: { value: string }[] }[]>(page, 'parts', (parts) => JSON.stringify(parts).includes('华小满'));
  await session.screenshot('people-11-data');
  await session.program.mockWxMethod('showModal', confirmed);
  await tap(page, '.leave gy-button', '.button');
  const me = await pageAt(session.program, 'pages/me/me');
  await dataWhen<boolean>(me, 'loaded', (loaded) => loaded);
  await until('nobody', async () => (await me.data('name')) === '');
  await session.screenshot('people-12-left');
});

test('a claim in doubt is undone by the unit', async () => {
  const stranger = await phoneOf('demo-stranger', `/${joinPath}`);
  const join = await toForm(stranger);
  await type(join, '#name', '何志强');
  await type(join, '#tail', '0817');
  await tap(join, '.bind gy-button', '.button');
  await dataWhen<string>(join, 'stage', (stage) => stage === 'bound');

  const session = await phoneOf('demo-cadre-liu', `/${membersPath}`);
  const page = await pageAt(session.program, membersPath);
  await dataWhen<unknown[]>(page, 'bound', (bound) => bound.length > 0);
  await page.setData({ tab: 'claims' });
  await tap(page, '.dispute');
  await type(page, '.sheet__text', '本人说没有绑定过');
  await session.screenshot('people-13-dispute');
  await tap(page, '.go gy-button', '.button');
  await dataWhen<{ name: string; bound: boolean }[]>(page, 'rows', (rows) => rows.some(({ name, bound }) => name === '何志强' && !bound));
});
