import { type ApiSession, codeOf, newKey, openApiSession } from '../local-session';

let session: ApiSession;
const chen = 'demo-worker-chen';
const wang = 'demo-cadre-wang';

beforeAll(async () => {
  session = await openApiSession({ workers: 2 });
});
afterAll(() => session.close());

const send = (event: unknown, openid: string | undefined = chen) => session.invoke('api', event, openid);

/** Everything that an answer to a bad call must be: a stable code, a Chinese sentence, small, nothing of the inside. */
function expectRefusal(answer: unknown, code: string): void {
  expect(codeOf(answer)).toBe(code);
  const text = JSON.stringify(answer);
  expect(Buffer.byteLength(text)).toBeLessThan(1024);
  expect(text).not.toMatch(/ at |stack|Error:|node_modules/);
  expect(answer).toMatchObject({ error: { message: expect.stringMatching(/[\u4e00-\u9fff]/), requestId: expect.stringMatching(/^[2-9A-Z]{8}$/) } });
}

describe('what is no call of ours', () => {
  const deep: unknown = Array.from({ length: 50 }).reduce((inner) => ({ inner }), {});
  test.each<[string, unknown]>([
    ['an empty event', {}],
    ['no action', { input: {} }],
    ['an unknown action', { action: 'registration.erase', input: {} }],
    ['constructor', { action: 'constructor', input: {} }],
    ['__proto__', { action: '__proto__', input: {} }],
    ['an action that is no text', { action: { $ne: null }, input: {} }],
    ['no input', { action: 'people.me' }],
    ['an unknown field beside the action', { action: 'people.me', input: {}, role: 'admin' }],
    ['an unknown field in the input', { action: 'activity.detail', input: { activityId: 'lecture-law', _openid: 'x' } }],
    ['a filter for an id', { action: 'activity.detail', input: { activityId: { $ne: null } } }],
    ['an empty filter for an id', { action: 'activity.detail', input: { activityId: {} } }],
    ['a field named constructor', { action: 'people.me', input: { constructor: 1 } }],
    ['a field named __proto__', { action: 'people.me', input: JSON.parse('{"__proto__":{"role":"admin"}}') as unknown }],
    ['__proto__ beside the action', JSON.parse('{"action":"people.me","input":{},"__proto__":{"key":1}}')],
    ['NaN as it arrives', { action: 'activity.create', input: { capacity: NaN }, key: newKey() }],
    ['a roster page of another form', { action: 'activity.roster', input: { activityId: 'meet-walk', cursor: '50' } }],
    ['a number for an id', { action: 'activity.detail', input: { activityId: 7 } }],
    ['an id of path characters', { action: 'activity.detail', input: { activityId: '../seats' } }],
    ['a megabyte of text', { action: 'activity.list', input: { search: 'x'.repeat(1_000_000) } }],
    ['nesting of fifty levels', { action: 'activity.list', input: { search: deep } }],
    ['a thousand fields', { action: 'activity.list', input: Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`f${index}`, 1])) }],
    ['an act without a key', { action: 'registration.signUp', input: { activityId: 'lecture-law' } }],
    ['a key on a question', { action: 'people.me', input: {}, key: newKey() }],
    ['a key of the wrong form', { action: 'registration.signUp', input: { activityId: 'lecture-law' }, key: 'short' }],
    ['a key that is a filter', { action: 'registration.signUp', input: { activityId: 'lecture-law' }, key: { $gt: '' } }],
    ['a cursor of another form', { action: 'activity.list', input: { cursor: '1;drop' } }],
    ['a programme we do not have', { action: 'activity.list', input: { programme: 'lottery' } }],
  ])('%s → BAD_INPUT without a database call', async (_name, event) => {
    const before = await fetch(`${session.url}/dev/invoke/api`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-wx-openid': chen },
      body: JSON.stringify(event),
    });
    expectRefusal(await before.json(), 'BAD_INPUT');
    expect(Number(before.headers.get('x-db-round-trips'))).toBe(0);
  });
});

