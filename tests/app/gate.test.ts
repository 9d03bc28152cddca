import { openSession, type Session } from './session';
import { dataWhen, element, pageAt, setNetwork, tap, type, until } from './steps';

/** The gate without a network: it admits what it can prove, keeps it through a restart, and tells it when the network is back. */

const scanPath = 'packages/staff/pages/scan/scan';
const film = 'film-night';

type Page = Awaited<ReturnType<typeof pageAt>>;
interface Answer {
  tone: string;
  name: string;
  detail: string;
}

let gate: Session;
let token = '';

async function ask<T>(action: string, input: object, openid: string): Promise<T> {
  const response = await fetch(`${gate.cloudUrl}/dev/invoke/api`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-wx-openid': openid },
    body: JSON.stringify({ action, input }),
  });
  return ((await response.json()) as { data: T }).data;
}

beforeAll(async () => {
  gate = await openSession({ as: 'demo-gate-zhao' });
  // Ten minutes before the doors open, whatever the hour of this run is.
  const { startsAt } = await ask<{ startsAt: number }>('activity.detail', { activityId: film }, 'demo-worker-li');
  await fetch(`${gate.cloudUrl}/dev/clock`, { method: 'POST', body: JSON.stringify({ now: startsAt - 600_000 }) });
  token = (await ask<{ token: string }>('registration.pass', { activityId: film }, 'demo-worker-li')).token;
});
afterAll(() => gate.close());

const network = (online: boolean) => setNetwork(gate, online);

async function begin(page: Page): Promise<void> {
  await dataWhen<{ activityId: string }[]>(page, 'duties', (duties) => duties.some(({ activityId }) => activityId === film));
  for (const row of await page.$$('.duty')) {
    if ((await row.attribute('data-id')) === film) await row.tap();
  }
  await dataWhen<string>(page, 'duty.activityId', (id) => id === film);
  await tap(page, 'gy-action-bar gy-button', '.button');
  await element(page, '.gate__tools');
}

async function enter(page: Page, text: string): Promise<Answer> {
  const tools = await page.$$('.gate__tools .gate__tool');
  await tools[tools.length - 1]?.tap();
  await type(page, '.sheet__text', text);
  const [, go] = await page.$$('.sheet__acts gy-button');
  await (await go?.$('.button'))?.tap();
  const answer = await dataWhen<Answer>(page, 'answer', () => true);
  await tap(page, '.answer');
  return answer;
}

// WeChat DevTools have no switch that a test could throw.
const ours = process.env['GONGYUN_AUTOMATOR_WS'] === undefined ? test : test.skip;

ours('a gate without a network', async () => {
  await gate.program.reLaunch(`/${scanPath}`);
  const page = await pageAt(gate.program, scanPath);
  await begin(page);
  await network(false);

  expect(await enter(page, 'GY1:FORGED')).toMatchObject({ tone: 'refused', name: '' });
  expect(await enter(page, token)).toEqual(expect.objectContaining({ tone: 'later', name: '李秀英', detail: '离线核验通过，联网后补录' }));
  await gate.screenshot('gate-queued');
  expect(await enter(page, token)).toMatchObject({ tone: 'used', name: '李秀英' });
  expect(await page.data('queued')).toBe(1);
  const { rows } = await ask<{ rows: { name: string; checkedInAt: number | null }[] }>('activity.roster', { activityId: film }, 'demo-cadre-wang');
  expect(rows.find(({ name }) => name === '李秀英')?.checkedInAt).toBeNull();

  // The mini-program is closed and opened again: the queue is still there.
  await gate.program.reLaunch(`/${scanPath}`);
  const again = await pageAt(gate.program, scanPath);
  await dataWhen<number>(again, 'queued', (queued) => queued === 1);
  await network(true);
  await dataWhen<number>(again, 'queued', (queued) => queued === 0);
  const { checkedIn } = await ask<{ checkedIn: number }>('activity.roster', { activityId: film }, 'demo-cadre-wang');
  expect(checkedIn).toBe(1);

  await begin(again);
  expect(await enter(again, token)).toMatchObject({ tone: 'used', detail: expect.stringMatching(/^已于 .*东门核验$/) });
});

