import { openSession, type Session } from './session';
import { dataWhen, element, pageAt, tap, typeInto, until, wordsOf } from './steps';

/** The sign-up form: from the activity's page through the questions to the place; what is missing is said at the question. */

const formPath = 'packages/activity/pages/form/form';
let session: Session;

beforeAll(async () => {
  session = await openSession({ as: 'demo-worker-chen', page: '/packages/activity/pages/detail/detail?id=chess-club' });
});
afterAll(() => session.close());

type Faults = Record<string, string>;

test('questions come before the place', async () => {
  const detail = await pageAt(session.program, 'packages/activity/pages/detail/detail');
  await tap(detail, 'gy-action-bar gy-button', '.button');
  const page = await pageAt(session.program, formPath);
  await element(page, '#f5');
  await session.screenshot('form-1-empty');

  await tap(page, 'gy-action-bar gy-button', '.button');
  expect(await dataWhen<Faults>(page, 'faults', (faults) => faults['f1'] !== undefined)).toEqual({ f1: '请选择', f2: '请选择' });
  await session.screenshot('form-2-faults');

  await tap(page, '#f1 gy-question', '.option');
  await tap(page, '#f2 gy-question', '.option');
  await typeInto(page, '两年', '#f3 gy-question', '.question__input');
  await dataWhen<Faults>(page, 'faults', (faults) => faults['f1'] === undefined && faults['f3'] === '填一个数字，最多两位小数');
  await typeInto(page, '2', '#f3 gy-question', '.question__input');
  await dataWhen<Faults>(page, 'faults', (faults) => Object.keys(faults).length === 0);
  await session.screenshot('form-3-filled');
  await tap(page, 'gy-action-bar gy-button', '.button');
  await pageAt(session.program, 'packages/activity/pages/registered/registered');
  await session.screenshot('form-4-in');
});

test('the organiser adds a question; who is in is asked on the page and answers it', async () => {
  const cadre = await openSession({ as: 'demo-cadre-wang', page: '/pages/home/home', size: 'small' });
  try {
    await cadre.program.navigateTo('/packages/cadre/pages/edit/edit?id=chess-club');
    const edit = await pageAt(cadre.program, 'packages/cadre/pages/edit/edit');
    await tap(edit, '#fields gy-questions', '.add');
    await dataWhen<Api.Activity.Edit>(edit, 'edit', ({ moreFields }) => moreFields.length === 1 && moreFields[0]?.required === false);
    await typeInto(edit, '想和谁下第一盘', '#fields gy-questions', '.question__label');
    await cadre.screenshot('form-5-more');
    await tap(edit, 'gy-action-bar gy-button', '.button');
    await until('the edit', async () => (await cadre.program.currentPage())?.path !== edit.path);
  } finally {
    await cadre.close();
  }
  await session.program.reLaunch('/packages/activity/pages/detail/detail?id=chess-club');
  const detail = await pageAt(session.program, 'packages/activity/pages/detail/detail');
  expect(await wordsOf(detail, 'activity-more', '.t-lead')).toBe('还有 1 个问题等您回答');
  await session.screenshot('form-6-asked');
  await tap(detail, 'activity-more', '.more__act gy-button', '.button');
  const page = await pageAt(session.program, formPath);
  const { fields } = await dataWhen<Api.Activity.Detail>(page, 'detail', (shown) => shown.fields.length > 0);
  const id = fields.find(({ label }) => label === '想和谁下第一盘')?.id ?? '';
  await typeInto(page, '老周', `#${id} gy-question`, '.question__input');
  await session.screenshot('form-7-answer');
  await tap(page, 'gy-action-bar gy-button', '.button');
  await until('the answer', async () => (await session.program.currentPage())?.path === detail.path);
});
