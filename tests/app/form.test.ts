import { openSession, type Session } from './session';
import { dataWhen, element, pageAt, tap, typeInto } from './steps';

/** The sign-up form: from the activity's page through the questions to the place; what is missing is said at the question. */

const formPath = 'packages/activity/pages/form/form';
let session: Session;

beforeAll(async () => {
  session = await openSession({ as: 'demo-worker-chen', page: '/packages/activity/pages/detail/detail?id=chess-club' });
}, 120_000);
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
}, 60_000);