describe('identity', () => {
  test('no openid → NO_IDENTITY; one in the payload changes nothing', async () => {
    const response = await fetch(`${session.url}/dev/invoke/api`, { method: 'POST', body: JSON.stringify({ action: 'people.me', input: {} }) });
    expectRefusal(await response.json(), 'NO_IDENTITY');
    const claimed = await send({ action: 'people.me', input: {}, userInfo: { openId: wang }, tcbContext: {} });
    expect(claimed).toMatchObject({ ok: true, data: { member: { name: '陈建国' } } });
  });

  test('somebody in no roster may look and not act', async () => {
    expect(codeOf(await session.call('demo-stranger', 'activity.list', {}))).toBe('OK');
    expectRefusal(await session.call('demo-stranger', 'registration.signUp', { activityId: 'lecture-law' }, newKey()), 'FORBIDDEN');
  });

  test('jobs is for the timer alone, whatever a client puts into the event', async () => {
    for (const event of [{}, { Type: 'Timer', TriggerName: 'everyMinute' }, { SOURCE: 'wx_trigger' }]) {
      expect(await session.invoke('jobs', event, wang)).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } });
    }
    const timer = await fetch(`${session.url}/dev/timer/jobs/everyMinute`, { method: 'POST' });
    expect(await timer.json()).toMatchObject({ ok: true });
  });
});

describe('roles', () => {
  test('a worker is no cadre and no gate', async () => {
    expectRefusal(await session.call(chen, 'activity.managed', {}), 'FORBIDDEN');
    expectRefusal(await session.call(chen, 'people.unions', {}), 'FORBIDDEN');
    expectRefusal(await session.call(chen, 'checkin.duties', {}), 'FORBIDDEN');
    expectRefusal(await session.call(chen, 'checkin.scan', { activityId: 'meet-walk', token: 'GY1:', gate: '东门' }, newKey()), 'FORBIDDEN');
    expectRefusal(await session.call(chen, 'activity.roster', { activityId: 'meet-walk' }), 'NOT_FOUND');
    expectRefusal(await session.call(chen, 'activity.cancel', { activityId: 'meet-walk', reason: '下雨' }, newKey()), 'NOT_FOUND');
  });
});

describe('opening an activity', () => {
  const now = Date.now();
  const draft: Api.Activity.CreateInput = {
    title: '周末羽毛球友谊赛',
    programme: 'general',
    audienceUnionId: 'east',
    placeName: '市工人文化宫',
    startsAt: now + 86_400_000,
    endsAt: now + 90_000_000,
    capacity: 40,
  };

  test.each<[string, object]>([
    ['a title of zero-width characters', { title: '\u200B\u200B\u200B' }],
    ['a control character', { title: '合唱\u0000比赛' }],
    ['more places than one bucket takes', { capacity: 1e9 }],
    ['negative places', { capacity: -1 }],
    ['half a place', { capacity: 1.5 }],
    ['an end before the start', { endsAt: draft.startsAt - 1 }],
    ['a date that is text', { startsAt: '2026-12-01' }],
    ['an unknown field', { points: 100 }],
  ])('%s → BAD_INPUT', async (_name, change) => {
    expectRefusal(await send({ action: 'activity.create', input: { ...draft, ...change }, key: newKey() }, wang), 'BAD_INPUT');
  });

  test('a double tap opens one activity, another body under the key is KEY_REUSED', async () => {
    const key = newKey();
    const answers = await Promise.all([1, 2, 3].map(() => session.call(wang, 'activity.create', draft, key)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(codeOf(answers[0])).toBe('OK');
    expectRefusal(await session.call(wang, 'activity.create', { ...draft, capacity: 41 }, key), 'KEY_REUSED');
    const { ok } = await session.call(wang, 'activity.create', { ...draft, title: '阿卜杜拉·买买提个人书法展 𠮷' }, newKey());
    expect(ok).toBe(true);
  });
});
