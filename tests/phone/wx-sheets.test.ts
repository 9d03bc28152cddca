import qrcode from 'qrcode-generator';
import { WxPhone } from './wx-phone';

let phone: WxPhone;
const run: WxPhone['run'] = (body, where) => phone.run(body, where);

beforeAll(async () => {
  phone = await WxPhone.open();
});

afterAll(() => phone.close());

describe('what WeChat draws', () => {
  test('a modal answers what is pressed; an editable one what is written', async () => {
    const asked = run("return wx.showModal({ title: '取消报名', content: '确定吗', confirmText: '取消报名', cancelText: '再想想' })");
    await phone.window.getByRole('button', { name: '再想想' }).click();
    expect(await asked).toEqual({ confirm: false, cancel: true, content: null, errMsg: 'showModal:ok' });
    const written = run("return wx.showModal({ title: '说明', editable: true, placeholderText: '写点什么' })");
    await phone.window.getByPlaceholder('写点什么').fill('下雨改期');
    await phone.window.getByRole('button', { name: '确定' }).click();
    expect(await written).toMatchObject({ confirm: true, content: '下雨改期' });
    expect(await run("return wx.showModal({ title: 'x', confirmText: '五个字太长' })")).toMatchObject({ failed: { errMsg: expect.stringContaining('confirmText length') } });
  });

  test('an action sheet answers the index, and cancel fails', async () => {
    const chosen = run("return wx.showActionSheet({ itemList: ['拍照', '相册'] })");
    await phone.window.getByRole('menuitem', { name: '相册' }).click();
    expect(await chosen).toMatchObject({ tapIndex: 1 });
    const cancelled = run("return wx.showActionSheet({ itemList: ['拍照'] })");
    await phone.window.getByRole('button', { name: '取消' }).click();
    expect(await cancelled).toMatchObject({ failed: { errMsg: 'showActionSheet:fail cancel' } });
  });

  test('a toast goes by itself; hideLoading leaves a toast alone', async () => {
    await run("wx.showToast({ title: '已保存', duration: 2500 }); wx.hideLoading()");
    await phone.window.getByRole('status').filter({ hasText: '已保存' }).waitFor();
    await phone.window.getByText('已保存').waitFor({ state: 'detached' });
  });

  test('scanCode takes pasted text and reads a picture; back is cancel', async () => {
    const pasted = run("return wx.scanCode({})");
    await phone.window.getByLabel('码的内容').fill('GY1.pass.abc');
    await phone.window.getByRole('button', { name: '确定' }).click();
    expect(await pasted).toMatchObject({ result: 'GY1.pass.abc', scanType: 'QR_CODE', errMsg: 'scanCode:ok' });

    const code = qrcode(0, 'M');
    code.addData('https://example.com/?scene=42');
    code.make();
    const pictured = run("return wx.scanCode({})");
    await phone.window.getByLabel('选择二维码图片').setInputFiles({ name: 'code.gif', mimeType: 'image/gif', buffer: Buffer.from(code.createDataURL(6, 24).split(',')[1] ?? '', 'base64') });
    expect(await pictured).toMatchObject({ result: 'https://example.com/?scene=42' });

    const left = run("return wx.scanCode({})");
    await phone.window.getByRole('button', { name: '返回' }).click();
    expect(await left).toMatchObject({ failed: { errMsg: 'scanCode:fail cancel' } });
  });

  test('the camera is read until it shows a code', async () => {
    const code = qrcode(0, 'M');
    code.addData('GY1.from.camera');
    code.make();
    await phone.window.evaluate(`(() => {
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
    await phone.window.getByRole('button', { name: '关闭' }).click();
    await phone.window.getByRole('button', { name: '打开工韵样例' }).click();
    expect(await run('return heard')).toEqual(['hide', 'pages/home/home']);
    expect(await phone.window.evaluate('document.hidden')).toBe(false);
  });

  test('the clipboard holds what was copied', async () => {
    expect(await run("await wx.setClipboardData({ data: 'R-20261121-7' }); return (await wx.getClipboardData()).data")).toBe('R-20261121-7');
    await run('wx.hideToast()');
  });

  test('privacy: the app is asked first and may draw its own sheet; an answer is kept', async () => {
    const refused = run('return wx.requirePrivacyAuthorize()');
    await phone.window.getByRole('button', { name: '拒绝' }).click();
    expect(await refused).toMatchObject({ failed: { errMsg: 'requirePrivacyAuthorize:fail privacy permission is not authorized' } });
    expect(await run("wx.onNeedPrivacyAuthorization((resolve) => resolve({ event: 'agree', buttonId: 'agree' })); await wx.requirePrivacyAuthorize(); return (await wx.getPrivacySetting()).needAuthorization")).toBe(false);
  });

  test('sharing shows the card with title and path', async () => {
    await phone.window.getByRole('button', { name: '更多' }).click();
    await phone.window.getByRole('button', { name: '转发给朋友' }).click();
    const card = phone.window.getByRole('dialog', { name: '转发' });
    expect(await card.locator('strong').innerText()).toBe('一起来');
    expect(await card.locator('small').innerText()).toBe('/pages/home/home?shared=1');
    await card.getByRole('button', { name: '取消' }).click();
  });
});

describe('messages', () => {
  const ask = "wx.requestSubscribeMessage({ tmplIds: ['tmpl-place-freed-1'] })";

  test('asking outside a tap, or after waiting, is refused', async () => {
    // Commands of the driver can overtake the end of the press before.
    await run('await new Promise((resolve) => setTimeout(resolve, 200))');
    expect(await run(`return ${ask}`)).toMatchObject({ failed: { errMsg: 'requestSubscribeMessage:fail can only be invoked by user TAP gesture.' } });
    const late = await phone.inTap(`await fetch('/dev/clock'); return ${ask}`);
    expect(await late()).toMatchObject({ failed: { errMsg: 'requestSubscribeMessage:fail can only be invoked by user TAP gesture.' } });
  });

  test('one consent is one message: a banner that opens its page, then 43101', async () => {
    const answered = await phone.inTap(`return ${ask}`);
    await phone.window.getByRole('button', { name: '允许' }).click();
    expect(await answered()).toEqual({ 'tmpl-place-freed-1': 'accept', errMsg: 'requestSubscribeMessage:ok' });
    await run("return wx.cloud.callFunction({ name: 'notify' })");
    await phone.window.getByRole('button', { name: /服务通知/ }).click();
    await phone.window.waitForFunction("getCurrentPages().at(-1).route === 'packages/more/pages/form/form'");
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
    const chooser = phone.window.waitForEvent('filechooser');
    const chosen = await phone.inTap<{ tempFilePaths: string[] }>('return wx.chooseImage({ count: 1 })');
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
