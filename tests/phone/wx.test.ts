import { ready, WxPhone } from './wx-phone';

let phone: WxPhone;
const run: WxPhone['run'] = (body, where) => phone.run(body, where);

beforeAll(async () => {
  phone = await WxPhone.open();
});

afterAll(() => phone.close());

describe('answers', () => {
  test('a promise without callbacks, callbacks otherwise, complete in both cases', async () => {
    expect(await run('return wx.getNetworkType()')).toEqual({ networkType: 'wifi', errMsg: 'getNetworkType:ok' });
    const order = await run<unknown[]>(`
      const heard = [];
      let returned;
      await new Promise((resolve) => {
        returned = wx.getStorage({ key: 'none', success: () => heard.push('success'), fail: ({ errMsg }) => heard.push(errMsg), complete: () => resolve(heard.push('complete')) });
      });
      return [returned === undefined, ...heard];`);
    expect(order).toEqual([true, 'getStorage:fail data not found', 'complete']);
  });

  test('what is missing says so by name, fails, and does not break the caller', async () => {
    const warned = phone.window.waitForEvent('console', (message) => message.text().includes('未支持：wx.startBluetooth'));
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
    const other = await phone.another('as=demo-worker-li&theme=light&phone=1');
    const second = await phone.another('as=demo-worker-chen&theme=light&phone=2');
    expect(await run("return wx.getStorageSync('record')", other)).toBe('');
    expect(await run("wx.setStorageSync('record', 2); return wx.getStorageSync('record')", second)).toBe(2);
    expect(await run("return wx.getStorageSync('record').open")).toBe(true);
    await other.close();
    await second.close();
  });
});

describe('files', () => {
  test('what is written is read back, and is still there after a reload', async () => {
    const second = await phone.another('as=demo-worker-chen&theme=light&phone=2');
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
    await ready(second);
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
      let told;
      const change = () => new Promise((resolve) => (told = resolve));
      wx.onNetworkStatusChange((status) => told(heard.push(status)));
      postMessage({ type: 'phone.settings', settings: { online: false } }, location.origin);
      await change();
      const failed = await wx.cloud.callFunction({ name: 'echo' }).catch((error) => [error.errCode, error.errMsg]);
      postMessage({ type: 'phone.settings', settings: { online: true } }, location.origin);
      await change();
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
