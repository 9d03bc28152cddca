import { type ApiSession, codeOf, dataOf, newKey, openApiSession } from '../local-session';

let session: ApiSession;
const chen = 'demo-worker-chen';
const li = 'demo-worker-li';
const aerken = 'demo-worker-aerken';
const wang = 'demo-cadre-wang';
const zhao = 'demo-gate-zhao';
const hour = 3_600_000;
const t0 = Date.now();

beforeAll(async () => {
  session = await openApiSession({ workers: 2 });
});
afterAll(() => session.close());

async function open(capacity: number, change: Partial<Api.Activity.CreateInput> = {}): Promise<string> {
  const draft: Api.Activity.CreateInput = {
    title: '职工之家象棋赛',
    programme: 'general',
    audienceUnionId: 'city',
    placeName: '职工之家',
    startsAt: t0 + 48 * hour,
    endsAt: t0 + 50 * hour,
    capacity,
    ...change,
  };
  return dataOf(await session.call(wang, 'activity.create', draft, newKey())).activityId;
}

const signUp = (who: string, activityId: string, key = newKey()) => session.call(who, 'registration.signUp', { activityId }, key);
const cancel = (who: string, activityId: string, key = newKey()) => session.call(who, 'registration.cancel', { activityId }, key);
const detail = async (who: string, activityId: string) => dataOf(await session.call(who, 'activity.detail', { activityId }));

test('sign-up to the door: a place, the waitlist, a cancel that moves it up, a pass, one admission', async () => {
  const activityId = await open(1);
  const key = newKey();
  expect(dataOf(await signUp(chen, activityId, key))).toMatchObject({ state: 'held', position: null });
  expect(dataOf(await signUp(chen, activityId, key))).toMatchObject({ state: 'held' });
  expect(dataOf(await signUp(li, activityId))).toMatchObject({ state: 'waiting', position: 1 });
  expect(dataOf(await signUp(aerken, activityId))).toMatchObject({ state: 'waiting', position: 2 });
  expect(await detail(aerken, activityId)).toMatchObject({ left: 0, waiting: 2, mine: 'waiting', registration: { position: 2 } });
  expect(codeOf(await session.call(li, 'registration.pass', { activityId }))).toBe('NOT_FOUND');

  const cancelKey = newKey();
  expect(dataOf(await cancel(chen, activityId, cancelKey))).toEqual({ cancelled: true });
  expect(dataOf(await cancel(chen, activityId, cancelKey))).toEqual({ cancelled: true });
  expect(codeOf(await signUp(chen, activityId, key))).toBe('CLOSED');
  expect(await detail(li, activityId)).toMatchObject({ mine: 'held' });
  expect(await detail(aerken, activityId)).toMatchObject({ registration: { state: 'waiting', position: 1 } });

  const pass = dataOf(await session.call(li, 'registration.pass', { activityId }));
  const scan = (token: string, scanKey: string) => session.call(zhao, 'checkin.scan', { activityId, token, gate: '东门' }, scanKey);
  const scanKey = newKey();
  expect(dataOf(await scan(pass.token, scanKey))).toMatchObject({ name: '李秀英' });
  expect(dataOf(await scan(pass.token, scanKey))).toMatchObject({ name: '李秀英' });
  const second = await scan(pass.token, newKey());
  expect(second).toMatchObject({ ok: false, error: { code: 'USED', message: expect.stringMatching(/已于 \d+:\d\d 在东门核验/) } });
  expect(codeOf(await cancel(li, activityId))).toBe('USED');
  expect(await detail(li, activityId)).toMatchObject({ registration: { checkedInAt: expect.any(Number) } });

  const roster = dataOf(await session.call(wang, 'activity.roster', { activityId }));
  expect(roster).toMatchObject({ held: 1, waiting: 1, checkedIn: 1 });
  expect(roster.rows.map((row) => [row.name, row.state])).toEqual([['李秀英', 'held'], ['阿尔肯·买买提', 'waiting']]);
});

