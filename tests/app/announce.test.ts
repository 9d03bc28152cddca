import { openSession, type Session } from './session';
import { dataWhen, element, pageAt, tap, type } from './steps';

/** 通知 through the app: a cadre writes one and sees the count, a worker finds it among the messages, reads it and is done; the cadre sees who has, and takes it back. */

const list = 'packages/cadre/pages/announcements/announcements';
const compose = 'packages/cadre/pages/announce/announce';
const trace = 'packages/cadre/pages/trace/trace';
const inbox = 'packages/notice/pages/inbox/inbox';
const reader = 'packages/notice/pages/announcement/announcement';
let cadre: Session;
let worker: Session;

beforeAll(async () => {
  cadre = await openSession({ as: 'demo-cadre-liu', page: `/${list}`, size: 'small' });
  worker = await openSession({ as: 'demo-worker-chen', page: '/pages/me/me', theme: 'dark' });
});
afterAll(async () => {
  await worker.close();
  await cadre.close();
});

const runTimer = () => fetch(`${cadre.cloudUrl}/dev/timer/jobs/everyMinute`, { method: 'POST' });
type View = { status: { text: string }; figures: { label: string; value: number }[]; remind: string; hold: string };

test('the cadre writes it; the button says how many it goes to', async () => {
  const page = await pageAt(cadre.program, list);
  await dataWhen<boolean>(page, 'loaded', (loaded) => loaded);
  await tap(page, 'gy-action-bar gy-button', '.button');
  const form = await pageAt(cadre.program, compose);
  await dataWhen<string>(form, 'note', (note) => note === '先写标题（2–40 个字）');
  await type(form, '.field__input', '高温慰问品领取');
  await type(form, '.field__text', '本周五前到工会办公室领取，带上工作证。');
  await dataWhen<string>(form, 'button', (label) => /^发给 \d+ 人$/.test(label));
  await form.callMethod('chooseAsks', { detail: { value: 'done' } });
  await cadre.screenshot('announce-1-compose');
  await cadre.program.mockWxMethod('showModal', { confirm: true, cancel: false, errMsg: 'showModal:ok' });
  await tap(form, 'gy-action-bar gy-button', '.button');
  await pageAt(cadre.program, trace);
  // Who gets it is decided in one run, and carried out by the next.
  for (let run = 0; run < 4; run += 1) await runTimer();
});

test('the worker sees the mark, reads it and says that it is done', async () => {
  await worker.program.reLaunch('/pages/me/me');
  const me = await pageAt(worker.program, 'pages/me/me');
  await element(me, 'gy-inbox-link', '.mark');
  await worker.screenshot('announce-2-me');
  await worker.program.navigateTo(`/${inbox}`);
  const page = await pageAt(worker.program, inbox);
  const rows = await dataWhen<{ title: string; read: boolean }[]>(page, 'rows', (all) => all.some(({ title }) => title === '高温慰问品领取'));
  // In the evening the reminder of a streak stands above it.
  const place = rows.findIndex(({ title }) => title === '高温慰问品领取');
  expect(rows[place]?.read).toBe(false);
  await worker.screenshot('announce-3-inbox');
  await (await page.$$('.item'))[place]?.tap();
  const read = await pageAt(worker.program, reader);
  await dataWhen<string[]>(read, 'paragraphs', (words) => words.length === 1);
  await worker.screenshot('announce-4-read');
  await tap(read, 'gy-action-bar gy-button', '.button');
  await dataWhen<boolean>(read, 'done', (done) => done);
  await runTimer();
});

test('the cadre sees who has not, and takes it back; then it is gone', async () => {
  await cadre.program.reLaunch(`/${list}`);
  const page = await pageAt(cadre.program, list);
  await dataWhen<{ counts: string }[]>(page, 'rows', ([first]) => first?.counts.includes('已办 1') === true);
  await cadre.screenshot('announce-5-list');
  await tap(page, '.sent');
  const followed = await pageAt(cadre.program, trace);
  await dataWhen<View | null>(followed, 'view', (view) => view?.figures.find(({ label }) => label === '已办')?.value === 1 && view.remind !== '');
  await cadre.screenshot('announce-6-trace');
  await tap(followed, '.way--recall');
  await tap(followed, 'gy-reason', '.row');
  await cadre.screenshot('announce-7-recall');
  await tap(followed, 'gy-reason', '.go gy-button', '.button');
  await dataWhen<View | null>(followed, 'view', (view) => view?.hold === '已撤回：时间或地点写错了');
  await runTimer();
  await worker.program.reLaunch(`/${inbox}`);
  await dataWhen<{ title: string }[]>(await pageAt(worker.program, inbox), 'rows', (rows) => rows.every(({ title }) => title !== '高温慰问品领取'));
});
