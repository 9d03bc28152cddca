import { randomBytes } from 'node:crypto';
import { openSession, type Session } from './session';
import { dataWhen, element, pageAt, setNetwork, tap, until } from './steps';

/** An official at the track: calls a heat in, loses the network, enters marks on the keypad, comes back, three people sign; an athlete sees the result. */

const eventPath = 'packages/meet/pages/event/event';
const deskPath = 'packages/meet/pages/desk/desk';
const dayPath = 'packages/meet/pages/day/day';
const boardPath = 'packages/meet/pages/board/board';
const meetId = 'meet-east';
const relay = { meetId, event: 'x-4×100米接力' };
const query = `meet=${meetId}&event=${encodeURIComponent(relay.event)}`;
let session: Session;

const reads = ['meet.event', 'event.desk', 'meet.board'];

async function invoke<T>(openid: string, action: string, input: object): Promise<T> {
  const key = reads.includes(action) ? {} : { key: randomBytes(16).toString('base64url') };
  const response = await fetch(`${session.cloudUrl}/dev/invoke/api`, { method: 'POST', body: JSON.stringify({ action, input, ...key }), headers: { 'content-type': 'application/json', 'x-wx-openid': openid } });
  const answer = (await response.json()) as { ok: boolean; data: T; error?: { message: string } };
  if (!answer.ok) throw new Error(`${action}: ${answer.error?.message ?? ''}`);
  return answer.data;
}

const deskOf = async (event = relay.event) => {
  const { desk } = await invoke<{ desk: Api.Meet.EventDesk }>('demo-official-zhou', 'event.desk', { meetId, event });
  const [round] = desk.rounds;
  if (!round) throw new Error('no round');
  return round;
};

beforeAll(async () => {
  session = await openSession({ as: 'demo-official-zhou', page: `/${eventPath}?${query}` });
  for (let run = 0; run < 2; run += 1) await fetch(`${session.cloudUrl}/dev/timer/jobs/everyMinute`, { method: 'POST' });
});
afterAll(() => session.close());

const settle = () => new Promise((resolve) => setTimeout(resolve, 600));

const network = (online: boolean) => setNetwork(session, online);

/** A key of the keypad, by what stands on it. */
async function press(desk: Awaited<ReturnType<typeof pageAt>>, wanted: string): Promise<void> {
  const keys = await (await element(desk, 'desk-marks')).$$('.key');
  for (const key of keys) if ((await key.text()).trim() === wanted) return key.tap();
  throw new Error(`there is no key ${wanted}`);
}

