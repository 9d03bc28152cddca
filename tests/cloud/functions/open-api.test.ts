import jsQR from 'jsqr';
import { inflateSync } from 'node:zlib';
import { startTestCloud } from './local-cloud';
import type { TestCloud } from './local-cloud';

const source = `
exports.main = async ({ api, data }) => {
  const [group, method] = api.split('.');
  try {
    const result = await cloud.openapi[group][method](data);
    return Buffer.isBuffer(result.buffer) ? { contentType: result.contentType, base64: result.buffer.toString('base64'), errCode: result.errCode } : result;
  } catch (error) {
    return { errCode: error.errCode, errMsg: error.errMsg };
  }
};
`;
const openapi = ['subscribeMessage.send', 'security.msgSecCheck', 'security.mediaCheckAsync', 'wxacode.getUnlimited', 'nothing.here'];

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud(
    { api: { source, config: { timeout: 10, permissions: { openapi } } }, bare: { source } },
    { templates: { 'tmpl-1': ['thing1', 'time2'] } },
  );
});
afterAll(() => cloud.close());

const call = async (api: string, data: object, openid?: string) => (await cloud.invoke('api', { api, data }, openid)).body;

describe('subscribeMessage.send', () => {
  const message = { touser: 'o-1', templateId: 'tmpl-1', page: 'pages/home/index', data: { thing1: { value: '报名成功' }, time2: { value: '2026年11月21日 09:00' } } };
  const send = (change: object) => call('subscribeMessage.send', { ...message, ...change });

  test('one consent, one message; then 43101', async () => {
    expect(await send({})).toMatchObject({ errCode: 43101 });
    await cloud.send('POST', '/dev/consent', { openid: 'o-1', answers: { 'tmpl-1': 'accept', other: 'reject' } });
    expect(await send({})).toMatchObject({ errCode: 0, errMsg: 'openapi.subscribeMessage.send:ok' });
    expect(await send({})).toMatchObject({ errCode: 43101 });
    const { body } = await cloud.send('GET', '/dev/outbox?openid=o-1');
    expect(body).toEqual([{ id: expect.any(String), openid: 'o-1', templateId: 'tmpl-1', page: 'pages/home/index', data: message.data, at: expect.any(Number) }]);
    expect((await cloud.send('GET', '/dev/outbox?openid=o-2')).body).toEqual([]);
  });

  test.each([
    ['an unknown template', { templateId: 'tmpl-9' }, 40037],
    ['a thing of 21 characters', { data: { ...message.data, thing1: { value: '工'.repeat(21) } } }, 47003],
    ['a field missing', { data: { thing1: { value: 'x' } } }, 47003],
    ['an empty value', { data: { ...message.data, thing1: { value: '' } } }, 47003],
    ['no moment in a time', { data: { ...message.data, time2: { value: '明天' } } }, 47003],
    ['a page with a leading slash', { page: '/pages/home/index' }, 41030],
  ])('%s', async (_what, change, errCode) => {
    await cloud.send('POST', '/dev/consent', { openid: 'o-1', answers: { 'tmpl-1': 'accept' } });
    expect(await send(change)).toMatchObject({ errCode });
  });
});

describe('security.msgSecCheck', () => {
  const check = (content: string, openid = 'o-1') => call('security.msgSecCheck', { version: 2, scene: 2, openid, content }, 'o-1');

  test('pass, review, risky', async () => {
    expect(await check('读后感：很受启发')).toMatchObject({ errCode: 0, result: { suggest: 'pass', label: 100 } });
    expect(await check('诚聘兼职')).toMatchObject({ result: { suggest: 'review' } });
    expect(await check('网络赌博')).toMatchObject({ result: { suggest: 'risky', label: 20003 }, traceId: expect.any(String) });
  });

  test('61010 two hours after the last visit, and for a stranger', async () => {
    expect(await check('x', 'o-stranger')).toMatchObject({ errCode: 61010 });
    await cloud.invoke('api', { api: 'a.b', data: {} }, 'o-2');
    expect(await check('x', 'o-2')).toMatchObject({ errCode: 0 });
    await cloud.send('POST', '/dev/clock', { advance: 2 * 3_600_000 + 1000 });
    expect(await check('x', 'o-2')).toMatchObject({ errCode: 61010 });
    await cloud.send('POST', '/dev/clock', { offset: 0 });
  });

  test('unreachable by a switch', async () => {
    await cloud.send('POST', '/dev/text-check', { unreachable: true });
    expect((await check('x')).errCode).toBeLessThan(0);
    await cloud.send('POST', '/dev/text-check', { unreachable: false });
    expect(await check('x')).toMatchObject({ errCode: 0 });
  });
});

