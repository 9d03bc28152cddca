import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { startTestCloud } from './local-cloud';
import type { TestCloud } from './local-cloud';

/** What platform/wechat makes of WeChat's answers about a text. */

const platform = buildSync({ entryPoints: [join(__dirname, '../../../cloudfunctions/platform/wechat.ts')], bundle: true, write: false, platform: 'node', format: 'cjs', external: ['wx-server-sdk'] });
const source = `${platform.outputFiles[0]?.text ?? ''}\nconst judge = module.exports.checkText;\nmodule.exports = { main: ({ openid, text }) => judge(openid, text) };`;

let cloud: TestCloud;
beforeAll(async () => {
  const { permissions } = JSON.parse(readFileSync(join(__dirname, '../../../cloudfunctions/api/config.json'), 'utf8')) as { permissions: object };
  cloud = await startTestCloud({ api: { source: source.replaceAll('require("wx-server-sdk")', 'cloud'), config: { timeout: 10, permissions } } });
});
afterAll(() => cloud.close());

const judge = async (text: string, openid = 'o-1') => (await cloud.invoke('api', { openid, text }, 'o-1')).body;

test.each([
  ['plain', '铁锤队', 'pass'],
  ['a bad word', '网络赌博队', 'risky'],
  ['a doubtful word', '兼职队', 'review'],
  ['too long', '工'.repeat(2501), 'unreachable'],
])('%s', async (_what, text, judgement) => expect(await judge(text)).toBe(judgement));

test('without WeChat, and for who was not in the app, there is no verdict', async () => {
  expect(await judge('铁锤队', 'o-elsewhere')).toBe('unreachable');
  await cloud.send('POST', '/dev/text-check', { unreachable: true });
  expect(await judge('铁锤队')).toBe('unreachable');
  await cloud.send('POST', '/dev/text-check', { unreachable: false });
  expect(await judge('铁锤队')).toBe('pass');
});
