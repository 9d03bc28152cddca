import { openSession, type Session } from './session';
import { dataWhen, element, pageAt, tap, type } from './steps';

/** 读书之星 from the frozen ranking to the notice, through a cadre's hands, and an objection through a worker's. */

const list = 'packages/awards/pages/list/list';
const selection = 'packages/awards/pages/selection/selection';
const objections = 'packages/awards/pages/objections/objections';
const notices = 'packages/awards/pages/notices/notices';
const notice = 'packages/awards/pages/notice/notice';
const day = 86_400_000;

let cadre: Session;

beforeAll(async () => {
  cadre = await openSession({ as: 'demo-cadre-wang', size: 'small' });
  // The demo edition ends in four weeks: its rankings are frozen soon after.
  await fetch(`${cadre.cloudUrl}/dev/clock`, { method: 'POST', body: JSON.stringify({ now: Date.now() + 30 * day }), headers: { 'content-type': 'application/json' } });
  for (let run = 0; run < 4; run += 1) await fetch(`${cadre.cloudUrl}/dev/timer/jobs/everyMinute`, { method: 'POST' });
});
afterAll(() => cadre.close());

test('by rule: a list with its evidence; posts, then the units are asked', async () => {
  const { program } = cadre;
  await program.reLaunch(`/${list}?id=reading-month`);
  const first = await pageAt(program, list);
  await dataWhen<boolean>(first, 'frozen', (frozen) => frozen);
  await tap(first, '.kind-star gy-button', '.button');
  await type(first, '.field-places', '3');
  await cadre.screenshot('awards-1-propose');
  await tap(first, 'gy-sheet gy-button', '.button');
  const page = await pageAt(program, selection);
  const view = await dataWhen<{ listed: { id: string }[]; why: string }>(page, 'view', ({ listed }) => listed.length > 0);
  expect(view.why).toBe(`还有 ${view.listed.length} 人没有填岗位`);
  await cadre.screenshot('awards-2-list');
  for (const post of await page.$$('.post')) await (post as unknown as { input(text: string): Promise<void> }).input('装配钳工');
  await tap(page, '.save gy-button', '.button');
  await dataWhen<{ why: string }>(page, 'view', ({ why }) => why === '');
  await tap(page, 'gy-action-bar gy-button', '.button');
  await element(page, '.field-telephone');
  await type(page, '.field-telephone', '0550-66123456');
  await cadre.screenshot('awards-3-publish');
  await tap(page, '.publish gy-button', '.button');
  await dataWhen<{ notices: unknown[] }>(page, 'view', ({ notices: running }) => running.length > 0);
  await cadre.screenshot('awards-4-running');
});

test('a worker reads the notice of their unit, checks its list and objects; the desk answers nobody by name', async () => {
  const worker = await openSession({ as: 'demo-worker-chen', page: `/${notices}?id=reading-month` });
  try {
    const all = await pageAt(worker.program, notices);
    const [row] = await dataWhen<{ url: string }[]>(all, 'rows', (rows) => rows.length > 0);
    await worker.screenshot('awards-5-notices');
    await worker.program.navigateTo(row?.url ?? '');
    const page = await pageAt(worker.program, notice);
    await dataWhen<boolean>(page, 'same', (same) => same);
    await worker.screenshot('awards-6-notice');
    await tap(page, 'gy-action-bar gy-button', '.button');
    await type(page, '.field-words', '这位同志的打卡有几天是别人代打的，请核实。');
    await worker.screenshot('awards-7-object');
    await tap(page, 'gy-sheet gy-button', '.button');
    await dataWhen<string>(page, 'mine', (mine) => mine === '您提的异议正在核查');
  } finally {
    await worker.close();
  }
  const id = ((await (await pageAt(cadre.program, selection)).data('id')) as string) ?? '';
  await cadre.program.navigateTo(`/${objections}?id=${id}`);
  const desk = await pageAt(cadre.program, objections);
  await dataWhen<unknown[]>(desk, 'rows', (rows) => rows.length === 1);
  await tap(desk, '.card gy-button', '.button');
  await type(desk, '.field-finding', '经核实，打卡是本人所为，名单不变。');
  await cadre.screenshot('awards-8-finding');
  await tap(desk, 'gy-sheet gy-button', '.button');
  await dataWhen<{ finding: object | null }[]>(desk, 'rows', (rows) => rows[0]?.finding !== null && rows.length === 1);
});
