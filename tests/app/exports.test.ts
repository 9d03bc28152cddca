import { demoUid } from '../../scripts/seed/people';
import { recordOf, records } from '../cloud/api/records';
import { openSession, type Session } from './session';
import { dataWhen, element, pageAt, tap, until } from './steps';

/** A cadre makes files for print from an activity's page, opens and forwards them. */

const path = 'packages/cadre/pages/exports/exports';
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
let session: Session;

beforeAll(async () => {
  session = await openSession({ as: 'demo-cadre-wang', page: '/packages/cadre/pages/manage/manage?id=contest-audience' });
});
afterAll(() => session.close());

type Row = { id: string; name: string; state: string; note: string };

/** Taps a kind and waits for its file. */
async function make(kind: string, name: string) {
  const page = await pageAt(session.program, path);
  await dataWhen<boolean>(page, 'loaded', (loaded) => loaded);
  for (const row of await page.$$('.kind')) {
    if ((await row.attribute('data-kind')) === kind) await row.tap();
  }
  const rows = await dataWhen<Row[]>(page, 'jobs', ([first]) => first !== undefined && first.name.startsWith(name) && first.state === 'done');
  return { page, row: rows[0] };
}

test('签到表 from the activity: made, opened, forwarded', async () => {
  const manage = await pageAt(session.program, 'packages/cadre/pages/manage/manage');
  await tap(manage, '.exports gy-link-row', '.link');
  const { page } = await make('signIn', '签到表');
  await session.screenshot('exports-1-made');

  const download = session.window?.waitForEvent('download');
  await tap(page, '.open gy-button', '.button');
  expect((await download)?.suggestedFilename()).toMatch(/^签到表 .+\.xlsx$/);

  await dataWhen<string>(page, 'busy', (busy) => busy === '');
  await tap(page, '.forward gy-button', '.button');
  await session.window?.getByText('发送后由浏览器下载').waitFor();
  await session.screenshot('exports-2-forward');
  const sent = session.window?.waitForEvent('download');
  await session.program.native().shareConfirm();
  expect((await sent)?.suggestedFilename()).toMatch(/^签到表/);
  await element(page, '.kind');
});

test('操作说明 in Word', async () => {
  const { page, row } = await make('guide', '操作说明');
  expect(row?.note).toMatch(/^Word/);
  const download = session.window?.waitForEvent('download');
  await tap(page, '.open gy-button', '.button');
  expect((await download)?.suggestedFilename()).toMatch(/^操作说明 .+\.docx$/);
  await dataWhen<string>(page, 'busy', (busy) => busy === '');
});

test('分组表 asks first how', async () => {
  const page = await pageAt(session.program, path);
  for (const row of await page.$$('.kind')) {
    if ((await row.attribute('data-kind')) === 'groups') await row.tap();
  }
  await element(page, '.option');
  await session.screenshot('exports-3-options');
  for (const option of await page.$$('.option')) {
    if ((await option.attribute('data-value')) === 'unit') await option.tap();
  }
  await dataWhen<string>(page, 'chosen', (chosen) => chosen === 'unit');
  await tap(page, '.go gy-button', '.button');
  await dataWhen<Row[]>(page, 'jobs', ([first]) => first !== undefined && first.name.startsWith('分组表') && first.state === 'done');
  await session.screenshot('exports-4-list');
});

const ours = process.env['GONGYUN_AUTOMATOR_WS'] === undefined ? test : test.skip;

ours('活动简报 with a photo from the phone', async () => {
  const page = await pageAt(session.program, path);
  for (const row of await page.$$('.kind')) {
    if ((await row.attribute('data-kind')) === 'brief') await row.tap();
  }
  const chooser = session.window?.waitForEvent('filechooser');
  await tap(page, 'cadre-photos', '.way');
  await (await chooser)?.setFiles({ name: 'a.png', mimeType: 'image/png', buffer: png });
  await dataWhen<string[]>(page, 'photos', (photos) => photos.length === 1);
  await session.screenshot('exports-6-brief');
  await tap(page, '.go gy-button', '.button');
  await dataWhen<Row[]>(page, 'jobs', ([first]) => first !== undefined && first.name.startsWith('活动简报') && first.state === 'done');
});