ours('without a phone, not on the list, by unit, and the code of the place; nothing readable lies on the phone', async () => {
  await network(false);
  const page = await pageAt(gate.program, scanPath);
  const tools = async (index: number) => (await page.$$('.gate__tools .gate__tool'))[index]?.tap();

  // By name: the list came when the gate was opened, and stands without a network.
  await tools(0);
  await dataWhen<object[]>(page, 'list', (list) => list.length > 0);
  await dataWhen<string>(page, 'listNote', (note) => note.startsWith('没有网络'));
  const find = await element(page, 'staff-find');
  const typeInto = async (selector: string, text: string) => {
    const field = (await until(selector, () => find.$(selector))) as typeof find & { input(value: string): Promise<void> };
    await field.input(text);
  };
  await typeInto('.field__input', '建国');
  await gate.screenshot('gate-find');
  await (await until('a row', () => find.$('.person')))?.tap();
  await until('the person', () => find.$('.chosen'));
  await gate.screenshot('gate-find-chosen');
  await (await until('the act', () => find.$('.acts gy-button')).then((button) => button.$('.button')))?.tap();
  const byName = await dataWhen<Answer>(page, 'answer', () => true);
  expect(byName).toMatchObject({ tone: 'later', name: expect.stringContaining('建国') });
  await tap(page, '.answer');

  // Not on the list: a name and a reason.
  await tools(0);
  const again = await element(page, 'staff-find');
  await (await until('the guest', () => again.$('gy-button')).then((button) => button.$('.button')))?.tap();
  const name = (await until('the name', () => again.$('.field__input'))) as typeof again & { input(value: string): Promise<void> };
  await name.input('周师傅');
  await gate.screenshot('gate-guest');
  await (await until('the act', () => again.$('.acts gy-button')).then((button) => button.$('.button')))?.tap();
  expect(await dataWhen<Answer>(page, 'answer', () => true)).toMatchObject({ tone: 'later', name: '周师傅' });
  await tap(page, '.answer');
  expect(await page.data('queued')).toBe(2);

  const files = await gate.program.evaluate(() => {
    const manager = wx.getFileSystemManager();
    return manager.readdirSync(wx.env.USER_DATA_PATH).filter((one) => one.startsWith('gate-')).map((one) => `${one} ${String(manager.readFileSync(`${wx.env.USER_DATA_PATH}/${one}`, 'utf8'))}`);
  });
  expect(files).toHaveLength(2);
  expect(JSON.stringify(files)).not.toMatch(/建国|周师傅|GY1:/);

  await network(true);
  await dataWhen<number>(page, 'queued', (queued) => queued === 0);
  await tools(1);
  await element(page, 'staff-units');
  await dataWhen<string>(page, 'listNote', (note) => note === '');
  await gate.screenshot('gate-units');
  const { rows } = await ask<{ rows: { name: string; at: number | null }[] }>('checkin.list', { activityId: film }, 'demo-gate-zhao');
  expect(rows.filter(({ at }) => at !== null)).toHaveLength(2);
  await tap(page, '.sheet__shade');

  // The worker scans the steward's screen; a photo of it is dead a minute later.
  await tools(2);
  const venue = await pageAt(gate.program, 'packages/staff/pages/venue/venue');
  const text = await dataWhen<string>(venue, 'text', (code) => code !== '');
  await gate.screenshot('venue');
  const holder = await openSession({ as: 'demo-worker-aerken', page: `/packages/activity/pages/pass/pass?id=${film}` });
  try {
    const pass = await pageAt(holder.program, 'packages/activity/pages/pass/pass');
    await dataWhen<object[]>(pass, 'passes', (passes) => passes.length > 0);
    await holder.screenshot('pass-self');
    await holder.program.mockWxMethod('scanCode', { result: text, scanType: 'QR_CODE', errMsg: 'scanCode:ok' });
    await tap(pass, '.pass__self');
    await dataWhen<{ checkedIn: string }[]>(pass, 'passes', ([first]) => first?.checkedIn !== undefined && first.checkedIn !== '');
    await holder.screenshot('pass-self-in');
  } finally {
    await holder.close();
  }
});

ours('a cadre calls an activity off, with a reason that its people read', async () => {
  const cadre = await openSession({ as: 'demo-cadre-wang', page: `/packages/cadre/pages/manage/manage?id=${film}` });
  try {
    const page = await pageAt(cadre.program, 'packages/cadre/pages/manage/manage');
    await dataWhen<boolean>(page, 'loaded', (loaded) => loaded);
    await tap(page, '.calloff gy-button', '.button');
    await element(page, 'gy-reason', '.row');
    const [, place] = await (await element(page, 'gy-reason')).$$('.row');
    await place?.tap();
    await cadre.program.mockWxMethod('showModal', { confirm: true, cancel: false, errMsg: 'showModal:ok' });
    await cadre.screenshot('manage-cancel');
    await tap(page, 'gy-reason', 'gy-button', '.button');
    await dataWhen<string>(page, 'status.text', (text) => text === '已取消');
    const { phase, cancelReason } = await ask<{ phase: string; cancelReason: string }>('activity.detail', { activityId: film }, 'demo-worker-li');
    expect({ phase, cancelReason }).toEqual({ phase: 'cancelled', cancelReason: '因场地原因取消' });
    await cadre.screenshot('manage-cancelled');
  } finally {
    await cadre.close();
  }
});
