import { openSession, type Session } from './session';
import { dataWhen, element, pageAt, tap } from './steps';

/** A cadre makes files for print from an activity's page, opens and forwards them. */

const path = 'packages/cadre/pages/exports/exports';
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
let session: Session;

beforeAll(async () => {
  session = await openSession({ as: 'demo-cadre-wang', page: '/packages/cadre/pages/manage/manage?id=contest-audience' });
}, 120_000);
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
}, 60_000);

test('操作说明 in Word', async () => {
  const { page, row } = await make('guide', '操作说明');
  expect(row?.note).toMatch(/^Word/);
  const download = session.window?.waitForEvent('download');
  await tap(page, '.open gy-button', '.button');
  expect((await download)?.suggestedFilename()).toMatch(/^操作说明 .+\.docx$/);
  await dataWhen<string>(page, 'busy', (busy) => busy === '');
}, 60_000);

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
}, 60_000);

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
}, 60_000);

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
}, 60_000);
