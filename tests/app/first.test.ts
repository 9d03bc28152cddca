import { type FirstStepsDatabase, offerFirstUnion } from '../../scripts/first-union';
import { localDatabase } from '../../scripts/local-database';
import { openSession, type Session } from './session';
import { dataWhen, element, pageAt, tap, type, until, wordsOf } from './steps';

/** The first day of an empty system: somebody has a code, becomes the administrator, and hangs up the union's own code. */

let session: Session;
const firstPath = 'packages/people/pages/first/first';

beforeAll(async () => {
  session = await openSession({ as: 'demo-admin-wu', page: '/packages/people/pages/join/join', size: 'small', members: 0 });
});
afterAll(() => session.close());

const database = () => localDatabase<FirstStepsDatabase>(session.cloudUrl);

test('a wrong code says so and keeps what was typed; the right one makes the administrator', async () => {
  const code = await offerFirstUnion(database(), '江城市总工会', '江城市', Date.now());
  const join = await pageAt(session.program, 'packages/people/pages/join/join');
  await dataWhen<string>(join, 'stage', (stage) => stage !== '');
  await session.screenshot('first-1-join');
  await session.program.navigateTo(`/${firstPath}`);
  const page = await pageAt(session.program, firstPath);
  await type(page, '.name', '吴晓');
  await type(page, '.code', 'ABCD');
  await tap(page, 'gy-action-bar gy-button', '.button');
  await dataWhen<string>(page, 'fault', (fault) => fault.includes('16'));
  await type(page, '.code', 'AAAA-AAAA-AAAA-AAAA');
  await tap(page, 'gy-action-bar gy-button', '.button');
  await dataWhen<string>(page, 'fault', (fault) => fault.includes('认领码不对'));
  expect(await page.data('name')).toBe('吴晓');
  await session.screenshot('first-2-wrong');
  await type(page, '.code', code);
  await tap(page, 'gy-action-bar gy-button', '.button');
  const me = await pageAt(session.program, 'pages/me/me');
  await until('the administrator', async () => JSON.stringify(await me.data()).includes('江城市总工会'));
  await session.screenshot('first-3-me');
});

test('the cadre finds the union’s code under 会员 and saves it', async () => {
  await session.program.navigateTo('/packages/cadre/pages/members/members');
  const members = await pageAt(session.program, 'packages/cadre/pages/members/members');
  await dataWhen<boolean>(members, 'loaded', (loaded) => loaded);
  await members.setData({ tab: 'requests' });
  await element(members, '.code');
  await session.screenshot('first-4-requests');
  await tap(members, '.code', '.link');
  const page = await pageAt(session.program, 'packages/cadre/pages/joincode/joincode');
  await dataWhen<boolean>(page, 'drawn', (drawn) => drawn);
  expect(await wordsOf(page, '.how .t-lead')).toContain('休息室');
  await session.screenshot('first-5-code');
  await session.program.mockWxMethod('saveImageToPhotosAlbum', { errMsg: 'saveImageToPhotosAlbum:ok' });
  await tap(page, 'gy-action-bar gy-button', '.button');
  await until('the sheet among the photos', async () => (await page.data('busy')) === false);
});
