import type { Page as Tab } from 'playwright-core';
import { until } from '../until';
import { startBench, type Bench } from './bench';

let bench: Bench;
let tab: Tab;

beforeAll(async () => {
  bench = await startBench();
});

afterAll(() => bench.close());

const open = async (page = ''): Promise<void> => {
  tab = await bench.open(page);
};
const data = <T>(path: string): Promise<T> => bench.data(path);
const text = (selector: string): Promise<string> => bench.settled().then(() => tab.locator(selector).innerText());

describe('rendering', () => {
  beforeEach(() => open());

  it('draws templates, lists, slots, WXS, imports and includes', async () => {
    expect(await text('[wx-id="title"]')).toBe('样例首页');
    expect(await tab.locator('.item').count()).toBe(3);
    expect(await text('.item >> nth=1')).toContain('2. 唱歌');
    expect(await text('[wx-id="in-slot"]')).toBe('插槽 0');
    expect(await text('.line')).toBe('类型：Array');
    expect(await text('[wx-id="wxs"]')).toBe('42 0');
    expect(await text('.foot')).toBe('共 3 项');
    expect(bench.complaints).toEqual([]);
  });

  it('follows setData with paths, wx:if and properties', async () => {
    await tab.locator('[wx-id="add"]').tap();
    expect(await text('.item >> nth=0')).toContain('1. 读书 1');
    expect(await tab.locator('[wx-id="even"]').count()).toBe(0);
    expect(await text('[wx-id="odd"]')).toBe('奇数');
    expect(await text('[wx-id="global"]')).toContain('全局 1');
    expect(await text('[wx-id="wxs"]')).toBe('42 2');
  });

  it('turns rpx into the width of the phone and fixes within the page', async () => {
    expect((await tab.locator('[wx-id="half"]').boundingBox())?.width).toBeCloseTo(187.5, 1);
    const [fixed, bar] = [await tab.locator('.fixed').boundingBox(), await tab.locator('.tab-bar').boundingBox()];
    expect((fixed?.y ?? 0) + (fixed?.height ?? 0)).toBeCloseTo(bar?.y ?? -1, 0);
    await tab.setViewportSize({ width: 320, height: 568 });
    expect((await tab.locator('[wx-id="half"]').boundingBox())?.width).toBeCloseTo(160, 1);
  });

  it('keeps a page’s and a component’s styles to themselves', async () => {
    const colours = await tab.evaluate(`['wx-page', 'body'].map((parent) => {
      const element = document.createElement('div');
      element.className = 'only-home box';
      document.querySelector(parent).append(element);
      const { color, padding } = getComputedStyle(element);
      element.remove();
      return color + ' ' + padding;
    })`);
    expect(colours).toEqual(['rgb(255, 0, 0) 0px', 'rgb(0, 0, 0) 0px']);
  });

  it('goes dark by the phone’s own switch', async () => {
    const ground = (): Promise<string[]> => tab.evaluate(
      `['wx-page', '[wx-host] > wx-view', '.navigation-bar'].map((selector) => getComputedStyle(document.querySelector(selector)).backgroundColor)`,
    );
    expect(await ground()).toEqual(['rgb(246, 245, 242)', 'rgb(253, 238, 234)', 'rgb(246, 245, 242)']);
    await tab.evaluate(`window.postMessage({ type: 'phone.settings', settings: { theme: 'dark' } }, location.origin)`);
    await tab.waitForSelector('html[data-theme="dark"]');
    expect((await ground())[0]).toBe('rgb(20, 20, 20)');
    expect((await ground())[2]).toBe('rgb(20, 20, 20)');
  });
});

