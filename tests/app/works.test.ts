import { day, hour, startOfDay } from '../../miniprogram/domain/time/shanghai';
import { openSession, type Session } from './session';
import { dataWhen, pageAt, setNetwork, tap, type, until, wordsOf } from './steps';

/** 征文 from a template to the result: a cadre makes the call, a worker writes, a judge marks without a network, the result is read by the worker. */

const setup = 'packages/cadre/pages/works/works';
const desk = 'packages/works/pages/desk/desk';
const call = 'packages/works/pages/call/call';
const write = 'packages/works/pages/write/write';
const sheets = 'packages/works/pages/sheets/sheets';
const mark = 'packages/works/pages/mark/mark';
const result = 'packages/works/pages/result/result';
const words = '师傅退休那天把扳手留在我的柜子里。'.repeat(20);
let cadre: Session;
let callId = '';

const jump = (now: number) => fetch(`${cadre.cloudUrl}/dev/clock`, { method: 'POST', body: JSON.stringify({ now }) });
const act = (kind: string) => (view: { act: { kind: string; disabled?: boolean } | null }) => view.act?.kind === kind && view.act.disabled !== true;

beforeAll(async () => {
  cadre = await openSession({ as: 'demo-cadre-wang', size: 'small', page: `/${setup}?id=works-guard` });
});
afterAll(() => cadre.close());

test('a template, a name, and who approved the topic', async () => {
  const { program } = cadre;
  const form = await pageAt(program, setup);
  await tap(form, '.choice__go gy-button', '.button');
  await dataWhen<unknown>(form, 'form', (filled) => filled !== null);
  for (const [key, text] of [['title', '师傅与我'], ['kinds', '征文 200-3000字 图片0-3张'], ['opensAt', String(Date.now() - hour)]]) await form.callMethod('take', key, text);
  await cadre.screenshot('works-1-setup');
  await tap(form, 'gy-action-bar gy-button', '.button');
  const own = await pageAt(program, desk);
  callId = await dataWhen<string>(own, 'id', (id) => id !== '');
  await dataWhen(own, 'view', act('approve'));
  await tap(own, 'gy-action-bar gy-button', '.button');
  await type(own, '.field-paper', '总工宣〔2026〕3号');
  await tap(own, '.go gy-button', '.button');
  await dataWhen<{ act: unknown; tag: { text: string } }>(own, 'view', (view) => view.act === null && view.tag.text === '征集中');
  // Too short after all: three days more.
  const before = await dataWhen<{ closesAt: number }>(own, 'desk', () => true);
  await tap(own, '.later gy-button', '.button');
  await own.callMethod('chooseDays', { detail: { value: '3' } });
  await until('the sheet is up', async () => (await own.$('.go gy-button')) !== null);
  await cadre.screenshot('works-1-later');
  await tap(own, '.go gy-button', '.button');
  await dataWhen<{ closesAt: number }>(own, 'desk', ({ closesAt }) => closesAt === before.closesAt + 3 * day);
});

test('what is written is on the phone at each letter, and is handed in as it stands', async () => {
  const worker = await openSession({ as: 'demo-worker-chen', size: 'small', page: `/${call}?id=${callId}` });
  try {
    const { program } = worker;
    const card = await pageAt(program, call);
    await tap(card, 'gy-action-bar gy-button', '.button');
    const paper = await pageAt(program, write);
    await type(paper, '.sheet__title', '师傅的扳手');
    await type(paper, '.sheet__text', `我叫陈建国。${words}`);
    expect((await dataWhen<{ telling: string }>(paper, 'view', ({ telling }) => telling !== '')).telling).toContain('陈建国');
    await worker.screenshot('works-2-telling');
    // The app is closed in the middle of it.
    await program.reLaunch(`/${write}?id=${callId}&kind=k1`);
    const again = await pageAt(program, write);
    await dataWhen(again, 'from', (from) => from === 'kept');
    await type(again, '.sheet__text', words);
    await dataWhen<{ telling: string; fault: string }>(again, 'view', ({ telling, fault }) => telling === '' && fault === '');
    await tap(again, 'gy-action-bar gy-button', '.button');
    await until('it is handed in', async () => (await program.currentPage())?.path !== write || (await again.data('fault')) !== '');
    await program.reLaunch(`/${call}?id=${callId}`);
    const mine = await pageAt(program, call);
    expect(await wordsOf(mine, '.mine__title')).toBe('《师傅的扳手》');
    await worker.screenshot('works-3-mine');
  } finally {
    await worker.close();
  }
});

test('handed to a judge by lot, marked without a network, sealed and published', async () => {
  const { program } = cadre;
  const closed = startOfDay(Date.now()) + 34 * day + 18 * hour + 120_000;
  await jump(closed);
  await program.reLaunch(`/${desk}?id=${callId}`);
  let own = await pageAt(program, desk);
  await dataWhen(own, 'choices', (choices: unknown[]) => choices.length > 0);
  const choices = await dataWhen<{ uid: string; name: string }[]>(own, 'choices', () => true);
  const sun = choices.find(({ name }) => name === '孙雅琴');
  await own.callMethod('tick', { currentTarget: { dataset: { uid: sun?.uid } } });
  for (let step = 0; step < 2; step += 1) await own.callMethod('step', { currentTarget: { dataset: { by: -1 } } });
  await dataWhen(own, 'view', act('begin'));
  await cadre.screenshot('works-4-judges');
  await tap(own, 'gy-action-bar gy-button', '.button');
  await tap(own, '.go gy-button', '.button');
  await dataWhen<{ panel: unknown[] }>(own, 'view', ({ panel }) => panel.length === 1);

  const judge = await openSession({ as: 'demo-judge-sun', size: 'small', page: `/${sheets}?id=${callId}` });
  try {
    const list = await pageAt(judge.program, sheets);
    await tap(list, 'gy-action-bar gy-button', '.button');
    const sheet = await pageAt(judge.program, mark);
    await dataWhen<unknown[]>(sheet, 'rows', (rows) => rows.length === 3);
    const criteria = await dataWhen<{ id: string }[]>(sheet, 'rows', () => true);
    for (const { id } of criteria) await sheet.callMethod('mark', { detail: { id, mark: 9000 } });
    await dataWhen(sheet, 'total', (total) => total === '90.00');
    await judge.screenshot('works-5-mark');
    await setNetwork(judge, false);
    await tap(sheet, 'gy-action-bar gy-button', '.button');
    await tap(sheet, '.give gy-button', '.button');
    await dataWhen(sheet, 'state', (state) => state === 'waits');
    await setNetwork(judge, true);
    await sheet.callMethod('flush');
    await dataWhen(sheet, 'state', (state) => state === 'given');
  } finally {
    await judge.close();
  }

  await program.reLaunch(`/${desk}?id=${callId}`);
  own = await pageAt(program, desk);
  for (const kind of ['seal', 'publish']) {
    await dataWhen(own, 'view', act(kind));
    // The same button again: two taps within 400 ms are one.
    await new Promise((resolve) => setTimeout(resolve, 500));
    await tap(own, 'gy-action-bar gy-button', '.button');
    await tap(own, '.go gy-button', '.button');
  }
  await dataWhen<{ act: unknown; result: boolean }>(own, 'view', (view) => view.result && view.act === null);
  const worker = await openSession({ as: 'demo-worker-chen', size: 'small', page: `/${result}?id=${callId}` });
  try {
    const shown = await pageAt(worker.program, result);
    expect(await wordsOf(shown, '.line__title')).toContain('师傅的扳手');
    await worker.screenshot('works-6-result');
  } finally {
    await worker.close();
  }
});
