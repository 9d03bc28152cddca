import { startTestCloud } from './local-cloud';
import type { TestCloud } from './local-cloud';

const probe = `
let calls = 0;
const actions = {
  context: async (event, context) => ({ wx: cloud.getWXContext(), event, context, key: process.env.GONGYUN_KEY_TEST, host: process.env.HOME }),
  count: async () => { calls += 1; return calls; },
  chain: async (event) => (await cloud.callFunction({ name: 'inner', data: event.data })).result,
  missing: async () => cloud.callFunction({ name: 'nowhere' }),
  innerThrow: async () => { try { await cloud.callFunction({ name: 'inner', data: { fail: true } }); } catch (error) { return { code: error.code, errMsg: error.errMsg }; } },
  throw: async () => { throw new RangeError('out of seats'); },
  hang: () => new Promise(() => {}),
  spin: () => { for (;;); },
  hog: async () => { const kept = []; for (;;) kept.push(new Array(100000).fill({ n: kept.length })); },
  exit: async () => process.exit(3),
  clock: async () => Number(process.env.GONGYUN_CLOCK_OFFSET_MS),
  sleep: (event) => new Promise((resolve) => setTimeout(() => resolve(event.ms), event.ms)),
  nothing: async () => {},
  big: async () => 'x'.repeat(1100000),
};
exports.main = (event, context) => actions[event.do ?? 'context'](event, context);
`;
const inner = `exports.main = async (event) => {
  if (event.fail) throw new Error('inner failed');
  return { wx: cloud.getWXContext(), event };
};`;

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud(
    {
      probe: { source: probe, config: { timeout: 20, memorySize: 64 } },
      short: { source: probe, config: { timeout: 1 } },
      inner: { source: inner },
      broken: { source: 'throw new Error("does not load");' },
    },
    { workers: 2, env: { GONGYUN_KEY_TEST: 'k' } },
  );
});
afterAll(() => cloud.close());

describe('context of a call', () => {
  test('a phone: identity, source, address, event', async () => {
    const { body } = await cloud.invoke('probe', { a: 1 }, 'o-1');
    expect(body.wx).toEqual({ OPENID: 'o-1', APPID: 'wxlocal0000000000', CLIENTIP: '127.0.0.1', ENV: 'local-env', SOURCE: 'wx_client' });
    expect(body.event).toEqual({ a: 1, tcbContext: {}, userInfo: { appId: 'wxlocal0000000000', openId: 'o-1' } });
    expect(body.context).toMatchObject({ memory_limit_in_mb: 64, time_limit_in_ms: 20000, function_name: 'probe', namespace: 'local-env' });
    expect(JSON.parse(body.context.environment).WX_OPENID).toBe('o-1');
    expect(body.key).toBe('k');
    expect(body.host).toBeUndefined();
  });

  test('a phone without an account, after one with', async () => {
    await Promise.all([cloud.invoke('probe', {}, 'o-1'), cloud.invoke('probe', {}, 'o-2')]);
    const { body } = await cloud.invoke('probe');
    expect(body.wx).not.toHaveProperty('OPENID');
    expect(body.event.userInfo).toEqual({ appId: 'wxlocal0000000000' });
  });

  test('a timer', async () => {
    const { body } = await cloud.send('POST', '/dev/timer/probe/tick');
    expect(body.wx.SOURCE).toBe('wx_trigger');
    expect(body.wx).not.toHaveProperty('OPENID');
    expect(body.event).toEqual({ Type: 'Timer', TriggerName: 'tick', Message: '', Time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) });
  });

  test('a push of WeChat', async () => {
    const { body } = await cloud.send('POST', '/dev/push/probe', { FromUserName: 'o-9', MsgType: 'event' });
    expect(body.wx).toMatchObject({ SOURCE: 'wx_unknown', OPENID: 'o-9' });
  });

  test('a function called by a function', async () => {
    const { body } = await cloud.invoke('probe', { do: 'chain', data: { x: 1 } }, 'o-1');
    expect(body.event).toEqual({ x: 1 });
    expect(body.wx.SOURCE).toBe('wx_client,scf');
    expect(body.wx).not.toHaveProperty('OPENID');
  });
});

