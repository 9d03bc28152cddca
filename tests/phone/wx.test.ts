import { join } from 'node:path';
import type { Browser, BrowserContext, Page as Window } from 'playwright-core';
import qrcode from 'qrcode-generator';
import { startPhone, type Phone } from '../../local/phone';
import { launchBrowser } from '../../scripts/browser';
import { startTestCloud, type TestCloud } from '../cloud/functions/local-cloud';

const functions = {
  echo: { source: 'exports.main = async (event) => ({ event, openid: cloud.getWXContext().OPENID });' },
  boom: { source: "exports.main = async () => { throw new Error('broken on purpose'); };" },
  notify: {
    config: { permissions: { openapi: ['subscribeMessage.send'] } },
    source: `exports.main = async () => {
      const { OPENID } = cloud.getWXContext();
      return cloud.openapi.subscribeMessage.send({ touser: OPENID, templateId: 'tmpl-place-freed-1', page: 'packages/more/pages/form/form?from=notice',
        data: { thing1: { value: '你已转为正式报名' }, thing2: { value: '职工歌唱比赛' } } });
    };`,
  },
};

let cloud: TestCloud;
let phone: Phone;
let browser: Browser;
let context: BrowserContext;
let window: Window;

async function openPhone(query: string): Promise<Window> {
  const opened = await context.newPage();
  await opened.goto(`${phone.url}/phone?${query}`);
  await opened.waitForSelector('html[data-ready]', { state: 'attached' });
  return opened;
}

/** Runs a body in the phone with `wx` in scope; what it throws comes back as `{failed}`. */
function run<T = unknown>(body: string, where = window): Promise<T> {
  return where.evaluate<T>(`(async () => { try { return await (async () => { ${body} })() } catch (error) { return { failed: { errMsg: error.errMsg ?? error.message, errCode: error.errCode, isError: error instanceof Error } } } })()`);
}

/** Runs a body inside the next press of the finger; answers a function that waits for what came of it. */
async function inTap<T = unknown>(body: string): Promise<() => Promise<T>> {
  await run(`globalThis.tapped = new Promise((resolve) => addEventListener('click', () => resolve((async () => { ${body} })()), { once: true, capture: true }))`);
  await window.mouse.click(200, 120);
  return () => run<T>('return globalThis.tapped');
}

beforeAll(async () => {
  cloud = await startTestCloud(functions);
  phone = await startPhone({ miniprogramRoot: join(__dirname, 'fixture'), cloudUrl: cloud.url, quiet: true });
  browser = await launchBrowser();
  context = await browser.newContext({ viewport: { width: 375, height: 812 }, hasTouch: true });
  context.setDefaultTimeout(8000);
  window = await openPhone('as=demo-worker-chen&theme=light&font=1.3');
}, 60_000);

afterAll(async () => {
  await browser.close();
  await phone.close();
  await cloud.close();
});

describe('answers', () => {
  test('a promise without callbacks, callbacks otherwise, complete in both cases', async () => {
    expect(await run('return wx.getNetworkType()')).toEqual({ networkType: 'wifi', errMsg: 'getNetworkType:ok' });
    const order = await run<unknown[]>(`
      const heard = [];
      const returned = wx.getStorage({ key: 'none', success: () => heard.push('success'), fail: ({ errMsg }) => heard.push(errMsg), complete: () => heard.push('complete') });
      await new Promise((resolve) => setTimeout(resolve, 20));
      return [returned === undefined, ...heard];`);
    expect(order).toEqual([true, 'getStorage:fail data not found', 'complete']);
  });

  test('what is missing says so by name, fails, and does not break the caller', async () => {
    const warned = window.waitForEvent('console', (message) => message.text().includes('未支持：wx.startBluetooth'));
    expect(await run('return wx.startBluetooth()')).toEqual({ failed: { errMsg: 'startBluetooth:fail not supported in the local phone', isError: false } });
    await warned;
    expect(await run('return [wx.canIUse("scanCode"), wx.canIUse("startBluetooth")]')).toEqual([true, false]);
  });
});

