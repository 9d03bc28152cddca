import type automator from 'miniprogram-automator';
import { until } from '../until';
import { Driven, type MiniProgram } from './automator-phone';

type CustomElement = InstanceType<(typeof automator)['CustomElement']>;

let driven: Driven;
let program: MiniProgram;
const page = () => driven.page();
const find: Driven['find'] = (selector) => driven.find(selector);

beforeAll(async () => {
  driven = await Driven.open();
  ({ program } = driven);
});

afterAll(() => driven.close());

describe('the tool and the app', () => {
  test('the client accepts the base library and reads the system', async () => {
    const info = await program.systemInfo();
    expect(info).toMatchObject({ platform: 'devtools', SDKVersion: '3.8.12', windowWidth: 375, theme: 'light' });
  });

  test('page stack and current page with their query', async () => {
    expect((await page()).path).toBe('pages/home/home');
    const next = await driven.goTo('navigateTo', '/packages/more/pages/form/form?from=test');
    expect([next.path, next.query]).toEqual(['packages/more/pages/form/form', { from: 'test' }]);
    expect((await program.pageStack()).map(({ path }) => path)).toEqual(['pages/home/home', 'packages/more/pages/form/form']);
    await program.callWxMethod('navigateBack');
    expect(await program.pageStack()).toHaveLength(1);
  });

  test('evaluate runs in the app and takes arguments', async () => {
    expect(await program.evaluate((a: number, b: number) => a + b, 2, 3)).toBe(5);
    expect(await program.evaluate('function () { return getApp().globalData.launches }')).toBe(1);
  });

  test('callWxMethod answers synchronous and asynchronous calls and passes failures on', async () => {
    await program.callWxMethod('setStorageSync', 'word', { text: '读书' });
    expect(await program.callWxMethod('getStorageSync', 'word')).toEqual({ text: '读书' });
    expect(await program.callWxMethod('getStorage', { key: 'word' })).toEqual({ data: { text: '读书' }, errMsg: 'getStorage:ok' });
    await expect(program.callWxMethod('getStorage', { key: 'nothing' })).rejects.toThrow('getStorage:fail data not found');
    await expect(program.callWxMethod('navigateTo', { url: '/pages/none/none' })).rejects.toThrow('navigateTo:fail');
  });

  test('mockWxMethod with a result, with a function that knows the original, and back', async () => {
    await program.mockWxMethod('showModal', { confirm: true, cancel: false });
    expect(await program.callWxMethod('showModal', { title: '确认' })).toEqual({ confirm: true, cancel: false });
    await program.mockWxMethod(
      'getStorageSync',
      function (this: { origin(key: string): unknown }, key: string, fallback: string) {
        return key === 'word' ? this.origin(key) : fallback;
      },
      'fallback',
    );
    expect(await program.callWxMethod('getStorageSync', 'word')).toEqual({ text: '读书' });
    expect(await program.callWxMethod('getStorageSync', 'other')).toBe('fallback');
    await program.restoreWxMethod('getStorageSync');
    expect(await program.callWxMethod('getStorageSync', 'other')).toBe('');
    await program.restoreWxMethod('showModal');
  });

  test('exposeFunction calls back into the test', async () => {
    const heard = new Promise((resolve) => void program.exposeFunction('tellTest', (...args: unknown[]) => resolve(args)));
    await until(() => program.evaluate('function () { return typeof tellTest }'), (type) => type === 'function');
    await program.evaluate('function () { tellTest("来自小程序", 7) }');
    expect(await heard).toEqual(['来自小程序', 7]);
  });

  test('console messages arrive as events', async () => {
    let heard: unknown;
    program.on('console', (message: unknown) => (heard = message));
    // The client asks for messages by itself and does not say when that is done.
    const say = () => program.evaluate('function () { console.warn("注意", {a: 1}) }').then(() => heard);
    expect(await until(say, (message) => message !== undefined)).toEqual({ type: 'warn', args: ['注意', { a: 1 }] });
  });

  test('exceptions arrive as events', async () => {
    const heard = new Promise((resolve) => program.on('exception', resolve));
    await (await page()).callMethod('fail').catch(() => undefined);
    await program.evaluate('function () { setTimeout(() => { throw new Error("broken later") }, 0) }');
    expect(await heard).toMatchObject({ message: 'broken later' });
  });

  test('native presses: a modal is confirmed and cancelled without a finger', async () => {
    const modal = program.callWxMethod('showModal', { title: '确认', content: '报名吗' });
    await until(() => program.native().confirmModal().then(() => true, () => false), Boolean);
    expect(await modal).toMatchObject({ confirm: true, cancel: false });
    const second = program.callWxMethod('showModal', { title: '确认', content: '报名吗' });
    await until(() => program.native().cancelModal().then(() => true, () => false), Boolean);
    expect(await second).toMatchObject({ confirm: false, cancel: true });
    await expect(program.native().confirmModal()).rejects.toThrow('no such dialog');
  });

  test('screenshots come from whoever drives the browser; without it the error says so', async () => {
    await expect(program.screenshot()).rejects.toThrow('no browser driver');
    driven.phone.setScreenshot(async () => (await driven.window.screenshot()).toString('base64'));
    expect(Buffer.from(String(await program.screenshot()), 'base64').subarray(1, 4).toString()).toBe('PNG');
    driven.phone.setScreenshot(undefined);
  });
});

