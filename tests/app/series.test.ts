import { randomBytes } from 'node:crypto';
import { plainRules } from '../../miniprogram/domain/activity/rules';
import { day, hour } from '../../miniprogram/domain/time/shanghai';
import { openSession, type Session } from './session';
import { dataWhen, element, pageAt, tap, type, typeInto, until } from './steps';

/** A series in the app: the cadre makes it with an activity, the worker reads why there is no room; questions added later reach who applied. */

const openPath = 'packages/cadre/pages/open/open';
const detailPath = 'packages/activity/pages/detail/detail';
const sessions: Session[] = [];
const t0 = Date.now();
let cloudUrl = '';

async function phoneOf(as: string, page: string, looks: { size?: 'small'; theme?: 'dark'; font?: number } = {}): Promise<Session> {
  const session = await openSession({ as, page, ...looks });
  sessions.push(session);
  return session;
}

beforeAll(async () => {
  cloudUrl = (await phoneOf('demo-worker-chen', '/pages/home/home')).cloudUrl;
});
afterAll(async () => {
  for (const session of sessions) await session.close();
});

const act = <A extends Api.ActionName>(openid: string, action: A, input: Api.Input<A>) => call(openid, action, input, { key: randomBytes(16).toString('base64url') });

async function call<A extends Api.ActionName>(openid: string, action: A, input: Api.Input<A>, keyed: { key?: string } = {}): Promise<Api.Output<A>> {
  const body = JSON.stringify({ action, input, ...keyed });
  const response = await fetch(`${cloudUrl}/dev/invoke/api`, { method: 'POST', body, headers: { 'content-type': 'application/json', 'x-wx-openid': openid } });
  const answer = (await response.json()) as Api.Response<A>;
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.data;
}

const ours = process.env['GONGYUN_AUTOMATOR_WS'] === undefined ? test : test.skip;

ours('a cadre makes a series with an activity; a worker who has what it allows reads why the next is closed to them', async () => {
  const cadre = await phoneOf('demo-cadre-wang', `/${openPath}`, { size: 'small' });
  const page = await pageAt(cadre.program, openPath);
  await tap(page, 'gy-chooser', '#plain');
  await type(page, '#title input', '职工游泳赛');
  await type(page, '#placeName input', '市体育中心');
  await tap(page, '.fold[data-part="places"]');
  await tap(page, 'gy-series', '.pick');
  const series = await element(page, 'gy-series');
  await until('the series of the city', async () => (await series.text()).includes('公益培训班'));
  await cadre.screenshot('series-1-choose');
  await tap(page, 'gy-series', '.add');
  await typeInto(page, '冬季运动季', 'gy-series', '.name');
  await tap(page, 'gy-series', '.step');
  await cadre.screenshot('series-2-new');
  await tap(page, 'gy-series', 'gy-button', '.button');
  const { series: rule } = await dataWhen<{ series: Api.Series.Rule | null }>(page, 'form', (form) => form.series !== null);
  expect(rule).toMatchObject({ name: '冬季运动季', most: 1 });
  await cadre.screenshot('series-3-chosen');
  await tap(page, 'gy-action-bar gy-button', '.button');
  await dataWhen<string>(page, 'stage', (stage) => stage === 'preview');
  await tap(page, 'gy-action-bar gy-button', '.button');
  await dataWhen<string>(page, 'stage', (stage) => stage === 'done');
  const first = String(await page.data('activityId'));

  const next = { title: '职工象棋赛', programme: 'general', audienceUnionId: 'city', placeName: '职工之家', startsAt: t0 + 3 * day, endsAt: t0 + 3 * day + hour, capacity: 5, seriesId: rule?.id ?? '' } as const;
  const { activityId: second } = await act('demo-cadre-wang', 'activity.create', next);
  const worker = await phoneOf('demo-worker-chen', `/${detailPath}?id=${first}`, { size: 'small', theme: 'dark', font: 1.6 });
  const detail = await pageAt(worker.program, detailPath);
  await tap(detail, 'gy-action-bar gy-button', '.button');
  await pageAt(worker.program, 'packages/activity/pages/registered/registered');
  await worker.program.redirectTo(`/${detailPath}?id=${second}`);
  const closed = await pageAt(worker.program, detailPath);
  const view = await dataWhen<{ act: { label: string; note: string } }>(closed, 'view', ({ act }) => act.label === '本系列已报满');
  expect(view.act.note).toBe('“冬季运动季”每人最多报 1 项，您已报：职工游泳赛');
  await worker.screenshot('series-4-full');
  const [plain] = sessions;
  await plain?.program.navigateTo(`/${detailPath}?id=${second}`);
  await dataWhen(await pageAt((plain ?? worker).program, detailPath), 'view', () => true);
  await plain?.screenshot('series-5-full-light');
});

ours('a question added since reaches who applied and the leader of a team', async () => {
  const times = { placeName: '职工之家', startsAt: t0 + 6 * day, endsAt: t0 + 6 * day + hour, signUpClosesAt: t0 + 2 * day, capacity: 5 };
  const common = { programme: 'general', audienceUnionId: 'city', ...times } as const;
  const asked = await act('demo-cadre-wang', 'activity.create', { ...common, title: '书法展评', rules: { ...plainRules, mode: 'review' } });
  const teams = await act('demo-cadre-wang', 'activity.create', { ...common, title: '拔河邀请赛', rules: { ...plainRules, team: { min: 2, max: 3 } } });
  await act('demo-worker-li', 'application.apply', { activityId: asked.activityId });
  await act('demo-worker-li', 'teams.make', { activityId: teams.activityId, name: '织女队' });
  const { team } = await call('demo-worker-li', 'teams.mine', { activityId: teams.activityId });
  await act('demo-worker-aerken', 'teams.join', { activityId: teams.activityId, code: team?.code ?? '' });
  await act('demo-worker-li', 'teams.submit', { activityId: teams.activityId });
  const question: Api.Activity.Field = { id: 'f1', kind: 'text', label: '要不要停车位', note: '', required: false, options: [], most: null, least: null };
  for (const [{ activityId }, title] of [[asked, '书法展评'], [teams, '拔河邀请赛']] as const) {
    const { placeName, startsAt, endsAt, signUpClosesAt } = times;
    await act('demo-cadre-wang', 'activity.update', { activityId, edition: 0, edit: { title, placeName, placeAddress: '', startsAt, endsAt, signUpClosesAt, summary: '', contact: '', moreFields: [question] } });
  }
  const worker = await phoneOf('demo-worker-li', `/${detailPath}?id=${asked.activityId}`, { size: 'small' });
  for (const [{ activityId }, card] of [[asked, 'gy-apply'], [teams, 'activity-team']] as const) {
    await worker.program.redirectTo(`/${detailPath}?id=${activityId}`);
    const page = await pageAt(worker.program, detailPath);
    await element(page, card, 'activity-more', '.more');
    await worker.screenshot(`more-${card}`);
    await tap(page, card, 'activity-more', 'gy-button', '.button');
    const form = await pageAt(worker.program, 'packages/activity/pages/form/form');
    await dataWhen<string>(form, 'intro', (intro) => intro !== '');
    await typeInto(form, '要一个', 'gy-question', 'input');
    await tap(form, 'gy-action-bar gy-button', '.button');
    await pageAt(worker.program, detailPath);
    const kept = await call('demo-worker-li', 'registration.answers', { activityId });
    expect(kept.answers).toEqual({ f1: '要一个' });
  }
});