describe('storage', () => {
  test('values keep their type, synchronously and not', async () => {
    expect(
      await run(`
        wx.setStorageSync('record', { list: [1, '二', null], open: true });
        await wx.setStorage({ key: 'count', data: 0 });
        return [wx.getStorageSync('record'), (await wx.getStorage({ key: 'count' })).data, wx.getStorageSync('none'), wx.getStorageInfoSync().keys.sort(), wx.getStorageInfoSync().limitSize];`),
    ).toEqual([{ list: [1, '二', null], open: true }, 0, '', ['count', 'record'], 10240]);
    expect(await run("wx.removeStorageSync('count'); return wx.getStorageInfoSync().keys")).toEqual(['record']);
  });

  test('too much is refused and nothing is lost', async () => {
    expect(await run("return wx.setStorage({ key: 'record', data: 'x'.repeat(1100 * 1024) })")).toMatchObject({ failed: { errMsg: 'setStorage:fail entry size limit reached' } });
    expect(await run("wx.setStorageSync('', 1)")).toMatchObject({ failed: { errMsg: expect.stringMatching(/^setStorageSync:fail parameter error/), isError: true } });
    expect(await run("return wx.getStorageSync('record').open")).toBe(true);
  });

  test('each person and each phone has its own', async () => {
    const other = await openPhone('as=demo-worker-li&theme=light&phone=1');
    const second = await openPhone('as=demo-worker-chen&theme=light&phone=2');
    expect(await run("return wx.getStorageSync('record')", other)).toBe('');
    expect(await run("wx.setStorageSync('record', 2); return wx.getStorageSync('record')", second)).toBe(2);
    expect(await run("return wx.getStorageSync('record').open")).toBe(true);
    await other.close();
    await second.close();
  });
});

describe('files', () => {
  test('what is written is read back, and is still there after a reload', async () => {
    const second = await openPhone('as=demo-worker-chen&theme=light&phone=2');
    expect(
      await run(`
        const files = wx.getFileSystemManager();
        const base = wx.env.USER_DATA_PATH;
        files.mkdirSync(base + '/passes/2026', true);
        files.writeFileSync(base + '/passes/2026/a.json', '{"名":"陈"}', 'utf8');
        await new Promise((resolve, reject) => files.appendFile({ filePath: base + '/passes/2026/a.json', data: '!', encoding: 'utf8', success: resolve, fail: reject }));
        return [files.readFileSync(base + '/passes/2026/a.json', 'utf8'), files.readdirSync(base + '/passes'), files.statSync(base + '/passes/2026/a.json').size, files.statSync(base + '/passes').isDirectory()];`, second),
    ).toEqual(['{"名":"陈"}!', ['2026'], 14, true]);
    await second.reload();
    await second.waitForSelector('html[data-ready]', { state: 'attached' });
    expect(await run("return wx.getFileSystemManager().readFileSync(wx.env.USER_DATA_PATH + '/passes/2026/a.json', 'base64')", second)).toBe(Buffer.from('{"名":"陈"}!').toString('base64'));
    await second.close();
  });

  test('refusals have the texts of WeChat', async () => {
    const failing = (act: string) => run<{ failed: { errMsg: string } }>(`const base = wx.env.USER_DATA_PATH; const files = wx.getFileSystemManager(); return ${act}`).then((answer) => answer.failed?.errMsg);
    expect(await failing("files.readFileSync(base + '/none', 'utf8')")).toBe('readFileSync:fail no such file or directory, open wxfile://usr/none');
    expect(await failing("files.accessSync(base + '/none')")).toBe('accessSync:fail no such file or directory, access wxfile://usr/none');
    expect(await failing("files.writeFileSync('wxfile://elsewhere', 'x')")).toBe('writeFileSync:fail permission denied, open wxfile://elsewhere');
    expect(await failing("(files.mkdirSync(base + '/full'), files.writeFileSync(base + '/full/a', 'x'), files.rmdirSync(base + '/full'))")).toBe('rmdirSync:fail directory not empty, rmdir wxfile://usr/full');
    expect(await failing("files.mkdirSync(base + '/full')")).toBe('mkdirSync:fail file already exists, mkdir wxfile://usr/full');
    expect(await failing("(files.unlinkSync(base + '/full/a'), files.rmdirSync(base + '/full'), files.readdirSync(base))")).toBeUndefined();
  });
});