describe('pages and elements', () => {
  beforeAll(() => driven.goTo('reLaunch', '/pages/home/home'));

  test('selectors: id, class, tag, attribute, descendant, list; nothing found is null', async () => {
    const home = await page();
    expect(await (await find('#title')).text()).toBe('样例首页');
    expect(await home.$$('.item')).toHaveLength(3);
    expect(await home.$$('button')).toHaveLength(2);
    expect(await home.$$('[data-name="唱歌"]')).toHaveLength(1);
    expect(await home.$$('.page > .item text')).toHaveLength(3);
    expect(await home.$$('#title, #half')).toHaveLength(2);
    expect(await home.$('.nowhere')).toBeNull();
    expect((await find('card')).tagName).toBe('card');
  });

  test('a page does not see into components; a component sees itself and its slots', async () => {
    expect(await (await page()).$('.head')).toBeNull();
    const card = await find('card');
    const head = await card.$('.head');
    expect(await head?.text()).toBe('第一张');
    expect(await card.$('#in-slot')).not.toBeNull();
    expect(await (await page()).$('#in-slot')).not.toBeNull();
  });

  test('xpath finds by text and position', async () => {
    expect(await (await page()).getElementsByXpath('//view[@class="item"]')).toHaveLength(3);
    expect(await (await (await page()).xpath('//button[2]'))?.text()).toBe('分享');
  });

  test('tap reaches the handler and data changes', async () => {
    const before = await (await page()).data('count');
    await (await find('#add')).tap();
    expect(await (await page()).data('count')).toBe(before + 1);
    expect(await (await page()).data('items[0].name')).toBe(`读书 ${before + 1}`);
  });

  test('setData draws, waitFor waits, callMethod answers', async () => {
    const home = await page();
    await home.setData({ title: '换了标题' });
    expect(await (await find('#title')).text()).toBe('换了标题');
    await home.setData({ count: 5 });
    await home.waitFor('#odd');
    await home.callMethod('add');
    expect(await home.data('count')).toBe(6);
    await expect(home.callMethod('nothing')).rejects.toThrow('nothing is not a method');
  });

  test('a list item is tapped with its dataset, and catch stops it', async () => {
    const items = await (await page()).$$('.item');
    await items[1].tap();
    expect(await (await page()).data('last')).toMatchObject({ type: 'tap', currentTarget: { dataset: { itemId: 2, name: '唱歌' } }, mark: { from: 'item' }, hasPoint: true });
    await (await items[1].$('.inner')).tap();
    expect(await (await page()).data('log')).toContain('caught');
  });

  test('trigger fires a component event with its detail', async () => {
    await (await find('card')).trigger('press', { title: '手写' });
    expect(await (await page()).data('last')).toMatchObject({ detail: { title: '手写' }, dataset: { index: 7 }, mark: { row: 'top' } });
  });

  test('touches and a long press', async () => {
    const bottom = await find('#bottom');
    await bottom.longpress();
    expect(await until(() => page().then((home) => home.data('log')), (log: string[]) => log.includes('long'))).toEqual(expect.arrayContaining(['touch 1', 'long']));
  });

  test('attributes, properties and styles', async () => {
    const item = await find('.item');
    expect(await item.attribute('class')).toBe('item');
    expect(await item.attribute('data-item-id')).toBe('1');
    expect(await (await find('card')).attribute('title')).toBe('第一张');
    expect(await (await find('card')).property('tone')).toBe('warm');
    expect(await (await find('#add')).property('type')).toBe('primary');
    await expect((await find('#add')).property('nothing')).rejects.toThrow('button.nothing not exists');
    expect(await (await find('#half')).style('background-color')).toBe('rgb(200, 41, 30)');
  });

  test('size and offset in px', async () => {
    const half = await find('#half');
    expect(await half.size()).toEqual({ width: 188, height: 10 });
    const { left, top } = await half.offset();
    expect(left).toBeGreaterThanOrEqual(0);
    expect(top).toBeGreaterThan(100);
    expect((await (await page()).size()).width).toBe(375);
  });

  test('wxml of an element', async () => {
    const wxml = await (await find('.item')).outerWxml();
    expect(wxml).toMatch(/^<view class="item" .*data-item-id="1"/);
    expect(wxml).toContain('<view class="inner">内</view>');
    expect(await (await find('#title')).wxml()).toBe('换了标题');
    expect(await (await find('card')).outerWxml()).toContain('第一张');
  });

  test('a custom component: data, setData, callMethod', async () => {
    const component = await find<CustomElement>('#global');
    expect(await component.data('title')).toBe('全局 6');
    await component.setData({ tone: 'warm' });
    expect(await component.data('tone')).toBe('warm');
    expect(await (await component.$('.box'))?.attribute('class')).toContain('warm');
    await component.callMethod('press');
  });

  test('page scrolling is read back', async () => {
    await program.pageScrollTo(40);
    expect(await (await page()).scrollTop()).toBe(40);
    await program.pageScrollTo(0);
    expect(await (await page()).scrollTop()).toBe(0);
  });
});

test('after a reload the client goes on with the new document', async () => {
  await driven.window.reload();
  expect((await page()).path).toBe('pages/home/home');
  expect(await program.evaluate('function () { return typeof tellTest }')).toBe('function');
});