describe('events', () => {
  beforeEach(() => open());

  it('gives a tap its target, dataset, marks and touches', async () => {
    await tab.locator('.item wx-text >> nth=2').tap();
    expect(await data('last')).toMatchObject({
      type: 'tap', hasPoint: true, touches: 1, mark: { from: 'item' }, target: { dataset: {} }, currentTarget: { dataset: { itemId: 3, name: '运动会' } },
    });
  });

  it('catches, crosses component borders and presses long', async () => {
    await tab.locator('.inner >> nth=1').tap();
    expect(await data('log')).toContain('caught');
    expect(await data('last')).toEqual({});
    await tab.locator('wx-view:text-is("第一张")').tap();
    expect(await data('last')).toEqual({ detail: { title: '第一张' }, dataset: { index: 7 }, mark: { row: 'top' } });
    await tab.locator('.fixed').click({ delay: 450 });
    expect(await data('log')).toEqual(expect.arrayContaining(['touch 1', 'long']));
  });

  it('presses with the keyboard, and tells what an element is', async () => {
    await tab.locator('[wx-id="add"]').focus();
    await tab.keyboard.press('Enter');
    expect(await data('count')).toBe(1);
    expect(await tab.getByRole('status', { name: '底部' }).count()).toBe(1);
  });

  it('pulls down to refresh', async () => {
    await tab.mouse.move(180, 200);
    await tab.mouse.down();
    await tab.mouse.move(180, 300, { steps: 4 });
    await tab.mouse.move(180, 420, { steps: 4 });
    await tab.mouse.up();
    expect(await data('log')).toContain('refresh');
    await tab.waitForFunction(`document.querySelector('.pull-header.refreshing') === null`);
  });

  it('scrolls by dragging with the mouse, and a drag is no tap', async () => {
    await tab.mouse.move(180, 500);
    await tab.mouse.down();
    await tab.mouse.move(180, 480);
    await tab.mouse.move(180, 380, { steps: 5 });
    await tab.mouse.up();
    expect(await tab.evaluate(`document.querySelector('.page-scroll').scrollTop`)).toBeGreaterThan(30);
    expect(await data('last')).toEqual({});
  });

  it('takes errors to App.onError and shows them', async () => {
    await tab.evaluate(`getCurrentPages()[0].fail()`).catch(() => undefined);
    await tab.evaluate(`setTimeout(() => getCurrentPages()[0].fail(), 0)`);
    await tab.waitForSelector('.failure');
    expect(await text('.failure')).toContain('broken on purpose');
    expect(await tab.evaluate('getApp().globalData.errors.length')).toBeGreaterThan(0);
  });
});

describe('pages', () => {
  beforeEach(() => open());

  it('goes to a subpackage with a query and back', async () => {
    await tab.locator('[wx-id="go"]').tap();
    await tab.waitForFunction('getCurrentPages().length === 2');
    expect(await data('query')).toEqual({ from: 'home', text: encodeURIComponent('读书 & 唱歌') });
    expect(await text('.page-frame:last-of-type .navigation-title')).toBe('表单');
    await tab.locator('.page-frame:last-of-type [aria-label="返回"]').tap();
    await tab.waitForFunction('getCurrentPages().length === 1');
    expect((await data<string[]>('log')).filter((entry) => entry !== 'bottom')).toEqual(['load', 'show', 'ready', 'hide', 'show']);
  });

  it('keeps tab pages, calls lifetimes in order, and refuses what WeChat refuses', async () => {
    const card = `getCurrentPages()[0].selectComponent('#global').data.log`;
    expect(await tab.evaluate(card)).toEqual(['title 全局 0', 'attached', 'show', 'ready']);
    await tab.getByRole('tab', { name: '列表' }).tap();
    await tab.waitForFunction(`getCurrentPages()[0].route === 'pages/list/list'`);
    await tab.getByRole('tab', { name: '首页' }).tap();
    await tab.waitForFunction(`getCurrentPages()[0].route === 'pages/home/home'`);
    expect(await data('log')).toEqual(['load', 'show', 'ready', 'hide', 'show']);
    expect(await tab.evaluate(card)).toEqual(['title 全局 0', 'attached', 'show', 'ready', 'hide', 'show']);
    const refusal = (call: string): Promise<string> => tab.evaluate(`wx.${call}.then(() => 'done', (error) => error.errMsg)`);
    expect(await refusal(`navigateTo({ url: '/pages/list/list' })`)).toBe('navigateTo:fail can not navigateTo a tabbar page');
    expect(await refusal(`navigateTo({ url: '/pages/none' })`)).toBe('navigateTo:fail page "pages/none" is not found');
    expect(await refusal(`switchTab({ url: '/packages/more/pages/form/form' })`)).toBe('switchTab:fail can not switch to no-tabBar page');
  });

  it('passes events between a page and the one it opened', async () => {
    const heard = await tab.evaluate(`new Promise((resolve) => wx.navigateTo({
      url: '/packages/more/pages/form/form',
      events: { chosen: (value) => resolve(value) },
      success: ({ eventChannel }) => {
        getCurrentPages()[1].getOpenerEventChannel().on('given', (value) => getCurrentPages()[1].getOpenerEventChannel().emit('chosen', value + 1));
        eventChannel.emit('given', 41);
      },
    }))`);
    expect(heard).toBe(42);
  });

  it('stacks ten pages at most and starts anew', async () => {
    const open = `wx.navigateTo({ url: '/packages/more/pages/form/form' })`;
    for (let depth = 2; depth <= 10; depth += 1) await tab.evaluate(open);
    expect(await tab.evaluate(`${open}.catch(({ errMsg }) => errMsg)`)).toBe('navigateTo:fail webview count limit exceed');
    await tab.evaluate('wx.navigateBack({ delta: 4 })');
    expect(await tab.evaluate('getCurrentPages().length')).toBe(6);
    await tab.evaluate(`wx.reLaunch({ url: '/packages/more/pages/form/form?a=1' })`);
    expect(await tab.evaluate('getCurrentPages().map(({ route, options }) => [route, options.a])')).toEqual([['packages/more/pages/form/form', '1']]);
    await tab.locator('[aria-label="返回首页"]').tap();
    await tab.waitForFunction(`getCurrentPages()[0].route === 'pages/home/home'`);
  });

  it('gives a page the whole screen, and bars their titles, colours and badges', async () => {
    await tab.evaluate(`wx.navigateTo({ url: '/packages/more/pages/wide/wide' })`);
    expect(await until(() => tab.locator('.wide').boundingBox(), (box) => box?.x === 0 && box.y === 0)).toEqual({ x: 0, y: 0, width: 375, height: 812 });
    await tab.evaluate('wx.navigateBack()');
    await tab.evaluate(`wx.setNavigationBarTitle({ title: '新题目' })`);
    await tab.evaluate(`wx.setNavigationBarColor({ frontColor: '#ffffff', backgroundColor: '#c8291e' })`);
    await tab.evaluate(`wx.setTabBarBadge({ index: 1, text: '3' })`);
    expect(await text('.navigation-title >> nth=0')).toBe('新题目');
    expect(await bench.style('.navigation-bar', 'background-color')).toBe('rgb(200, 41, 30)');
    expect(await text('.tab-badge')).toBe('3');
    await tab.evaluate('wx.hideTabBar()');
    await tab.waitForFunction(`document.querySelector('.page-viewport').getBoundingClientRect().bottom === 812`);
  });

  it('shares what the page answers', async () => {
    await tab.locator('[wx-id="share"]').tap();
    await tab.getByText('一起来').waitFor();
  });
});