describe('cloud', () => {
  test('callFunction answers with result and request number, as the person', async () => {
    expect(await run("return wx.cloud.callFunction({ name: 'echo', data: { action: 'x' } })")).toEqual({
      result: { event: expect.objectContaining({ action: 'x' }), openid: 'demo-worker-chen' },
      requestID: expect.stringMatching(/.+/),
      errMsg: 'cloud.callFunction:ok',
    });
  });

  test('a function that throws is an Error with errCode', async () => {
    expect(await run("return wx.cloud.callFunction({ name: 'boom' })")).toEqual({
      failed: { errMsg: expect.stringMatching(/^cloud\.callFunction:fail Error: errCode: -\d+ .*broken on purpose/s), errCode: expect.any(Number), isError: true },
    });
  });

  test('offline fails as a lost network does; the switch is announced both ways', async () => {
    const changes = await run<unknown[]>(`
      const heard = [];
      wx.onNetworkStatusChange((change) => heard.push(change));
      postMessage({ type: 'phone.settings', settings: { online: false } }, location.origin);
      await new Promise((resolve) => setTimeout(resolve, 50));
      const failed = await wx.cloud.callFunction({ name: 'echo' }).catch((error) => [error.errCode, error.errMsg]);
      postMessage({ type: 'phone.settings', settings: { online: true } }, location.origin);
      await new Promise((resolve) => setTimeout(resolve, 50));
      return [...heard, failed, (await wx.cloud.callFunction({ name: 'echo' })).errMsg];`);
    expect(changes).toEqual([
      { isConnected: false, networkType: 'none' },
      { isConnected: true, networkType: 'wifi' },
      [-1, expect.stringContaining('cloud.callFunction:fail request:fail')],
      'cloud.callFunction:ok',
    ]);
  });

  test('a file goes up, gets an address, and comes back', async () => {
    const answer = await run<{ fileID: string; text: string; status: number }>(`
      const files = wx.getFileSystemManager();
      files.writeFileSync(wx.env.USER_DATA_PATH + '/up.txt', '海报');
      const { fileID } = await wx.cloud.uploadFile({ cloudPath: 'posters/up.txt', filePath: wx.env.USER_DATA_PATH + '/up.txt' });
      const { fileList } = await wx.cloud.getTempFileURL({ fileList: [fileID] });
      const { tempFilePath } = await wx.cloud.downloadFile({ fileID });
      return { fileID, text: files.readFileSync(tempFilePath, 'utf8'), status: fileList[0].status };`);
    expect(answer).toEqual({ fileID: expect.stringMatching(/^cloud:\/\/.*posters\/up\.txt$/), text: '海报', status: 0 });
  });
});