test('an official calls a heat, enters marks without a network, and signs as the first of three', async () => {
  const { program } = session;
  const event = await pageAt(program, eventPath);
  await dataWhen(event, 'view', () => true);
  await settle();
  await session.screenshot('meet-day-1-event');
  await tap(event, 'gy-action-bar gy-button', '.button');
  const desk = await pageAt(program, deskPath);
  await dataWhen(desk, 'desk', () => true);
  await tap(desk, 'desk-call', '.head .all');
  await until('all called', async () => Object.values((await deskOf()).cards).every(({ call }) => call === 'in'));
  await settle();
  await session.screenshot('meet-day-2-call');

  await desk.callMethod('choose', { detail: { value: 'mark' } });
  await element(desk, 'desk-marks', 'gy-action-bar gy-button', '.button');
  await network(false);
  await tap(desk, 'desk-marks', 'gy-action-bar gy-button', '.button');
  await settle();
  const keypad = await element(desk, 'desk-marks', 'gy-sheet .keys');
  expect(keypad).toBeTruthy();
  const starters = Object.keys((await deskOf()).cards).length;
  for (let place = 0; place < starters; place += 1) {
    for (const key of ['5', String(place), '.', '2', '4']) {
      await press(desk, key);
    }
    if (place === 0) {
      await settle();
      await session.screenshot('meet-day-3-keypad');
    }
    await tap(desk, 'desk-marks', 'gy-sheet gy-button', '.button');
    await new Promise((resolve) => setTimeout(resolve, 450));
  }
  await dataWhen<number>(desk, 'waiting', (waiting) => waiting === starters);
  await settle();
  await session.screenshot('meet-day-4-offline');
  expect(Object.values((await deskOf()).cards).every(({ entered }) => entered === null)).toBe(true);
  await network(true);
  await until('all marks at the server', async () => Object.values((await deskOf()).cards).every(({ entered, m }) => entered !== null && m === 1));
  await dataWhen<number>(desk, 'waiting', (waiting) => waiting === 0);

  await desk.callMethod('choose', { detail: { value: 'sign' } });
  await settle();
  await session.screenshot('meet-day-5-sign');
  await tap(desk, 'desk-sign', 'gy-action-bar gy-button', '.button');
  await until('a signature', async () => (await deskOf()).signatures.length === 1);
  const { digest } = await deskOf();
  await invoke('demo-cadre-wang', 'event.sign', { ...relay, round: 1, as: 'judge', digest });
  await invoke('demo-admin-wu', 'event.sign', { ...relay, round: 1, as: 'referee', digest });
  await until('the announcement is due', async () => (await (await element(desk, 'desk-sign', 'gy-action-bar gy-button')).text()).includes('公告'));
  await settle();
  await session.screenshot('meet-day-6-announce');
  await tap(desk, 'desk-sign', 'gy-action-bar gy-button', '.button');
  await until('the announcement', async () => (await deskOf()).announcedAt !== null);
});

test('an athlete sees the own events, the result and the team points', async () => {
  const chen = await openSession({ as: 'demo-worker-chen', page: `/${dayPath}?id=${meetId}` });
  try {
    const day = await pageAt(chen.program, dayPath);
    await dataWhen<unknown[]>(day, 'mine', (mine) => mine.length > 1);
    await dataWhen<{ wins: string }[]>(day, 'rows', (rows) => rows.some(({ wins }) => wins.includes('50.3')));
    await settle();
    await chen.screenshot('meet-day-7-day');
    await chen.program.navigateTo(`/${eventPath}?${query}`);
    const event = await pageAt(chen.program, eventPath);
    await dataWhen<{ lines: { mark: string; more: string }[] }>(event, 'round', ({ lines }) => lines[0]?.mark === '50.3' && lines[0].more === '18 分');
    await settle();
    await chen.screenshot('meet-day-8-result');
    await chen.program.navigateTo(`/${boardPath}?id=${meetId}`);
    const board = await pageAt(chen.program, boardPath);
    await dataWhen<{ points: string; waits: string }[]>(board, 'units', ([first]) => first?.points === '18' && first.waits.includes('18'));
    await settle();
    await chen.screenshot('meet-day-9-board');
  } finally {
    await chen.close();
  }
});

test('a match is entered by who won each bout', async () => {
  const tug = await openSession({ as: 'demo-official-zhou', page: `/${deskPath}?meet=${meetId}&event=${encodeURIComponent('x-拔河')}`, size: 'small', theme: 'dark', font: 1.6 });
  try {
    const desk = await pageAt(tug.program, deskPath);
    await dataWhen(desk, 'desk', () => true);
    await desk.callMethod('choose', { detail: { value: 'match' } });
    await tap(desk, 'desk-matches', '.match');
    await settle();
    const matches = await element(desk, 'desk-matches');
    const wins = await matches.$$('.bout .win');
    await wins[0]?.tap();
    await new Promise((resolve) => setTimeout(resolve, 450));
    await wins[2]?.tap();
    await settle();
    await tug.screenshot('meet-day-10-match');
    await tap(desk, 'desk-matches', 'gy-sheet gy-button', '.button');
    await until('the match', async () => (await deskOf('x-拔河')).matches['k1-1']?.raw?.bouts.length === 2);
    await settle();
    await tug.screenshot('meet-day-11-matches');
  } finally {
    await tug.close();
  }
});