test('a pass for another activity, a flipped one, and one whose owner cancelled are refused', async () => {
  const [activityId, other] = [await open(5), await open(5)];
  await signUp(chen, activityId);
  const { token } = dataOf(await session.call(chen, 'registration.pass', { activityId }));
  const scan = (id: string, text: string) => session.call(zhao, 'checkin.scan', { activityId: id, token: text, gate: '东门' }, newKey());
  expect(codeOf(await scan(other, token))).toBe('FORBIDDEN');
  expect(codeOf(await scan(activityId, `${token.slice(0, 60)}${token.charAt(60) === 'A' ? 'B' : 'A'}${token.slice(61)}`))).toBe('BAD_INPUT');
  expect(codeOf(await scan(activityId, 'https://example.com'))).toBe('BAD_INPUT');
  await cancel(chen, activityId);
  expect(codeOf(await scan(activityId, token))).toBe('NOT_FOUND');
});

test("the server's clock opens and closes, whatever the phone says", async () => {
  const activityId = await open(5, { signUpOpensAt: t0 + hour, signUpClosesAt: t0 + 2 * hour });
  expect(codeOf(await signUp(chen, activityId))).toBe('NOT_OPEN');
  await session.setClock(t0 + hour + 1000);
  expect(codeOf(await signUp(chen, activityId))).toBe('OK');
  await session.setClock(t0 + 2 * hour + 1000);
  expect(codeOf(await signUp(li, activityId))).toBe('CLOSED');
  expect(codeOf(await cancel(chen, activityId))).toBe('OK');
  await session.setClock(Date.now());
});

test('only the audience signs up, only its cadre sees the roster', async () => {
  const activityId = await open(5, { audienceUnionId: 'weave' });
  expect(await signUp(chen, activityId)).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } });
  expect(codeOf(await signUp(li, activityId))).toBe('OK');
  expect((await detail(chen, activityId)).eligible).toEqual({ ok: false, reason: expect.any(String) });
});

test('a cancelled activity refuses, says why, and a repeat of the cancel is the same act', async () => {
  const activityId = await open(5);
  await signUp(chen, activityId);
  const key = newKey();
  const off = (reason: string, withKey: string) => session.call(wang, 'activity.cancel', { activityId, reason }, withKey);
  expect(codeOf(await off('台风预警', key))).toBe('OK');
  expect(codeOf(await off('台风预警', key))).toBe('OK');
  expect(codeOf(await off('换个说法', key))).toBe('KEY_REUSED');
  expect(codeOf(await off('台风预警', newKey()))).toBe('CLOSED');
  expect(codeOf(await signUp(li, activityId))).toBe('CLOSED');
  expect(await detail(chen, activityId)).toMatchObject({ phase: 'cancelled', cancelReason: '台风预警' });
  expect(codeOf(await session.call(chen, 'registration.pass', { activityId }))).toBe('CLOSED');
});

test('whoever moves up is told once, however often the timer runs, and only with a consent left', async () => {
  const runTimer = () => fetch(`${session.url}/dev/timer/jobs/everyMinute`, { method: 'POST' });
  await runTimer();
  const activityId = await open(1);
  await signUp(chen, activityId);
  await signUp(li, activityId);
  const { config } = await import('../../../miniprogram/config');
  await fetch(`${session.url}/dev/consent`, { method: 'POST', body: JSON.stringify({ openid: li, answers: { [config.templates.placeFreed]: 'accept' } }) });
  dataOf(await session.call(li, 'notice.consent', { template: 'placeFreed', answer: 'accept' }, newKey()));
  await cancel(chen, activityId);
  for (let run = 0; run < 3; run += 1) await runTimer();
  const outbox: unknown = await (await fetch(`${session.url}/dev/outbox?openid=${li}`)).json();
  expect(outbox).toHaveLength(1);
  expect(outbox).toMatchObject([{ openid: li, page: `packages/activity/pages/detail/detail?id=${activityId}` }]);
});