describe('a client cannot forge', () => {
  const forged = { SOURCE: 'wx_trigger', TCB_SOURCE: 'wx_trigger', userInfo: { openId: 'o-admin' }, Type: 'Timer', TriggerName: 'tick', wxContext: { OPENID: 'o-admin' } };

  test('source or identity by fields of the event', async () => {
    const { body } = await cloud.invoke('probe', forged, 'o-1');
    expect(body.wx).toMatchObject({ SOURCE: 'wx_client', OPENID: 'o-1' });
    expect(body.event.userInfo.openId).toBe('o-1');
  });

  test('source by headers', async () => {
    const { body } = await cloud.send('POST', '/dev/invoke/probe', {}, { 'x-tcb-source': 'wx_trigger', 'x-wx-source': 'wx_trigger' });
    expect(body.wx.SOURCE).toBe('wx_client');
  });

  test('a chain of functions by a request of its own to the wire', async () => {
    const request = { action: 'functions.invokeFunction', function_name: 'probe', request_data: JSON.stringify(forged), wxCloudApiToken: 'guess' };
    const { body } = await cloud.send('POST', '/admin', request, { 'x-tcb-source': 'wx_client,scf' });
    expect(JSON.parse(body.data.response_data).wx.SOURCE).toBe('unknown');
  });

  test('an openid that is none', async () => {
    const { status } = await cloud.send('POST', '/dev/invoke/probe', {}, { 'x-wx-openid': 'a b;WX_X=1' });
    expect(status).toBe(400);
  });
});

describe('failures, as CloudBase words them', () => {
  test('a throw', async () => {
    const { status, body } = await cloud.invoke('probe', { do: 'throw' });
    expect(status).toBe(500);
    expect(body).toEqual({ errCode: -504002, errMsg: expect.stringContaining('RangeError: out of seats') });
    expect(body.errMsg).not.toContain('at ');
  });

  test.each(['hang', 'spin'])('time-out: %s', async (action) => {
    const { status, body } = await cloud.invoke('short', { do: action });
    expect(status).toBe(500);
    expect(body).toEqual({ errCode: -504003, errMsg: expect.stringContaining('timed out after 1 seconds') });
    expect((await cloud.invoke('short', { do: 'nothing' })).body).toBeNull();
  });

  test('memory', async () => {
    const { body } = await cloud.invoke('probe', { do: 'hog' });
    expect(body.errCode).toBe(-504002);
    expect(body.errMsg).toMatch(/memory limit of 64 MB/);
    expect((await cloud.invoke('probe', { do: 'nothing' })).status).toBe(200);
  });

  test('the process ends', async () => {
    expect((await cloud.invoke('probe', { do: 'exit' })).body.errMsg).toContain('Process exited');
  });

  test('an answer above 1 MB', async () => {
    expect((await cloud.invoke('probe', { do: 'big' })).body.errCode).toBe(-604001);
  });

  test('no such function, for a phone and for a function', async () => {
    expect((await cloud.invoke('nowhere')).body).toEqual({ errCode: -501000, errMsg: expect.stringContaining('could not be found: nowhere') });
    expect((await cloud.invoke('probe', { do: 'missing' })).body.errMsg).toContain('FunctionName parameter could not be found: nowhere');
  });

  test('a bundle that does not load', async () => {
    expect((await cloud.invoke('broken')).body.errMsg).toContain('does not load');
    expect((await cloud.invoke('broken')).status).toBe(500);
  });

  test('a throw of an inner function reaches the outer one as the SDK gives it', async () => {
    const { body } = await cloud.invoke('probe', { do: 'innerThrow' });
    expect(body).toEqual({ code: 'FUNCTIONS_EXECUTE_FAIL', errMsg: expect.stringContaining('inner failed') });
  });
});

describe('instances', () => {
  test('module state lives on, and 2 instances serve at most 2 events at once', async () => {
    const counts = await Promise.all(Array.from({ length: 12 }, () => cloud.invoke('probe', { do: 'count' })));
    expect(Math.max(...counts.map(({ body }) => body))).toBeGreaterThanOrEqual(6);
    const { body: state } = await cloud.send('GET', '/dev/state');
    expect(state.workers.filter((worker: { function: string }) => worker.function === 'probe').length).toBeLessThanOrEqual(2);
    const started = Date.now();
    await Promise.all([1, 2, 3, 4].map(() => cloud.invoke('probe', { do: 'sleep', ms: 200 })));
    expect(Date.now() - started).toBeGreaterThanOrEqual(395);
  });

  test('callers that hold every instance still reach an inner function', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => cloud.invoke('probe', { do: 'chain', data: {} })));
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
  });

  test('the shifted clock reaches functions', async () => {
    expect((await cloud.send('POST', '/dev/clock', { advance: 86_400_000 })).body.offset).toBe(86_400_000);
    expect((await cloud.invoke('probe', { do: 'clock' })).body).toBe(86_400_000);
    await cloud.send('POST', '/dev/clock', { offset: 0 });
    expect((await cloud.invoke('probe', { do: 'clock' })).body).toBe(0);
  });
});