describe('what WeChat draws', () => {
  test('a modal answers what is pressed; an editable one what is written', async () => {
    const asked = run("return wx.showModal({ title: '取消报名', content: '确定吗', confirmText: '取消报名', cancelText: '再想想' })");
    await window.getByRole('button', { name: '再想想' }).click();
    expect(await asked).toEqual({ confirm: false, cancel: true, content: null, errMsg: 'showModal:ok' });
    const written = run("return wx.showModal({ title: '说明', editable: true, placeholderText: '写点什么' })");
    await window.getByPlaceholder('写点什么').fill('下雨改期');
    await window.getByRole('button', { name: '确定' }).click();
    expect(await written).toMatchObject({ confirm: true, content: '下雨改期' });
    expect(await run("return wx.showModal({ title: 'x', confirmText: '五个字太长' })")).toMatchObject({ failed: { errMsg: expect.stringContaining('confirmText length') } });
  });

  test('an action sheet answers the index, and cancel fails', async () => {
    const chosen = run("return wx.showActionSheet({ itemList: ['拍照', '相册'] })");
    await window.getByRole('menuitem', { name: '相册' }).click();
    expect(await chosen).toMatchObject({ tapIndex: 1 });
    const cancelled = run("return wx.showActionSheet({ itemList: ['拍照'] })");
    await window.getByRole('button', { name: '取消' }).click();
    expect(await cancelled).toMatchObject({ failed: { errMsg: 'showActionSheet:fail cancel' } });
  });

  test('a toast goes by itself; hideLoading leaves a toast alone', async () => {
    await run("wx.showToast({ title: '已保存', duration: 400 }); wx.hideLoading()");
    expect(await window.getByRole('status').filter({ hasText: '已保存' }).isVisible()).toBe(true);
    await window.waitForTimeout(600);
    expect(await window.getByText('已保存').count()).toBe(0);
  });

  test('scanCode takes pasted text and reads a picture; back is cancel', async () => {
    const pasted = run("return wx.scanCode({})");
    await window.getByLabel('码的内容').fill('GY1.pass.abc');
    await window.getByRole('button', { name: '确定' }).click();
    expect(await pasted).toMatchObject({ result: 'GY1.pass.abc', scanType: 'QR_CODE', errMsg: 'scanCode:ok' });

    const code = qrcode(0, 'M');
    code.addData('https://example.com/?scene=42');
    code.make();
    const pictured = run("return wx.scanCode({})");
    await window.getByLabel('选择二维码图片').setInputFiles({ name: 'code.gif', mimeType: 'image/gif', buffer: Buffer.from(code.createDataURL(6, 24).split(',')[1] ?? '', 'base64') });
    expect(await pictured).toMatchObject({ result: 'https://example.com/?scene=42' });

    const left = run("return wx.scanCode({})");
    await window.getByRole('button', { name: '返回' }).click();
    expect(await left).toMatchObject({ failed: { errMsg: 'scanCode:fail cancel' } });
  });

  test('the camera is read until it shows a code', async () => {
    const code = qrcode(0, 'M');
    code.addData('GY1.from.camera');
    code.make();
    await window.evaluate(`(() => {
      const picture = new Image();
      picture.src = ${JSON.stringify(code.createDataURL(6, 24))};
      const canvas = document.createElement('canvas');
      canvas.width = canvas.height = 360;
      setInterval(() => canvas.getContext('2d').drawImage(picture, 0, 0, 360, 360), 50);
      navigator.mediaDevices.getUserMedia = async () => canvas.captureStream(10);
    })()`);
    expect(await run('return wx.scanCode({ onlyFromCamera: true })')).toMatchObject({ result: 'GY1.from.camera' });
  });

  test('the home screen puts the app into the background and its icon brings it back', async () => {
    await run('globalThis.heard = []; wx.onAppHide(() => heard.push("hide")); wx.onAppShow(({ path }) => heard.push(path))');
    await window.getByRole('button', { name: '关闭' }).click();
    await window.getByRole('button', { name: '打开工韵样例' }).click();
    expect(await run('return heard')).toEqual(['hide', 'pages/home/home']);
    expect(await window.evaluate('document.hidden')).toBe(false);
  });

  test('the clipboard holds what was copied', async () => {
    expect(await run("await wx.setClipboardData({ data: 'R-20261121-7' }); return (await wx.getClipboardData()).data")).toBe('R-20261121-7');
    await run('wx.hideToast()');
  });

  test('privacy: the app is asked first and may draw its own sheet; an answer is kept', async () => {
    const refused = run('return wx.requirePrivacyAuthorize()');
    await window.getByRole('button', { name: '拒绝' }).click();
    expect(await refused).toMatchObject({ failed: { errMsg: 'requirePrivacyAuthorize:fail privacy permission is not authorized' } });
    expect(await run("wx.onNeedPrivacyAuthorization((resolve) => resolve({ event: 'agree', buttonId: 'agree' })); await wx.requirePrivacyAuthorize(); return (await wx.getPrivacySetting()).needAuthorization")).toBe(false);
  });

  test('sharing shows the card with title and path', async () => {
    await window.getByRole('button', { name: '更多' }).click();
    await window.getByRole('button', { name: '转发给朋友' }).click();
    const card = window.getByRole('dialog', { name: '转发' });
    expect(await card.locator('strong').innerText()).toBe('一起来');
    expect(await card.locator('small').innerText()).toBe('/pages/home/home?shared=1');
    await card.getByRole('button', { name: '取消' }).click();
  });
});