describe('queries and pictures', () => {
  beforeEach(() => open('/pages/list/list'));

  it('measures, draws and loads', async () => {
    await tab.waitForFunction('getCurrentPages()[0].data.rects !== null');
    const { slide, width } = await data<{ slide: Record<string, number>; width: number }>('rects');
    expect(width).toBe(100);
    expect(slide['width']).toBeCloseTo(375, 0);
    expect(slide['height']).toBeCloseTo(120, 0);
    expect(slide['top']).toBeLessThan(400);
    expect(await data('log')).toContain('image 8x4');
    expect(await tab.locator('wx-rich-text').innerHTML()).toBe('<p style="color:red">富<b>文本</b></p>');
  });

  it('scrolls a scroll-view to its end and to a row', async () => {
    await tab.evaluate(`document.querySelector('wx-scroll-view').scrollTo({ top: 10000 })`);
    await tab.waitForFunction(`getCurrentPages()[0].data.log.includes('lower bottom')`);
    await tab.evaluate(`getCurrentPages()[0].setData({ into: 'row5' })`);
    await tab.waitForFunction(`Math.abs(document.querySelector('wx-scroll-view').scrollTop - 200) < 2`);
  });

  it('swipes', async () => {
    const box = await tab.locator('wx-swiper').boundingBox();
    const y = (box?.y ?? 0) + 60;
    await tab.mouse.move(300, y);
    await tab.mouse.down();
    await tab.mouse.move(200, y, { steps: 3 });
    await tab.mouse.move(60, y, { steps: 3 });
    await tab.mouse.up();
    expect(await data('log')).toContain('swiper 1 touch');
  });

  it('moves by WXS without setData', async () => {
    await tab.locator('[wx-id="handle"]').scrollIntoViewIfNeeded();
    const box = await tab.locator('[wx-id="handle"]').boundingBox();
    const y = (box?.y ?? 0) + 10;
    await tab.mouse.move(20, y);
    await tab.mouse.down();
    await tab.mouse.move(80, y, { steps: 2 });
    await tab.mouse.up();
    expect(await bench.style('[wx-id="handle"]', 'transform')).toBe('matrix(1, 0, 0, 1, 80, 0)');
    expect(await data('log')).toContain('dragged handle Object');
  });

  it('sees what comes into view, scrolls the page, and names what it does not support', async () => {
    expect(await data('log')).toContain('far false');
    await tab.evaluate(`wx.pageScrollTo({ selector: '#far', duration: 0 })`);
    await tab.waitForFunction(`getCurrentPages()[0].data.log.includes('far true')`);
    expect(await tab.locator('[unsupported="map"]').count()).toBe(1);
  });
});
