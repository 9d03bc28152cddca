import { writeFile } from 'node:fs/promises';
import { openSession, type Session } from './session';
import { dataWhen, pageAt, tap, type, until } from './steps';

/** The cadre's first day: a 接龙 pasted, every line looked at, signed up; and the text that urges the units that are late. */

const behalfPath = 'packages/cadre/pages/behalf/behalf';
const rollPath = 'packages/cadre/pages/rollcall/rollcall';
let session: Session;

beforeAll(async () => {
  session = await openSession({ as: 'demo-cadre-liu', page: `/${behalfPath}?id=lecture-law` });
});
afterAll(() => session.close());

interface Row {
  key: string;
  word: string;
  state: string;
  choices: { uid: string; name: string }[];
}

test('a 接龙 becomes registrations, and nobody is left out in silence', async () => {
  const { program } = session;
  await program.navigateTo(`/packages/cadre/pages/members/members`);
  const members = await pageAt(program, 'packages/cadre/pages/members/members');
  await dataWhen<boolean>(members, 'loaded', (loaded) => loaded);
  await tap(members, 'gy-action-bar gy-button', '.button');
  await type(members, '.sheet__text', '吕大海,77010001\n吕大海,77010002\n祝小㛃,77010003');
  await tap(members, '.go gy-button', '.button');
  await dataWhen<{ name: string }[]>(members, 'rows', (rows) => rows.some(({ name }) => name === '祝小㛃'));
  await program.navigateBack();

  await pageAt(program, behalfPath);
  await program.navigateTo(`/${rollPath}?id=lecture-law`);
  const page = await pageAt(program, rollPath);
  await dataWhen<boolean>(page, 'loaded', (loaded) => loaded);
  await session.screenshot('rollcall-1-give');
  await type(page, '.paste', '#接龙\n法律讲座\n1. 何志强 机床厂\n2. 吕大海\n3. 祝小洁\n4. 小太阳🌞\n5.\n6. 何志强\n大家快报');
  await tap(page, '.check', '.button');
  const rows = await dataWhen<Row[]>(page, 'rows', (all) => all.length === 6);
  expect(rows.map(({ word, state }) => [word, state])).toEqual([
    ['吕大海', 'choose'],
    ['祝小洁', 'choose'],
    ['小太阳', 'unknown'],
    ['大家快报', 'unreadable'],
    ['何志强', 'ready'],
    ['何志强', 'twice'],
  ]);
  await session.screenshot('rollcall-2-preview');
  await tap(page, '.choice');
  await dataWhen<{ ready: number }>(page, 'counts', ({ ready }) => ready === 2);
  await session.screenshot('rollcall-3-chosen');

  await program.mockWxMethod('showModal', { confirm: true, cancel: false, errMsg: 'showModal:ok' });
  await tap(page, '.go', '.button');
  await dataWhen<string>(page, 'stage', (stage) => stage === 'done');
  const results = await dataWhen<{ name: string; tone: string }[]>(page, 'results', (all) => all.length === 2);
  expect(results.map(({ name, tone }) => [name, tone])).toEqual([['何志强', 'green'], ['吕大海', 'green']]);
  expect(await page.data('rest')).toHaveLength(3);
  await session.screenshot('rollcall-4-done');
  await program.restoreWxMethod('showModal');
  await tap(page, '.finish', '.button');
  await pageAt(program, behalfPath);
});

test('the units that are late are urged by one text', async () => {
  const wang = await openSession({ as: 'demo-cadre-wang', page: '/packages/cadre/pages/manage/manage?id=lecture-law' });
  try {
    const manage = await pageAt(wang.program, 'packages/cadre/pages/manage/manage');
    await dataWhen<boolean>(manage, 'loaded', (loaded) => loaded);
    await wang.screenshot('rollcall-5-manage');
    await wang.program.navigateTo('/packages/cadre/pages/urge/urge?id=lecture-law');
    const page = await pageAt(wang.program, 'packages/cadre/pages/urge/urge');
    await dataWhen<boolean>(page, 'loaded', (loaded) => loaded);
    await wang.screenshot('rollcall-6-urge');
    const text = (await page.data('text')) as string;
    if (text !== '') {
      await tap(page, '.copy', '.button');
      await until('the text on the clipboard', async () => (await wang.program.callWxMethod('getClipboardData')).data === text);
    }
    expect(JSON.stringify(await page.data('units'))).toContain('江城机床厂工会');
  } finally {
    await wang.close();
  }
});

test('the card that is sent round says how many are in', async () => {
  const chen = await openSession({ as: 'demo-worker-chen', page: '/packages/activity/pages/detail/detail?id=lecture-law' });
  try {
    const page = await pageAt(chen.program, 'packages/activity/pages/detail/detail');
    await dataWhen<{ left: number }>(page, 'detail', (detail) => detail.left > 0);
    const [title, picture] = (await chen.program.evaluate(`async () => {
      const shared = await getCurrentPages().pop().onShareAppMessage().promise;
      return [shared.title, wx.getFileSystemManager().readFileSync(shared.imageUrl, 'base64')];
    }`)) as [string, string];
    expect(title).toMatch(/^还剩 \d+ 个名额 · /);
    const bytes = Buffer.from(picture, 'base64');
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([500, 400]);
    await writeFile('.local/screenshots/rollcall-7-card.png', bytes);
  } finally {
    await chen.close();
  }
});
