import tcb from '@cloudbase/node-sdk';
import { until } from '../../until';
import { startTestCloud } from '../functions/local-cloud';
import type { TestCloud } from '../functions/local-cloud';

const source = `
const actions = {
  upload: ({ path, text }) => cloud.uploadFile({ cloudPath: path, fileContent: Buffer.from(text) }),
  download: async ({ fileID }) => (await cloud.downloadFile({ fileID })).fileContent.toString(),
  urls: async ({ fileList }) => (await cloud.getTempFileURL({ fileList })).fileList,
  remove: async ({ fileList }) => (await cloud.deleteFile({ fileList })).fileList,
  tryUpload: async ({ path }) => { try { await cloud.uploadFile({ cloudPath: path, fileContent: Buffer.from('x') }); return 'stored'; } catch (error) { return error.errMsg; } },
};
exports.main = (event) => actions[event.do](event);
`;

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud({ files: { source, config: { timeout: 10 } } });
});
afterAll(() => cloud.close());

const call = async (event: object) => (await cloud.invoke('files', event, 'o-1')).body;

test('wx-server-sdk: upload, address, download, delete; an address is signed', async () => {
  const { fileID } = await call({ do: 'upload', path: 'a/头像 1.txt', text: '你好' });
  expect(fileID).toBe('cloud://local-env.6c6f-local-env-1250000000/a/头像 1.txt');
  expect(await call({ do: 'download', fileID })).toBe('你好');

  const [file, missing] = await call({ do: 'urls', fileList: [fileID, 'cloud://local-env.x/none.png'] });
  expect(file).toMatchObject({ fileID, status: 0, errMsg: 'ok', maxAge: 7200 });
  expect(missing).toMatchObject({ status: -503003, tempFileURL: '' });
  const response = await fetch(file.tempFileURL);
  expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  expect(await response.text()).toBe('你好');
  expect((await fetch(file.tempFileURL.replace('sign=', 'sign=0'))).status).toBe(403);
  expect((await fetch(file.tempFileURL.replace(/t=\d+/, 't=9999999999'))).status).toBe(403);
  expect((await fetch(file.tempFileURL, { method: 'PUT', body: 'x' })).status).toBe(403);

  expect(await call({ do: 'remove', fileList: [fileID] })).toEqual([{ fileID, status: 0, errMsg: 'ok' }]);
  expect((await fetch(file.tempFileURL)).status).toBe(404);
});

test('an address expires', async () => {
  const { fileID } = await call({ do: 'upload', path: 'short.txt', text: 'x' });
  const [file] = await call({ do: 'urls', fileList: [{ fileID, maxAge: 4 }] });
  expect((await fetch(file.tempFileURL)).status).toBe(200);
  const status = async (): Promise<number> => (await fetch(file.tempFileURL)).status;
  expect(await until(status, (code) => code !== 200)).toBe(403);
});

test.each(['../x.txt', 'a/../../x.txt', '/etc/passwd', 'a//b', 'a/./b', 'a\\b', 'a\u0000b', '', 'a?b', 'a%2e%2e/b'])('a path that leads elsewhere is refused: %j', async (path) => {
  expect(await call({ do: 'tryUpload', path })).not.toBe('stored');
});

test('a folder and a file may have one name', async () => {
  const one = await call({ do: 'upload', path: 'same', text: '1' });
  const two = await call({ do: 'upload', path: 'same/under', text: '2' });
  expect(await call({ do: 'download', fileID: one.fileID })).toBe('1');
  expect(await call({ do: 'download', fileID: two.fileID })).toBe('2');
});

test('@cloudbase/node-sdk: the same, by serviceUrl', async () => {
  const app = tcb.init({ env: 'local-env', secretId: 'x', secretKey: 'y', serviceUrl: `${cloud.url}/admin` });
  const { fileID } = await app.uploadFile({ cloudPath: 'n/b.json', fileContent: Buffer.from('{"a":1}') });
  const { fileContent } = await app.downloadFile({ fileID });
  expect(String(fileContent)).toBe('{"a":1}');
  const { fileList } = await app.getTempFileURL({ fileList: [fileID] });
  expect(fileList[0]).toMatchObject({ code: 'SUCCESS' });
  const info = await app.getFileInfo({ fileList: [fileID] });
  expect(info.fileList[0]).toMatchObject({ contentType: 'application/json', size: 7 });
  expect(await app.deleteFile({ fileList: [fileID, fileID] })).toMatchObject({ fileList: [{ code: 'SUCCESS' }, { fileID }] });
});

test('a phone uploads and shows; content types are kept', async () => {
  const path = encodeURIComponent('photos/封面.png');
  const bytes = new Uint8Array([137, 80, 78, 71, 0, 255]);
  expect((await cloud.send('POST', `/dev/upload?path=${path}`, bytes)).status).toBe(401);
  const { body } = await cloud.send('POST', `/dev/upload?path=${path}`, bytes, { 'x-wx-openid': 'o-1', 'content-type': 'image/x-test' });
  const { body: urls } = await cloud.send('POST', '/dev/temp-urls', { fileList: [body.fileID, 'cloud://elsewhere/x'] });
  expect(urls.fileList[1]).toMatchObject({ status: -503003 });
  const response = await fetch(urls.fileList[0].tempFileURL);
  expect(response.headers.get('content-type')).toBe('image/x-test');
  expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
  expect((await cloud.send('POST', '/dev/upload?path=../x', bytes, { 'x-wx-openid': 'o-1' })).status).toBe(400);
});
