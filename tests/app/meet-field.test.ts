import { randomBytes } from 'node:crypto';
import { openSession, type Session } from './session';
import { dataWhen, element, pageAt, tap, until } from './steps';

/** Rules on the field, by thumb: two thin heats become one, somebody is disqualified and comes back, a leader hands in the order of a relay, a cadre keeps a record. */

const eventPath = 'packages/meet/pages/event/event';
const deskPath = 'packages/meet/pages/desk/desk';
const recordsPath = 'packages/meet/pages/records/records';
const meetId = 'meet-east';
const ropes = 'x-一分钟跳绳';
const query = (event: string) => `meet=${meetId}&event=${encodeURIComponent(event)}`;
let session: Session;

async function invoke<T>(openid: string, action: string, input: object): Promise<T> {
  const key = action === 'event.desk' || action === 'meet.event' ? {} : { key: randomBytes(16).toString('base64url') };
  const response = await fetch(`${session.cloudUrl}/dev/invoke/api`, { method: 'POST', body: JSON.stringify({ action, input, ...key }), headers: { 'content-type': 'application/json', 'x-wx-openid': openid } });
  const answer = (await response.json()) as { ok: boolean; data: T; error?: { message: string } };
  if (!answer.ok) throw new Error(`${action}: ${answer.error?.message ?? ''}`);
  return answer.data;
}

async function roundOf(event: string): Promise<Api.Meet.DeskRound> {
  const { desk } = await invoke<{ desk: Api.Meet.EventDesk }>('demo-official-zhou', 'event.desk', { meetId, event });
  const [round] = desk.rounds;
  if (!round) throw new Error('no round');
  return round;
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 600));

beforeAll(async () => {
  session = await openSession({ as: 'demo-official-zhou', page: `/${deskPath}?${query(ropes)}` });
});
afterAll(() => session.close());

test('an official sees what 并组 would do, and does it', async () => {
  const { heats } = await roundOf(ropes);
  expect(heats).toHaveLength(2);
  const missing = heats.map(({ places }) => places[0]?.entry ?? '');
  await invoke('demo-official-zhou', 'event.call', { meetId, event: ropes, round: 1, entries: missing, from: 'none', to: 'missing' });
  const desk = await pageAt(session.program, deskPath);
  await desk.callMethod('refresh');
  await dataWhen<Api.Meet.EventDesk>(desk, 'desk', ({ rounds }) => (rounds[0]?.mergeable.length ?? 0) > 0);
  await tap(desk, 'desk-call', 'desk-merge', '.merge');
  await settle();
  await session.screenshot('meet-field-1-heats');
  await tap(desk, 'desk-call', 'desk-merge', '.row');
  await until('the preview', async () => (await (await element(desk, 'desk-call', 'desk-merge')).$$('.moved')).length > 0);
  await settle();
  await session.screenshot('meet-field-2-preview');
  await tap(desk, 'desk-call', 'desk-merge', 'gy-button', '.button');
  await until('one heat', async () => (await roundOf(ropes)).heats.length === 1);
  await settle();
  await session.screenshot('meet-field-3-merged');
});

test('somebody is taken out of a table, and back', async () => {
  const tennis = 'm-乒乓球';
  const table = await openSession({ as: 'demo-official-zhou', page: `/${deskPath}?${query(tennis)}`, size: 'small', theme: 'dark', font: 1.6 });
  try {
    const desk = await pageAt(table.program, deskPath);
    await dataWhen(desk, 'desk', () => true);
    await desk.callMethod('choose', { detail: { value: 'match' } });
    await tap(desk, 'desk-matches', 'desk-disqualify', '.take');
    await settle();
    await tap(desk, 'desk-matches', 'desk-disqualify', '.row');
    await settle();
    await table.screenshot('meet-field-4-disqualify');
    await tap(desk, 'desk-matches', 'desk-disqualify', 'gy-reason', 'gy-button', '.button');
    await until('out', async () => Object.values((await roundOf(tennis)).cards).some(({ entered }) => entered?.outcome === 'DQ'));
    await settle();
    await table.screenshot('meet-field-5-out');
    await tap(desk, 'desk-matches', 'desk-disqualify', '.out button');
    await until('back', async () => Object.values((await roundOf(tennis)).cards).every(({ entered }) => entered === null));
  } finally {
    await table.close();
  }
});

test('a leader hands in the order of a relay by tapping the legs', async () => {
  const relay = 'x-4×100米接力';
  const led = await openSession({ as: 'demo-cadre-liu', page: `/${eventPath}?${query(relay)}`, size: 'small', font: 1.6 });
  try {
    const event = await pageAt(led.program, eventPath);
    await dataWhen<Api.Meet.EventView>(event, 'view', ({ starters }) => starters.some(({ mayOrder }) => mayOrder));
    await tap(event, 'relay-order', '.hand-in');
    await settle();
    const rows = await (await element(event, 'relay-order', 'tap-order')).$$('.leg');
    for (const row of [...rows].reverse()) await row.tap();
    await settle();
    await led.screenshot('meet-field-6-order');
    await tap(event, 'relay-order', 'tap-order', 'gy-button', '.button');
    await dataWhen<Api.Meet.EventView>(event, 'view', ({ starters }) => starters.some(({ ordered }) => ordered !== null));
    await settle();
    await led.screenshot('meet-field-7-ordered');
  } finally {
    await led.close();
  }
});

test('a cadre adds a record', async () => {
  const kept = await openSession({ as: 'demo-cadre-wang', page: `/${recordsPath}?id=${meetId}`, size: 'small', theme: 'dark', font: 1.6 });
  try {
    const page = await pageAt(kept.program, recordsPath);
    await dataWhen<unknown[]>(page, 'rows', (rows) => rows.length === 1);
    await settle();
    await kept.screenshot('meet-field-8-records');
    await tap(page, 'gy-action-bar gy-button', '.button');
    await page.callMethod('put', { event: 'm-跳远', timing: 'hand', mark: '5.43', holder: '钱小凤', unit: '江城纺织', on: '2021-10-16', noGauge: true });
    await settle();
    await kept.screenshot('meet-field-9-record');
    await page.callMethod('save');
    await dataWhen<{ mark: string }[]>(page, 'rows', (rows) => rows.some(({ mark }) => mark === '5.43'));
    const { records } = await invoke<Api.Meet.EventView>('demo-worker-chen', 'meet.event', { meetId, event: 'm-跳远' });
    expect(records.map(({ mark, holder }) => `${mark} ${holder}`)).toEqual(['5430 钱小凤']);
  } finally {
    await kept.close();
  }
});
