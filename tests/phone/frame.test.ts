import { join } from 'node:path';
import type { Browser, FrameLocator, Page as Window } from 'playwright-core';
import { startPhone, type Phone } from '../../local/phone';
import { launchBrowser } from '../../scripts/browser';
import { until } from '../until';
import { startTestCloud, type TestCloud } from '../cloud/functions/local-cloud';

const functions = {
  notify: {
    config: { permissions: { openapi: ['subscribeMessage.send'] } },
    source: `exports.main = async () => cloud.openapi.subscribeMessage.send({ touser: cloud.getWXContext().OPENID, templateId: 'tmpl-place-freed-1',
      page: 'packages/more/pages/form/form?from=notice', data: { thing1: { value: '你已转为正式报名' } } });`,
  },
};

let cloud: TestCloud;
let phone: Phone;
let browser: Browser;
let window: Window;

beforeAll(async () => {
  cloud = await startTestCloud(functions);
  phone = await startPhone({ miniprogramRoot: join(__dirname, 'fixture'), cloudUrl: cloud.url, quiet: true, watch: false });
  browser = await launchBrowser();
  window = await browser.newPage({ viewport: { width: 1500, height: 900 } });
  window.setDefaultTimeout(20_000);
  await window.goto(`${phone.url}/?theme=light`);
});

afterAll(async () => {
  await browser.close();
  await phone.close();
  await cloud.close();
});

const screen = (number: 1 | 2): FrameLocator => window.frameLocator(`iframe[title="手机 ${number}"]`);
const inPhone = <T>(number: 1 | 2, body: string): Promise<T> => screen(number).locator('html[data-ready]').evaluate(`(async () => { ${body} })()`) as Promise<T>;
const identity = async (number: 1 | 2): Promise<string> => inPhone(number, "return new URLSearchParams(location.search).get('as')");

test('the first worker holds the phone; a chip changes hands', async () => {
  expect(await identity(1)).toBe('demo-worker-chen');
  await window.getByRole('radio', { name: /王敏/ }).click();
  await screen(1).locator('html[data-ready]').waitFor();
  expect(await identity(1)).toBe('demo-cadre-wang');
  expect(new URL(window.url()).searchParams.get('as')).toBe('demo-cadre-wang');
});

test('theme changes while the app runs; the font size is there after a new start', async () => {
  await inPhone(1, 'globalThis.sameDocument = true');
  await window.getByRole('radio', { name: '深色' }).click();
  expect(await inPhone(1, 'return [wx.getAppBaseInfo().theme, globalThis.sameDocument]')).toEqual(['dark', true]);
  await window.getByRole('radio', { name: '1.6×' }).click();
  // The document that is about to go may still answer, or go while it answers.
  const factor = () => inPhone(1, 'return wx.getAppBaseInfo().fontSizeScaleFactor').catch(() => undefined);
  expect(await until(factor, (value) => value === 1.6)).toBe(1.6);
});

test('a size is the size of the document inside', async () => {
  await window.getByRole('radio', { name: '小屏' }).click();
  expect(await inPhone(1, 'return [innerWidth, innerHeight, wx.getWindowInfo().statusBarHeight]')).toEqual([320, 568, 20]);
  await window.getByRole('radio', { name: '标准' }).click();
});

test('a second phone has its own person and its own network', async () => {
  await window.getByRole('button', { name: '打开第二台手机' }).click();
  await screen(2).locator('html[data-ready]').waitFor();
  expect(await identity(2)).not.toBe(await identity(1));
  await window.getByRole('radio', { name: '离线' }).click();
  expect(await inPhone(2, 'return (await wx.getNetworkType()).networkType')).toBe('none');
  expect(await inPhone(1, 'return (await wx.getNetworkType()).networkType')).toBe('wifi');
  await window.getByRole('radio', { name: '在线' }).click();
});

test('a shared card opens on the other phone', async () => {
  await inPhone(1, "wx.navigateTo({ url: '/packages/more/pages/form/form' }); wx.navigateBack()");
  await screen(1).getByRole('button', { name: '更多' }).click();
  await screen(1).getByRole('button', { name: '转发给朋友' }).click();
  await screen(1).getByRole('button', { name: '在另一台手机打开' }).click();
  const options = () => inPhone<Record<string, string>>(2, 'return getCurrentPages().at(-1).options').catch(() => ({}) as Record<string, string>);
  expect(await until(options, ({ shared }) => shared !== undefined)).toEqual({ shared: '1' });
});

test('what the phone cannot do is listed by name', async () => {
  await inPhone(1, 'wx.startBluetooth().catch(() => undefined)');
  await window.getByText('wx.startBluetooth').waitFor();
});

test('messages and the clock of the local cloud are shown and can be moved', async () => {
  await cloud.send('POST', '/dev/consent', { openid: 'demo-worker-li', answers: { 'tmpl-place-freed-1': 'accept' } }, { 'content-type': 'application/json' });
  await cloud.invoke('notify', {}, 'demo-worker-li');
  await window.getByRole('button', { name: /你已转为正式报名/ }).getByText('给 职工 李秀英').waitFor();
  await window.getByRole('button', { name: '+1 天' }).click();
  await window.getByText('快了 24 小时').waitFor();
  expect((await cloud.send('GET', '/dev/clock')).body.offset).toBe(86_400_000);
  await window.getByRole('button', { name: '复位' }).click();
  await window.getByText('与这台电脑一致').waitFor();
});

test('a reload keeps people, looks and pages', async () => {
  const before = [await identity(1), await identity(2)];
  await window.reload();
  expect([await identity(1), await identity(2)]).toEqual(before);
  expect(await inPhone(1, 'return [wx.getAppBaseInfo().theme, wx.getAppBaseInfo().fontSizeScaleFactor]')).toEqual(['dark', 1.6]);
  expect(await inPhone(2, 'return getCurrentPages().at(-1).options')).toEqual({ shared: '1' });
});
