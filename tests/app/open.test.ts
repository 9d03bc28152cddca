import { openSession, type Session } from './session';
import { dataWhen, element, pageAt, tap, type, typeInto } from './steps';

/** Opening an activity from a template: the quick way, and one with a lottery, unit quotas and a question of one's own. */

const openPath = 'packages/cadre/pages/open/open';
let session: Session;

beforeAll(async () => {
  session = await openSession({ as: 'demo-cadre-wang', page: `/${openPath}` });
});
afterAll(() => session.close());

type Form = { title: string; rules: Api.Activity.Rules; fields: Api.Activity.Field[]; capacity: string };

test('a lottery with places kept for a unit, and a question', async () => {
  const page = await pageAt(session.program, openPath);
  await element(page, 'gy-chooser', '#show');
  await session.screenshot('open-1-choose');
  await tap(page, 'gy-chooser', '#show');
  await dataWhen<Form>(page, 'form', (form) => form.rules.mode === 'lottery');
  await type(page, '#title input', '新年音乐会');
  await type(page, '#placeName input', '市工人文化宫 大剧场');
  await session.screenshot('open-2-form');

  await tap(page, '.fold[data-part="places"]');
  await tap(page, 'gy-rules', '.add');
  await dataWhen<string>(page, 'unionFor', (what) => what === 'quota');
  await session.screenshot('open-3-units');
  await tap(page, 'gy-unions', '.row');
  await dataWhen<Form>(page, 'form', (form) => form.rules.quotas[0]?.places === 30);
  await typeInto(page, '301', 'gy-rules', '.count');
  await tap(page, 'gy-action-bar gy-button', '.button');
  await dataWhen<Record<string, string>>(page, 'faults', (faults) => faults['rules'] === '各单位名额合计 301，超过了总名额 300');
  await session.screenshot('open-4-over');
  await typeInto(page, '60', 'gy-rules', '.count');

  await tap(page, '.fold[data-part="questions"]');
  await tap(page, 'gy-questions', '.add');
  await dataWhen<Form>(page, 'form', (form) => form.fields.length === 1);
  await typeInto(page, '最想听的曲子', 'gy-questions', '.question__label');
  await session.screenshot('open-5-question');
  await tap(page, 'gy-action-bar gy-button', '.button');
  await dataWhen<string>(page, 'stage', (stage) => stage === 'preview');
  await session.screenshot('open-6-preview');
  await tap(page, 'gy-action-bar gy-button', '.button');
  await dataWhen<string>(page, 'stage', (stage) => stage === 'done');
  const activityId = String(await page.data('activityId'));
  await session.program.redirectTo(`/packages/activity/pages/detail/detail?id=${activityId}`);
  const detail = await pageAt(session.program, 'packages/activity/pages/detail/detail');
  const shown = await dataWhen<Api.Activity.Detail>(detail, 'detail', ({ title }) => title === '新年音乐会');
  expect(shown).toMatchObject({ capacity: expect.any(Number), rules: { mode: 'lottery', quotas: [{ places: 60 }] }, fields: [{ label: '最想听的曲子', kind: 'text' }] });
});

test('once more: everything but the time is there', async () => {
  const again = await openSession({ as: 'demo-cadre-wang', page: `/${openPath}?copy=photo-class` });
  try {
    const page = await pageAt(again.program, openPath);
    await dataWhen<string>(page, 'stage', (stage) => stage === 'form');
    const form = await dataWhen<Form>(page, 'form', ({ title }) => title !== '职工文体活动');
    await again.screenshot('open-7-again');
    expect(form.rules.mode).toBe('firstCome');
  } finally {
    await again.close();
  }
});

test('an edit is kept, and everybody sees what it was before', async () => {
  const phone = await openSession({ as: 'demo-cadre-wang', page: '/packages/cadre/pages/manage/manage?id=health-talk' });
  try {
    await phone.program.navigateTo('/packages/cadre/pages/edit/edit?id=health-talk');
    const page = await pageAt(phone.program, 'packages/cadre/pages/edit/edit');
    await type(page, '#title input', '');
    await dataWhen<Record<string, string>>(page, 'faults', (faults) => faults['title'] !== undefined);
    await type(page, '#title input', '心理健康大讲堂：夜班之后怎么睡好');
    await type(page, '#placeName input', '江城市人民医院 二号会议室');
    await phone.screenshot('open-8-edit');
    await tap(page, 'gy-action-bar gy-button', '.button');
    await pageAt(phone.program, 'packages/cadre/pages/manage/manage');
    await phone.program.navigateTo('/packages/activity/pages/detail/detail?id=health-talk');
    const detail = await pageAt(phone.program, 'packages/activity/pages/detail/detail');
    await element(detail, 'gy-changes', '.change');
    const { changes } = await dataWhen<Api.Activity.Detail>(detail, 'detail', ({ edition }) => edition === 1);
    expect(changes).toMatchObject([{ what: 'place', was: '江城市人民医院 学术报告厅' }]);
    await phone.screenshot('open-9-changed');
  } finally {
    await phone.close();
  }
});
