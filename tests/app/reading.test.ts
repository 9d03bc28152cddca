import { openSession, type Session } from './session';
import { dataWhen, element, pageAt, setNetwork, tap, type, until } from './steps';

/** The reading month through one worker's thumb: from the home page to the flame, without a network, a missed day, the rankings. */

const homePath = 'pages/home/home';
const checkInPath = 'packages/reading/pages/checkin/checkin';
const booksPath = 'packages/reading/pages/books/books';
const minePath = 'packages/reading/pages/mine/mine';
const rankingPath = 'packages/reading/pages/ranking/ranking';
const detailPath = 'packages/activity/pages/detail/detail';

type Shown = { label: string; disabled: boolean; note: string };

let worker: Session;

beforeAll(async () => {
  worker = await openSession({ as: 'demo-worker-li', size: 'small' });
});
afterAll(() => worker.close());

/** A picture of the whole page, not of the first screen alone. */
async function whole(name: string, height = 1500): Promise<void> {
  const size = worker.window?.viewportSize();
  if (!worker.window || !size) return;
  await worker.window.setViewportSize({ width: size.width, height });
  await worker.window.waitForTimeout(300);
  await worker.screenshot(name);
  await worker.window.setViewportSize(size);
}

const network = (online: boolean) => setNetwork(worker, online);

const count = () => fetch(`${worker.cloudUrl}/dev/timer/jobs/everyMinute`, { method: 'POST' });
const act = (page: Awaited<ReturnType<typeof pageAt>>, wanted: (act: Shown) => boolean) => dataWhen<{ act: Shown }>(page, 'view', (view) => wanted(view.act));

test('from the home page: choose a book, turn the dial, one button, the flame', async () => {
  const { program } = worker;
  const home = await pageAt(program, homePath);
  await until('the card of today', async () => (await home.$('gy-reading-today'))?.$('.today'));
  await whole('reading-1-home');
  await tap(home, 'gy-reading-today', '.today');

  const page = await pageAt(program, checkInPath);
  await act(page, ({ disabled, label }) => !disabled && label === '先选一本书');
  await tap(page, 'gy-action-bar gy-button', '.button');
  const books = await pageAt(program, booksPath);
  await dataWhen<unknown[]>(books, 'rows', (rows) => rows.length === 8);
  await whole('reading-2-books');
  await type(books, '.find__input', '9787530212005');
  await dataWhen<string>(books, 'fault', (fault) => fault.startsWith('ISBN 不对'));
  await worker.screenshot('reading-3-isbn');
  await type(books, '.find__input', '978-7-5302-1200-4');
  await dataWhen<{ title: string }[]>(books, 'rows', (rows) => rows.length === 1 && rows[0]?.title === '平凡的世界');
  await tap(books, '.book__act');

  await pageAt(program, checkInPath);
  await act(page, ({ disabled, label }) => !disabled && label === '打卡 · 20 分钟');
  for (let step = 0; step < 2; step += 1) await tap(page, 'reading-dial', '.dial__more');
  await act(page, ({ label }) => label === '打卡 · 30 分钟');
  await type(page, '.note', '今天读到第三章。');
  await whole('reading-4-checkin');
  await tap(page, 'gy-action-bar gy-button', '.button');
  const done = await dataWhen<{ earned: string; streak: string; lines: { what: string }[] }>(page, 'result', (result) => result !== null);
  expect([done.earned, done.streak, done.lines.map(({ what }) => what)]).toEqual(['+20', '连续 1 天', ['打卡', '阅读时长']]);
  await worker.screenshot('reading-5-done');
  const [, finish] = await (await element(page, 'gy-action-bar')).$$('gy-button');
  await (await finish?.$('.button'))?.tap();
  const back = await pageAt(program, homePath);
  await until('today is done', async () => (await (await back.$('gy-reading-today'))?.$('.today__flame--lit')));
});

test('without a network it waits on the phone and goes out once', async () => {
  const { program } = worker;
  await program.navigateTo(`/${checkInPath}?id=reading-month`);
  const page = await pageAt(program, checkInPath);
  await act(page, ({ disabled, note }) => !disabled && note.startsWith('今天已打卡 1 次'));
  await network(false);
  await tap(page, 'gy-action-bar gy-button', '.button');
  await dataWhen<boolean>(page, 'waits', (waits) => waits);
  await until('no longer busy', async () => (await page.data('busy')) === false);
  await whole('reading-6-waiting');
  await network(true);
  // The phone tells the app that the network is back; the page in sight sends what waits.
  await dataWhen<unknown>(page, 'result', (result) => result !== null);
  await page.callMethod('refresh');
  const known = await dataWhen<{ mine: { today: { checkIns: number } } }>(page, 'edition', ({ mine }) => mine.today.checkIns > 1);
  expect(known.mine.today.checkIns).toBe(2);
  await program.navigateBack();
});