test('a unit’s cadre prints the passes of the own members of an activity that somebody else organises', async () => {
  const unit = await openSession({ as: 'demo-cadre-liu', page: '/packages/cadre/pages/behalf/behalf?id=contest-audience' });
  try {
    await tap(await pageAt(unit.program, 'packages/cadre/pages/behalf/behalf'), '.own-files gy-link-row', '.link');
    const page = await pageAt(unit.program, path);
    const kinds = await dataWhen<{ kind: string }[]>(page, 'kinds', (rows) => rows.length === 2);
    expect(kinds.map(({ kind }) => kind)).toEqual(['passes', 'sealedForms']);
    await dataWhen<{ label: string }[]>(page, 'units', ([first]) => first?.label === '江城机床厂工会');
    await unit.screenshot('exports-own');
    for (const row of await page.$$('.kind')) if ((await row.attribute('data-kind')) === 'sealedForms') await row.tap();
    await tap(page, '.go gy-button', '.button');
    const [made] = await dataWhen<Row[]>(page, 'jobs', ([first]) => first?.state === 'done');
    expect(made?.name).toContain('江城机床厂工会');
  } finally {
    await unit.close();
  }
});

/** A summary of a lecture that waits for a second person: the demo city has no form that more than 100 people filled in. */
async function layAsk(by: string, id: string) {
  const at = Date.now();
  await records(session.cloudUrl, 'exports').add({
    ...{ _id: id, k: id, h: '', by: demoUid(by), at, audit: [], kind: 'summary', subject: 'lecture-law', options: {}, scope: '/city/' },
    ...{ name: '报名汇总表 职工流动大讲堂.xlsx', format: 'xlsx', state: 'waits', open: false, due: at + 7 * 86_400_000, tries: 0, run: 0, progress: 0 },
    ...{ path: `exports/${id}.xlsx`, fileId: '', size: 0, fault: '', retried: '', second: { people: 126, scopeName: '江城市总工会', decision: null } },
  });
}

ours('what many have filled in waits for a second person: one is agreed to, one is not; the own ones wait', async () => {
  await layAsk('demo-admin-wu', 'ask-agreed');
  await layAsk('demo-admin-wu', 'ask-refused');
  await layAsk('demo-cadre-wang', 'ask-own');
  await session.program.reLaunch(`/${path}`);
  const page = await pageAt(session.program, path);
  const rows = await dataWhen<Row[]>(page, 'jobs', (jobs) => jobs.some(({ state }) => state === 'waits'));
  expect(rows.find(({ id }) => id === 'ask-own')?.note).toContain('等待另一位同事同意');
  const waiting = (count: number) => until(`${count} that wait`, async () => (await (await element(page, 'cadre-asks')).$$('.ask__one')).length === count);
  const answered = (id: string, state: string) => until(`${id} ${state}`, async () => (await recordOf(session.cloudUrl, 'exports', id))['state'] === state);
  await waiting(2);
  await session.screenshot('exports-7-asks');
  await tap(page, 'cadre-asks', '.approve gy-button', '.button');
  await tap(page, 'cadre-asks', '.go gy-button', '.button');
  await answered('ask-agreed', 'done');
  await waiting(1);
  await tap(page, 'cadre-asks', '.refuse gy-button', '.button');
  await element(page, 'cadre-asks', 'gy-reason', '.go gy-button', '.button');
  await session.screenshot('exports-8-refuse');
  await tap(page, 'cadre-asks', 'gy-reason', '.go gy-button', '.button');
  await answered('ask-refused', 'refused');
  await waiting(0);
});
