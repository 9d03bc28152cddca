import { openSession, type Session } from './session';
import { dataWhen, element, pageAt, tap, type } from './steps';

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
}, 120_000);
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
}, 60_000);

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
}, 60_000);

test('the page with large letters in the dark', async () => {
  const session = await phoneOf('demo-member-none', `/${outsidePath}`, { theme: 'dark', font: 1.6 });
  const page = await pageAt(session.program, outsidePath);
  await dataWhen<boolean>(page, 'loaded', (loaded) => loaded);
  await session.screenshot('joins-6-dark-large');
}, 60_000);