test('a timer runs on while the page is closed', async () => {
  const { program } = worker;
  await program.navigateTo(`/${checkInPath}?id=reading-month`);
  const page = await pageAt(program, checkInPath);
  await tap(page, 'reading-timer', '.timer__start');
  await element(page, 'reading-timer', '.timer__clock');
  await program.navigateBack();
  await pageAt(program, homePath);
  await program.callWxMethod('setStorageSync', 'v1:reading-timer', { editionId: 'reading-month', since: Date.now() - 23 * 60_000 - 5_000 });
  await program.navigateTo(`/${checkInPath}?id=reading-month`);
  const again = await pageAt(program, checkInPath);
  await element(again, 'reading-timer', '.timer__clock');
  await worker.screenshot('reading-7-timer');
  await tap(again, 'reading-timer', '.timer__stop');
  await act(again, ({ label }) => label === '打卡 · 23 分钟');
});

test('my reading: the missed day is made up without points and joins the days', async () => {
  const { program } = worker;
  await count();
  await program.reLaunch(`/${minePath}?id=reading-month`);
  const mine = await pageAt(program, minePath);
  const before = await dataWhen<{ missed: { day: string }[]; points: number; streak: number }>(mine, 'view', (view) => view !== null);
  expect([before.missed.length, before.streak]).toEqual([3, 1]);
  await whole('reading-8-mine');
  await tap(mine, '.missed__day');
  const page = await pageAt(program, checkInPath);
  await act(page, ({ disabled, label }) => !disabled && label.startsWith('补 '));
  await whole('reading-9-makeup');
  await tap(page, 'gy-action-bar gy-button', '.button');
  const done = await dataWhen<{ earned: string; streak: string; madeUp: boolean }>(page, 'result', (result) => result !== null);
  expect([done.earned, done.streak, done.madeUp]).toEqual(['', '连续 2 天', true]);
  await worker.screenshot('reading-10-madeup');
  await program.navigateBack();
  const after = await dataWhen<{ missed: unknown[]; points: number; streak: number }>(mine, 'view', (view: { streak: number }) => view.streak === 2);
  expect([after.missed.length, after.points]).toEqual([2, before.points]);
  await dataWhen<{ points: string }[]>(mine, 'lines', (lines) => lines.length > 0 && lines.reduce((sum, { points }) => sum + Number(points), 0) === after.points);
  await mine.callMethod('change', { detail: { value: 'notes' } });
  await dataWhen<{ text: string }[]>(mine, 'rows', (rows) => rows.length === 1);
  await whole('reading-11-notes');
});

test('the rankings, and the way from the activity', async () => {
  const { program } = worker;
  await count();
  await program.reLaunch(`/${rankingPath}?id=reading-month`);
  const page = await pageAt(program, rankingPath);
  await dataWhen<{ rows: { mine: boolean }[]; mine: string }>(page, 'view', (view) => view !== null && view.rows.some(({ mine }) => mine) && view.mine.startsWith('我第'));
  await whole('reading-12-people');
  await page.callMethod('changePeriod', { detail: { value: 'day' } });
  await dataWhen<{ rows: unknown[] }>(page, 'view', (view) => view !== null && view.rows.length === 1);
  await page.callMethod('change', { detail: { value: 'units' } });
  await dataWhen<unknown>(page, 'view', (view) => view !== null);
  await whole('reading-13-units');
  await page.callMethod('change', { detail: { value: 'districts' } });
  await dataWhen<{ rows: unknown[] }>(page, 'view', (view) => view !== null && view.rows.length > 0);
  await program.reLaunch(`/${detailPath}?id=reading-month`);
  const detail = await pageAt(program, detailPath);
  await until('the way to the reading month', async () => (await detail.$('activity-reading'))?.$('gy-link-row'));
  await whole('reading-14-detail', 2000);
  await tap(detail, 'activity-reading', 'gy-link-row', '.link');
  await pageAt(program, minePath);
});