describe('messages', () => {
  const ask = "wx.requestSubscribeMessage({ tmplIds: ['tmpl-place-freed-1'] })";

  test('asking outside a tap, or after waiting, is refused', async () => {
    // Commands of the driver can overtake the end of the press before.
    await window.waitForTimeout(100);
    expect(await run(`return ${ask}`)).toMatchObject({ failed: { errMsg: 'requestSubscribeMessage:fail can only be invoked by user TAP gesture.' } });
    const late = await inTap(`await fetch('/dev/clock'); return ${ask}`);
    expect(await late()).toMatchObject({ failed: { errMsg: 'requestSubscribeMessage:fail can only be invoked by user TAP gesture.' } });
  });

  test('one consent is one message: a banner that opens its page, then 43101', async () => {
    const answered = await inTap(`return ${ask}`);
    await window.getByRole('button', { name: '允许' }).click();
    expect(await answered()).toEqual({ 'tmpl-place-freed-1': 'accept', errMsg: 'requestSubscribeMessage:ok' });
    await run("return wx.cloud.callFunction({ name: 'notify' })");
    await window.getByRole('button', { name: /服务通知/ }).click();
    await window.waitForFunction("getCurrentPages().at(-1).route === 'packages/more/pages/form/form'");
    expect(await run('return getCurrentPages().at(-1).options')).toEqual({ from: 'notice' });
    expect(await run("return wx.cloud.callFunction({ name: 'notify' })")).toMatchObject({ failed: { errMsg: expect.stringContaining('43101') } });
  });
});

describe('device and media', () => {
  test('theme and font size are what the desk says, and changes are announced', async () => {
    expect(await run('return [wx.getAppBaseInfo().theme, wx.getAppBaseInfo().fontSizeScaleFactor, wx.getSystemInfoSync().fontSizeSetting]')).toEqual(['light', 1.3, 20.8]);
    expect(
      await run(`
        const heard = new Promise((resolve) => wx.onThemeChange(resolve));
        postMessage({ type: 'phone.settings', settings: { theme: 'dark' } }, location.origin);
        return [await heard, wx.getAppBaseInfo().theme];`),
    ).toEqual([{ theme: 'dark' }, 'dark']);
  });

  test('a chosen picture can be measured and goes into a canvas and out again', async () => {
    const chooser = window.waitForEvent('filechooser');
    const chosen = await inTap<{ tempFilePaths: string[] }>('return wx.chooseImage({ count: 1 })');
    await (await chooser).setFiles({ name: 'poster.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"><rect width="30" height="20" fill="red"/></svg>') });
    const [path] = (await chosen()).tempFilePaths;
    expect(path).toMatch(/^wxfile:\/\/tmp\/.*\.svg$/);
    expect(
      await run(`
        const canvas = wx.createOffscreenCanvas({ type: '2d', width: 60, height: 40 });
        const { tempFilePath } = await wx.canvasToTempFilePath({ canvas, destWidth: 30 });
        const { width, height, type } = await wx.getImageInfo({ src: tempFilePath });
        return { width, height, type };`),
    ).toEqual({ width: 30, height: 40, type: 'png' });
  });

  test('window metrics fit the phone', async () => {
    const { windowWidth, statusBarHeight, safeArea } = await run<{ windowWidth: number; statusBarHeight: number; safeArea: { bottom: number } }>('return wx.getWindowInfo()');
    expect([windowWidth, statusBarHeight > 20, safeArea.bottom < 812]).toEqual([375, true, true]);
  });
});
