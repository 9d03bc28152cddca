import { openSession, type Session } from './session';
import { dataWhen, element, pageAt, tap, type, typeInto, until } from './steps';

/** Joining without a unit, seen from both sides: a courier asks, the cadre answers, the courier is in. */

const joinPath = 'packages/people/pages/join/join';
const outsidePath = 'packages/people/pages/outside/outside';
const membersPath = 'packages/cadre/pages/members/members';
const sessions: Session[] = [];

async function phoneOf(as: string, page: string, more: { size?: 'small'; theme?: 'dark'; font?: number } = {}): Promise<Session> {
  const session = await openSession({ as, page, ...more });
  sessions.push(session);
  return session;
}

beforeAll(async () => {
  await phoneOf('demo-worker-chen', '/pages/home/home');
});
afterAll(async () => {
  for (const session of sessions) await session.close();
});

type Page = Awaited<ReturnType<typeof pageAt>>;

/** Taps the choice that says this. */
async function choose(page: Page, selector: string, value: string): Promise<void> {
  for (const choice of await page.$$(selector)) {
    if ((await choice.attribute('data-value')) === value) await choice.tap();
  }
}

test('a courier asks in three fields and sees where the request is and until when', async () => {
  const session = await phoneOf('demo-stranger', `/${joinPath}`, { size: 'small' });
  const find = await pageAt(session.program, joinPath);
  await element(find, '.none');
  await session.screenshot('joins-1-find');
  await session.program.navigateTo(`/${outsidePath}`);
  const page = await pageAt(session.program, outsidePath);
  await dataWhen<unknown[]>(page, 'regions', (regions) => regions.length > 2);
  await tap(page, 'gy-action-bar gy-button', '.button');
  await dataWhen<string>(page, 'fault', (fault) => fault.includes('姓名'));
  await type(page, '.name', '马小跑');
  await choose(page, '.work', 'courier');
  await choose(page, '.region', '江东区');
  await session.screenshot('joins-2-outside');
  await tap(page, 'gy-action-bar gy-button', '.button');
  const asked = await pageAt(session.program, joinPath);
  const steps = await dataWhen<string[]>(asked, 'steps', (lines) => lines.length === 2);
  expect(steps[1]).toContain('还有 7 天');
  expect(await asked.data('unionName')).toBe('滨江街道新就业形态工会联合会');
  await session.screenshot('joins-3-asked');
});

test('the cadre sees the kind of work and the days left, and lets the courier in', async () => {
  const cadre = await phoneOf('demo-cadre-wang', `/${membersPath}`);
  const page = await pageAt(cadre.program, membersPath);
  await dataWhen<{ name: string; about: string; term: string }[]>(page, 'asking', (rows) => rows.some(({ about, term }) => about.includes('外卖') && term.includes('7 天')));
  await page.setData({ tab: 'requests' });
  await element(page, '.request');
  await cadre.screenshot('joins-4-requests');
  await tap(page, '.request .accept gy-button', '.button');
  await dataWhen<unknown[]>(page, 'asking', (rows) => rows.length === 0);

  const session = await phoneOf('demo-stranger', `/${joinPath}`);
  const joined = await pageAt(session.program, joinPath);
  await dataWhen<string>(joined, 'stage', (stage) => stage === 'bound');
  expect(await joined.data('unionName')).toBe('滨江街道新就业形态工会联合会');
  await session.screenshot('joins-5-bound');
});

test('a member asks for another unit; its cadre sees from where and lets them over, and the old unit sees who left', async () => {
  const changePath = 'packages/people/pages/change/change';
  const session = await phoneOf('demo-worker-li', `/${changePath}`, { size: 'small' });
  const page = await pageAt(session.program, changePath);
  await dataWhen<boolean>(page, 'loaded', (loaded) => loaded);
  await type(page, '.search__input', '微澜');
  await dataWhen<unknown[]>(page, 'found', (found) => found.length === 1);
  await session.screenshot('joins-7-change');
  await session.program.mockWxMethod('showModal', { confirm: true, cancel: false, errMsg: 'showModal:ok' });
  await tap(page, '.union');
  await dataWhen<{ union: string }>(page, 'asked', (asked) => asked.union === '微澜电子科技工会');
  await session.screenshot('joins-8-change-asked');

  const cadre = await phoneOf('demo-cadre-wang', `/${membersPath}`);
  const members = await pageAt(cadre.program, membersPath);
  await dataWhen<{ about: string }[]>(members, 'asking', (rows) => rows.some(({ about }) => about === '从新江纺织有限公司工会转来'));
  await members.setData({ tab: 'requests' });
  await tap(members, '.request .accept gy-button', '.button');
  await dataWhen<unknown[]>(members, 'asking', (rows) => rows.length === 0);
  const unions = await dataWhen<{ id: string }[]>(members, 'unions', (all) => all.length > 0);
  await members.setData({ union: unions.find(({ id }) => id === 'weave'), tab: 'claims' });
  await members.callMethod('refresh');
  await dataWhen<{ note: string }[]>(members, 'left', (rows) => rows.some(({ note }) => note.includes('转到微澜')));
  await element(members, '.left');
  await cadre.screenshot('joins-9-leavers');
});

test('a cadre corrects a row, and removes one with a reason', async () => {
  const cadre = await phoneOf('demo-cadre-liu', `/${membersPath}`);
  const page = await pageAt(cadre.program, membersPath);
  await dataWhen<boolean>(page, 'loaded', (loaded) => loaded);
  const rows = await dataWhen<{ id: string; name: string; bound: boolean }[]>(page, 'rows', (all) => all.some(({ name }) => name === '何志强'));
  const id = rows.find(({ name }) => name === '何志强')?.id;
  const open = async () => {
    for (const row of await page.$$('.member')) if ((await row.attribute('data-id')) === id) await row.tap();
    await dataWhen<{ id: string }>(page, 'member', (member) => member.id === id);
  };
  await open();
  await element(page, 'gy-member', '.act-correct');
  await cadre.screenshot('joins-10-row');
  await tap(page, 'gy-member', '.act-correct');
  await typeInto(page, '何志刚', 'gy-member', '.name');
  await cadre.screenshot('joins-11-correct');
  await tap(page, 'gy-member', '.save gy-button', '.button');
  await dataWhen<{ name: string }[]>(page, 'rows', (all) => all.some(({ name }) => name === '何志刚'));
  await open();
  await tap(page, 'gy-member', '.act-remove');
  await tap(page, 'gy-member', '.cancel');
  await element(page, 'gy-member', '.tick');
  // The sheet has come up.
  await new Promise((resolve) => setTimeout(resolve, 600));
  await cadre.screenshot('joins-12-remove');
  await tap(page, 'gy-member', 'gy-reason', 'gy-button', '.button');
  await until('the row gone', async () => !((await page.data('rows')) as { id: string }[]).some((row) => row.id === id));
});

test('the page with large letters in the dark', async () => {
  const session = await phoneOf('demo-member-none', `/${outsidePath}`, { theme: 'dark', font: 1.6 });
  const page = await pageAt(session.program, outsidePath);
  await dataWhen<boolean>(page, 'loaded', (loaded) => loaded);
  await session.screenshot('joins-6-dark-large');
});