test('my list and search find what was just opened', async () => {
  const activityId = await open(5, { title: '滨江夜跑接力' });
  const found = dataOf(await session.call(chen, 'activity.list', { search: '夜跑' }));
  expect(found.items.map((card) => card.activityId)).toEqual([activityId]);
  await signUp(chen, activityId);
  const mine = dataOf(await session.call(chen, 'registration.mine', {}));
  expect(mine.items[0]).toMatchObject({ activityId, state: 'held' });
});

test('pages of the list hold every activity once', async () => {
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page: Api.Output<'activity.list'> = dataOf(await session.call(chen, 'activity.list', cursor === undefined ? {} : { cursor }));
    seen.push(...page.items.map((card) => card.activityId));
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen.length).toBeGreaterThan(10);
});

// The last one: days go by in it, and whoever was not there has missed something.
test('who holds a place and asked for it is reminded the day before, once, by day', async () => {
  const { instant, calendarTime } = await import('../../../miniprogram/domain/time/shanghai');
  const { config } = await import('../../../miniprogram/config');
  const { year, month, date } = calendarTime(t0 + 5 * 24 * hour);
  const startsAt = instant(year, month, date, 9);
  const activityId = await open(5, { startsAt, endsAt: startsAt + hour });
  for (const who of [chen, aerken]) await signUp(who, activityId);
  await fetch(`${session.url}/dev/consent`, { method: 'POST', body: JSON.stringify({ openid: aerken, answers: { [config.templates.activityTomorrow]: 'accept' } }) });
  dataOf(await session.call(aerken, 'notice.consent', { template: 'activityTomorrow', answer: 'accept' }, newKey()));
  const reminders = async (who: string) => {
    await fetch(`${session.url}/dev/timer/jobs/everyMinute`, { method: 'POST' });
    const sent = (await (await fetch(`${session.url}/dev/outbox?openid=${who}`)).json()) as { page: string; templateId: string }[];
    return sent.filter((message) => message.templateId === config.templates.activityTomorrow && message.page.endsWith(activityId)).length;
  };
  expect(await reminders(aerken)).toBe(0);
  await session.setClock(startsAt - 10 * hour);
  expect(await reminders(aerken)).toBe(0);
  await session.setClock(startsAt - 13 * hour);
  expect(await reminders(aerken)).toBe(1);
  expect(await reminders(aerken)).toBe(1);
  expect(await reminders(chen)).toBe(0);

  // A new day is another reminder; a new place is not.
  dataOf(await session.call(aerken, 'notice.consent', { template: 'activityTomorrow', answer: 'accept' }, newKey()));
  await fetch(`${session.url}/dev/consent`, { method: 'POST', body: JSON.stringify({ openid: aerken, answers: { [config.templates.activityTomorrow]: 'accept' } }) });
  const { title, place, endsAt, signUpClosesAt, summary, contact } = dataOf(await session.call(chen, 'activity.detail', { activityId }));
  const edit = { title, placeName: place.name, placeAddress: '后门', startsAt, endsAt, signUpClosesAt, summary, contact, moreFields: [] };
  dataOf(await session.call(wang, 'activity.update', { activityId, edition: 0, edit }, newKey()));
  expect(await reminders(aerken)).toBe(1);
  const later = startsAt + 24 * hour;
  dataOf(await session.call(wang, 'activity.update', { activityId, edition: 1, edit: { ...edit, startsAt: later, endsAt: later + hour } }, newKey()));
  expect(await reminders(aerken)).toBe(1);
  await session.setClock(later - 13 * hour);
  expect(await reminders(aerken)).toBe(2);
  expect(await reminders(aerken)).toBe(2);
  await session.setClock(Date.now());
});