describe('security.mediaCheckAsync', () => {
  const check = (change: object) => call('security.mediaCheckAsync', { version: 2, scene: 3, mediaType: 2, mediaUrl: `${cloud.url}/cos/media/a.jpg`, openid: 'o-1', ...change }, 'o-1');

  test.each([
    ['an older version', { version: 1 }, 47001],
    ['no scene', { scene: 9 }, 40129],
    ['no kind of media', { mediaType: 3 }, 40004],
    ['no address', { mediaUrl: 'cloud://a/b.jpg' }, 40066],
    ['a stranger', { openid: 'o-nobody' }, 61010],
  ])('%s', async (_what, change, errCode) => expect(await check(change)).toMatchObject({ errCode }));

  test('takes the question with a number; stops with the text check', async () => {
    expect(await check({})).toMatchObject({ errCode: 0, traceId: expect.stringMatching(/^[\w-]{36}$/) });
    await cloud.send('POST', '/dev/text-check', { unreachable: true });
    expect((await check({})).errCode).toBeLessThan(0);
    await cloud.send('POST', '/dev/text-check', { unreachable: false });
  });
});

describe('wxacode.getUnlimited', () => {
  test('a picture that reads as page and scene', async () => {
    const { errCode, contentType, base64 } = await call('wxacode.getUnlimited', { page: 'packages/activity/detail/index', scene: 'a=Xy_-9&b=1' });
    expect({ errCode, contentType }).toEqual({ errCode: 0, contentType: 'image/png' });
    const { pixels, size } = decodePng(Buffer.from(base64, 'base64'));
    expect(size).toBeGreaterThan(350);
    expect(jsQR(pixels, size, size)?.data).toBe('packages/activity/detail/index?scene=a%3DXy_-9%26b%3D1');
  });

  test.each([
    [{ scene: 'x'.repeat(33), page: 'pages/a' }, 40169],
    [{ scene: '', page: 'pages/a' }, 40169],
    [{ scene: '报名', page: 'pages/a' }, 40169],
    [{ scene: 'a', page: '/pages/a' }, 41030],
    [{ scene: 'a', page: 'pages/a?b=1' }, 41030],
  ])('%j → %d', async (data, errCode) => {
    expect(await call('wxacode.getUnlimited', data)).toMatchObject({ errCode });
  });
});

test('an API that config.json does not permit, and one that nobody has', async () => {
  expect((await cloud.invoke('bare', { api: 'wxacode.getUnlimited', data: { scene: 'a' } })).body).toMatchObject({ errCode: -604101 });
  expect((await call('nothing.here', {})).errMsg).toContain('nothing.here');
});

/** Reads the grey pictures that the local cloud writes. */
function decodePng(png: Buffer): { pixels: Uint8ClampedArray; size: number } {
  const size = png.readUInt32BE(16);
  const rows = inflateSync(png.subarray(png.indexOf('IDAT') + 4));
  const pixels = new Uint8ClampedArray(size * size * 4).fill(255);
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) pixels.fill(rows[y * (size + 1) + 1 + x] ?? 0, (y * size + x) * 4, (y * size + x) * 4 + 3);
  }
  return { pixels, size };
}
