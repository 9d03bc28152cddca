import { randomBytes } from 'node:crypto';
import { plainRules } from '../../miniprogram/domain/activity/rules';
import { day } from '../../miniprogram/domain/time/shanghai';
import { openSession, type Session } from './session';
import { dataWhen, element, pageAt, tap, type, until } from './steps';

/** A lottery and a review through the app: the worker applies, the cadres decide, the worker sees what came of it and makes the draw again. */

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

async function call<A extends Api.ActionName>(openid: string, action: A, input: Api.Input<A>): Promise<Api.Output<A>> {
  const body = JSON.stringify({ action, input, key: randomBytes(16).toString('base64url') });
  const response = await fetch(`${cloudUrl}/dev/invoke/api`, { method: 'POST', body, headers: { 'content-type': 'application/json', 'x-wx-openid': openid } });
  const answer = (await response.json()) as Api.Response<A>;
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.data;
}

function opened(title: string, rules: Partial<Api.Activity.Rules>, capacity: number) {
  const input = { title, programme: 'general' as const, audienceUnionId: 'city', placeName: '黄山', startsAt: t0 + 6 * day, endsAt: t0 + 9 * day, signUpClosesAt: t0 + 2 * day, capacity };
  return call('demo-cadre-wang', 'activity.create', { ...input, rules: { ...plainRules, ...rules } });
}

const setClock = (now: number) => fetch(`${cloudUrl}/dev/clock`, { method: 'POST', body: JSON.stringify({ now }) });
const confirmed = { confirm: true, cancel: false, errMsg: 'showModal:ok' };

async function titleOf(session: Session, wanted: string): Promise<void> {
  const page = await pageAt(session.program, detailPath);
  await until(wanted, async () => (await (await element(page, 'gy-apply')).text()).includes(wanted));
}

/** The main act of the panel: a button of a component of its own. */
async function act(session: Session): Promise<void> {
  const page = await pageAt(session.program, detailPath);
  const button = await until('the main act', async () => (await (await element(page, 'gy-apply', 'gy-button')).$('.button')) ?? null);
  await button.tap();
}

const ours = process.env['GONGYUN_AUTOMATOR_WS'] === undefined ? test : test.skip;

ours('two steps: with a photo of the sealed form, past the unit and the organiser', async () => {
  const { activityId } = await opened('职工技能比武', { mode: 'review', sealedForm: true }, 5);
  const worker = await phoneOf('demo-worker-chen', `/${detailPath}?id=${activityId}`, { size: 'small' });
  const page = await pageAt(worker.program, detailPath);
  await element(page, 'gy-apply', '.seal');
  await worker.screenshot('apply-1-review-open');
  const files = worker.window?.waitForEvent('filechooser');
  await tap(page, 'gy-apply', '.seal .bare');
  const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
  await (await files)?.setFiles({ name: 'form.png', mimeType: 'image/png', buffer: png });
  await element(page, 'gy-apply', '.seal__photo');
  await act(worker);
  await titleOf(worker, '已申请，等单位审核');
  await worker.screenshot('apply-2-review-applied');

  const unit = await phoneOf('demo-cadre-liu', '/packages/cadre/pages/desk/desk');
  const desk = await pageAt(unit.program, 'packages/cadre/pages/desk/desk');
  await until('待审核', async () => /待审核 \d/.test(await (await element(desk, 'cadre-waiting')).text()));
  await unit.screenshot('apply-3-desk');
  await unit.program.navigateTo(`/packages/cadre/pages/review/review?id=${activityId}`);
  await decide(unit, 'apply-4-unit', '通过 1 人');

  const organiser = await phoneOf('demo-cadre-wang', `/packages/cadre/pages/review/review?id=${activityId}`, { theme: 'dark', font: 1.6 });
  await decide(organiser, 'apply-5-organiser', '确认 1 人');
  await worker.program.reLaunch(`/${detailPath}?id=${activityId}`);
  await titleOf(worker, '主办方已确认');
  await worker.screenshot('apply-6-confirmed');
});

/** Chooses the one who waits and says yes. */
async function decide(session: Session, picture: string, label: string): Promise<void> {
  const page = await pageAt(session.program, 'packages/cadre/pages/review/review');
  await dataWhen<unknown[]>(page, 'rows', (rows) => rows.length === 1);
  await tap(page, '.person');
  await until(label, async () => (await (await element(page, 'gy-action-bar gy-button')).text()).includes(label));
  await session.screenshot(picture);
  await tap(page, 'gy-action-bar gy-button', '.button');
  await dataWhen<unknown[]>(page, 'rows', (rows) => rows.length === 0);
}

ours('a lottery: applied for on the phone, drawn by the organiser, made again by the worker', async () => {
  const { activityId } = await opened('职工疗休养（黄山线）', { mode: 'lottery' }, 3);
  const worker = await phoneOf('demo-worker-chen', `/${detailPath}?id=${activityId}`);
  const page = await pageAt(worker.program, detailPath);
  await element(page, 'gy-apply', 'gy-button');
  await worker.screenshot('apply-7-lottery-open');
  await act(worker);
  await titleOf(worker, '已申请');
  for (let index = 0; index < 2; index += 1) await call(`demo-member-${index}`, 'application.apply', { activityId });
  await worker.screenshot('apply-8-lottery-applied');

  await setClock(t0 + 2 * day + 60_000);
  await fetch(`${cloudUrl}/dev/timer/jobs/everyMinute`, { method: 'POST' });
  const organiser = await phoneOf('demo-cadre-wang', `/packages/cadre/pages/draw/draw?id=${activityId}`, { size: 'small' });
  const drawing = await pageAt(organiser.program, 'packages/cadre/pages/draw/draw');
  await type(drawing, '.value', '327');
  await organiser.screenshot('apply-9-draw');
  await organiser.program.mockWxMethod('showModal', confirmed);
  await tap(drawing, 'gy-action-bar gy-button', '.button');
  await until('名额已落实', async () => ((await (await drawing.$('.page'))?.text()) ?? '').includes('名额已落实'));
  await organiser.screenshot('apply-10-drawn');

  await worker.program.reLaunch(`/${detailPath}?id=${activityId}`);
  await titleOf(worker, '已中签');
  await worker.screenshot('apply-11-won');
  await worker.program.navigateTo(`/packages/activity/pages/draw/draw?id=${activityId}`);
  const again = await pageAt(worker.program, 'packages/activity/pages/draw/draw');
  await dataWhen<unknown[]>(again, 'lines', (lines) => lines.length === 3);
  await tap(again, 'gy-action-bar gy-button', '.button');
  await dataWhen<string>(again, 'verdict', (verdict) => verdict === 'same');
  await worker.screenshot('apply-12-verified');
  await setClock(Date.now());
});
