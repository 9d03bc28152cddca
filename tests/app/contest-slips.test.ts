import { randomBytes } from 'node:crypto';
import { localDatabase } from '../../scripts/local-database';
import { openSession, type Session } from './session';
import { dataWhen, element, pageAt, setNetwork, tap, type, until } from './steps';

/** 纸签 from the photo to the second signature, rehearsals by that order, and a timekeeper without a network. */

const drawPath = 'packages/contest/pages/draw/draw';
const slipsPath = 'packages/contest/pages/slips/slips';
const planPath = 'packages/contest/pages/plan/plan';
const rehearsalPath = 'packages/contest/pages/rehearsal/rehearsal';
const stagePath = 'packages/contest/pages/stage/stage';
const round = { contestId: 'contest-solo', roundId: 'r1' };
const query = 'contest=contest-solo&round=r1';
const [cadre, official, leader] = ['demo-cadre-wang', 'demo-official-zhou', 'demo-cadre-liu'];
const ours = process.env['GONGYUN_AUTOMATOR_WS'] === undefined ? test : test.skip;
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
let session: Session;

interface Database {
  collection(name: string): { where(condition: object): { update(change: object): Promise<unknown> } };
}

async function invoke<T>(openid: string, action: string, input: object): Promise<T> {
  const key = /verify|board|desk|view/.test(action) ? {} : { key: randomBytes(16).toString('base64url') };
  const response = await fetch(`${session.cloudUrl}/dev/invoke/api`, { method: 'POST', body: JSON.stringify({ action, input, ...key }), headers: { 'content-type': 'application/json', 'x-wx-openid': openid } });
  const answer = (await response.json()) as { ok: boolean; data: T; error?: { message: string } };
  if (!answer.ok) throw new Error(`${action}: ${answer.error?.message ?? ''}`);
  return answer.data;
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 500));

/** A picture of the whole page, not of the first screen alone. */
async function whole(of: Session, name: string): Promise<void> {
  const size = of.window?.viewportSize();
  if (!of.window || !size) return;
  await of.window.setViewportSize({ width: size.width, height: 2200 });
  await settle();
  await of.screenshot(name);
  await of.window.setViewportSize(size);
}

beforeAll(async () => {
  session = await openSession({ as: official, size: 'small', page: `/${drawPath}?${query}` });
  await localDatabase<Database>(session.cloudUrl).collection('contests').where({ _id: 'contest-solo' }).update({ 'rulebook.rounds.0.order': 'paper' });
  await invoke(cadre, 'stage.open', round);
});
afterAll(() => session.close());

ours('an official enters the slips with a photo, another one signs, anybody draws them again', async () => {
  const { program } = session;
  await program.reLaunch(`/${drawPath}?${query}`);
  let draw = await pageAt(program, drawPath);
  await dataWhen<{ act: string } | null>(draw, 'main', (main) => main?.act === 'enter');
  await session.screenshot('slips-1-draw');
  await tap(draw, 'gy-action-bar gy-button', '.button');
  const slips = await pageAt(program, slipsPath);
  const rows = await dataWhen<{ entryId: string }[]>(slips, 'slips', (found) => found.length > 0);
  const files = session.window?.waitForEvent('filechooser');
  await tap(slips, '.card gy-button', '.button');
  await (await files)?.setFiles({ name: 'slips.png', mimeType: 'image/png', buffer: png });
  await dataWhen<string>(slips, 'photo', (photo) => photo !== '');
  const fields = await slips.$$('.number');
  for (const [index, field] of fields.entries()) await (field as typeof field & { input(value: string): Promise<void> }).input(String(rows.length - index));
  await dataWhen<string>(slips, 'note', (note) => note === '');
  await (await slips.$$('.for'))[2]?.tap();
  await settle();
  await whole(session, 'slips-2-typed');
  await program.mockWxMethod('showModal', { confirm: true, cancel: false, errMsg: 'showModal:ok' });
  await tap(slips, 'gy-action-bar gy-button', '.button');
  draw = await pageAt(program, drawPath);
  expect(await dataWhen<string>(draw, 'note', (note) => note !== '')).toContain('另一位工作人员');

  const wang = await openSession({ as: cadre, theme: 'dark', page: `/${drawPath}?${query}` });
  try {
    const page = await pageAt(wang.program, drawPath);
    await dataWhen<{ act: string } | null>(page, 'main', (main) => main?.act === 'sign');
    await dataWhen<string>(page, 'photo', (photo) => photo !== '');
    await settle();
    await wang.screenshot('slips-3-sign');
    await tap(page, 'gy-action-bar gy-button', '.button');
    await dataWhen<{ act: string } | null>(page, 'main', (main) => main?.act === 'verify');
    // A button takes two taps at once for one.
    await settle();
    await tap(page, 'gy-action-bar gy-button', '.button');
    expect(await dataWhen<string>(page, 'verdict', (verdict) => verdict !== '')).toBe('same');
    const view = (await page.data('view')) as Api.Contest.DrawView;
    expect(view.paper).toMatchObject({ byName: '周立新', secondName: '王敏' });
    expect(view.paper?.numbers.filter(({ drawnFor }) => drawnFor)).toHaveLength(1);
    await settle();
    await wang.screenshot('slips-4-verified');
  } finally {
    await wang.close();
  }
});

