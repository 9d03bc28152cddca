import { randomBytes } from 'node:crypto';
import { hour } from '../../miniprogram/domain/time/shanghai';
import { openSession, type Session } from './session';
import { dataWhen, element, pageAt, tap, until } from './steps';

/** A form that asks for a photo: uploaded by the worker, opened by the cadre from the roster; then the time is changed, and the worker's lists say so. */

const formPath = 'packages/activity/pages/form/form';
const managePath = 'packages/cadre/pages/manage/manage';
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const [chen, wang] = ['demo-worker-chen', 'demo-cadre-wang'];
const sessions: Session[] = [];
let activityId = '';

type Looks = { size?: 'small'; theme?: 'dark'; font?: number };

async function phoneOf(as: string, page: string, looks: Looks = {}): Promise<Session> {
  const session = await openSession({ as, page, ...looks });
  sessions.push(session);
  return session;
}

async function act<A extends Api.ActionName>(openid: string, action: A, input: Api.Input<A>): Promise<Api.Output<A>> {
  const key = randomBytes(16).toString('base64url');
  const response = await fetch(`${sessions[0]?.cloudUrl}/dev/invoke/api`, { method: 'POST', body: JSON.stringify({ action, input, key }), headers: { 'content-type': 'application/json', 'x-wx-openid': openid } });
  // The router's envelope: the contract says its shape.
  const answer = (await response.json()) as Api.Response<A>;
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.data;
}

const startsAt = Date.now() + 20 * hour;
const plan = { title: '职工冬泳体验', placeName: '江滩泳场', startsAt, endsAt: startsAt + 2 * hour };

beforeAll(async () => {
  await phoneOf(wang, '/packages/cadre/pages/open/open');
  const field = { note: '', required: true, options: [], least: null };
  const fields: Api.Activity.Field[] = [
    { ...field, id: 'f1', kind: 'file', label: '健康证照片', note: '拍清楚姓名和日期', most: 2 },
    { ...field, id: 'f2', kind: 'text', label: '紧急联系电话', most: null },
  ];
  ({ activityId } = await act(wang, 'activity.create', { ...plan, programme: 'general', audienceUnionId: 'city', capacity: 20, fields }));
});
afterAll(async () => {
  for (const session of sessions) await session.close();
});

const ours = process.env['GONGYUN_AUTOMATOR_WS'] === undefined ? test : test.skip;

ours('the worker uploads a photo and signs up', async () => {
  const worker = await phoneOf(chen, `/${formPath}?id=${activityId}`, { size: 'small' });
  const page = await pageAt(worker.program, formPath);
  await element(page, '#f1 gy-question', 'gy-upload', '.way');
  await worker.screenshot('files-1-form-small');
  for (const name of ['a.png', 'b.png']) {
    const chooser = worker.window?.waitForEvent('filechooser');
    await tap(page, '#f1 gy-question', 'gy-upload', '.way');
    await (await chooser)?.setFiles({ name, mimeType: 'image/png', buffer: png });
    const wanted = name === 'a.png' ? 1 : 2;
    await dataWhen<Record<string, string[]>>(page, 'typed', (typed) => typed['f1']?.length === wanted);
    if (wanted === 1) await worker.screenshot('files-2-one-photo');
  }
  await until('no more than two', async () => (await (await element(page, '#f1 gy-question', 'gy-upload')).$('.way')) === null);
  await tap(page, '#f1 gy-question', 'gy-upload', '.file__drop');
  await dataWhen<Record<string, string[]>>(page, 'typed', (typed) => typed['f1']?.length === 1);
  const dark = await phoneOf(chen, `/${formPath}?id=${activityId}`, { theme: 'dark', font: 1.6 });
  await element(await pageAt(dark.program, formPath), '#f1 gy-question', 'gy-upload', '.way');
  await dark.screenshot('files-3-form-dark-large');
  const { f1 = [] } = await dataWhen<Record<string, string[]>>(page, 'typed', (typed) => typed['f1'] !== undefined);
  await act(chen, 'registration.signUp', { activityId, answers: { f1, f2: '13800000001' } });
});

ours('the cadre opens the answers from the roster, and the photo', async () => {
  const cadre = await phoneOf(wang, `/${managePath}?id=${activityId}`, { size: 'small' });
  const page = await pageAt(cadre.program, managePath);
  await dataWhen<unknown[]>(page, 'people', (people) => people.length === 1);
  await tap(page, 'cadre-roster', '.person');
  const answers = await element(page, 'cadre-person', 'cadre-answers');
  await until('the answers', async () => (await answers.text()).includes('13800000001'));
  await cadre.screenshot('files-4-answers-small');
  await (await until('the photo', () => answers.$('.answer__files .bare'))).tap();
  await until('the viewer', async () => ((await cadre.window?.locator('.preview-page img').count()) ?? 0) === 1);

  const dark = await phoneOf(wang, `/${managePath}?id=${activityId}`, { theme: 'dark', font: 1.6 });
  const large = await pageAt(dark.program, managePath);
  await dataWhen<unknown[]>(large, 'people', (people) => people.length === 1);
  await tap(large, 'cadre-roster', '.person');
  await until('the answers', async () => (await (await element(large, 'cadre-person', 'cadre-answers')).text()).includes('13800000001'));
  await dark.screenshot('files-5-answers-dark-large');
});

ours('a changed time stands on the card at home and among my registrations', async () => {
  const edit = { ...plan, placeAddress: '', startsAt: startsAt + hour, endsAt: startsAt + 3 * hour, signUpClosesAt: startsAt, summary: '', contact: '', moreFields: [] };
  await act(wang, 'activity.update', { activityId, edition: 0, edit });
  const worker = await phoneOf(chen, '/packages/activity/pages/mine/mine', { size: 'small', theme: 'dark', font: 1.6 });
  const page = await pageAt(worker.program, 'packages/activity/pages/mine/mine');
  await dataWhen<{ activityId: string; moved: string }[]>(page, 'upcoming', (rows) => rows.some((row) => row.activityId === activityId && row.moved === '时间有变'));
  await worker.window?.locator('text=时间有变').scrollIntoViewIfNeeded();
  await worker.screenshot('files-6-mine-moved');
  await worker.program.switchTab('/pages/home/home');
  await pageAt(worker.program, 'pages/home/home');
  await worker.screenshot('files-6-home');
  await worker.program.switchTab('/pages/activities/activities');
  await pageAt(worker.program, 'pages/activities/activities');
  await until('the card', async () => (await worker.window?.locator('.activity__moved').count()) === 1);
  await worker.window?.locator('.activity__moved').scrollIntoViewIfNeeded();
  await worker.screenshot('files-7-card-moved');
});

ours('the cadre writes a question for photos', async () => {
  const path = 'packages/cadre/pages/open/open';
  const cadre = await phoneOf(wang, `/${path}`, { size: 'small' });
  const page = await pageAt(cadre.program, path);
  await tap(page, 'gy-chooser', '#show');
  await tap(page, '.fold[data-part="questions"]');
  await tap(page, 'gy-questions', '.add');
  await until('the kind 照片/文件', async () => (await (await element(page, 'gy-questions', 'gy-chips')).text()).includes('照片/文件'));
  await cadre.window?.locator('text=照片/文件').first().click();
  await dataWhen<Api.Activity.Field[]>(page, 'form.fields', (fields) => fields[0]?.kind === 'file' && fields[0].most === 1);
  await cadre.window?.locator('text=可传多个').first().click();
  await dataWhen<Api.Activity.Field[]>(page, 'form.fields', (fields) => fields[0]?.most === 9);
  await cadre.screenshot('files-8-question-small');
});