ours('the organiser lays rehearsals out by that order; a leader sees when to come', async () => {
  const wang = await openSession({ as: cadre, page: `/${rehearsalPath}?${query}` });
  const liu = await openSession({ as: leader, size: 'small', theme: 'dark', font: 1.6, page: `/${rehearsalPath}?${query}` });
  try {
    const page = await pageAt(wang.program, rehearsalPath);
    await dataWhen<unknown>(page, 'view', (view) => view !== null);
    await settle();
    await wang.screenshot('rehearsal-1-none');
    await tap(page, 'gy-action-bar gy-button', '.button');
    const plan = await pageAt(wang.program, planPath);
    await dataWhen<unknown[]>(plan, 'sessions', (sessions) => sessions.length === 1);
    await type(plan, '.stage', '大剧场舞台');
    await dataWhen<string>(plan, 'note', (note) => note === '');
    await whole(wang, 'rehearsal-2-plan');
    await tap(plan, 'gy-action-bar gy-button', '.button');
    const laid = await pageAt(wang.program, rehearsalPath);
    await dataWhen<{ slots: unknown[] }[]>(laid, 'days', (days) => (days[0]?.slots.length ?? 0) > 0);
    await whole(wang, 'rehearsal-3-laid');
    const seen = await pageAt(liu.program, rehearsalPath);
    await liu.program.reLaunch(`/${rehearsalPath}?${query}`);
    const mine = await pageAt(liu.program, rehearsalPath);
    const days = await dataWhen<{ slots: { mine: boolean }[] }[]>(mine, 'days', (found) => found.length > 0);
    expect(seen.path).toBe(rehearsalPath);
    expect(days.flatMap(({ slots }) => slots).filter((slot) => slot.mine).length).toBeGreaterThan(0);
    await settle();
    await liu.screenshot('rehearsal-4-leader');

    // An official moves the first to the last slot; the leader is told.
    await tap(laid, '.slot');
    await element(laid, 'gy-sheet', '.row');
    await settle();
    await wang.screenshot('rehearsal-5-who');
  } finally {
    await wang.close();
    await liu.close();
  }
});

const network = (online: boolean) => setNetwork(session, online);

ours('a timekeeper without a network: both taps are kept through a dead phone, and the time is the device’s', async () => {
  const { program } = session;
  const rows = async () => (await invoke<Api.Contest.Desk>(official, 'stage.desk', round)).rows;
  const [first] = await rows();
  if (!first) throw new Error('nobody sings');
  for (const [from, to] of [['expected', 'signed'], ['signed', 'waiting'], ['waiting', 'stage']]) await invoke(official, 'stage.call', { ...round, entryId: first.entryId, from, to });
  await program.reLaunch(`/${stagePath}?${query}&duty=time`);
  const page = await pageAt(program, stagePath);
  await element(page, 'stage-time', '.tap');
  await network(false);
  await tap(page, 'stage-time', '.tap');
  await new Promise((resolve) => setTimeout(resolve, 1500));
  await session.screenshot('time-1-offline');
  await tap(page, 'stage-time', '.tap');
  await element(page, 'stage-time', 'gy-notice');
  await session.screenshot('time-2-waits');
  expect((await rows())[0]).toMatchObject({ startedAt: null, elapsed: null });
  await invoke(official, 'stage.call', { ...round, entryId: first.entryId, from: 'stage', to: 'done' });

  await network(true);
  await program.reLaunch(`/${stagePath}?${query}&duty=time`);
  const elapsed = await until('the time', async () => (await rows())[0]?.elapsed);
  expect(elapsed).toBeGreaterThan(1400);
  expect(elapsed).toBeLessThan(8000);
});
