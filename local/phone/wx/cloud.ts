import { call, Refused } from './call';
import type { FileTree } from './file-tree';
import type { Desk } from './settings';

interface TempUrl {
  fileID: string;
  tempFileURL: string;
  status: number;
  errMsg: string;
}

/** A refusal in the words of the cloud SDK. */
const cloudRefused = (errCode: number, text: string) => new Refused(`Error: errCode: ${errCode} | errMsg: ${text}`, { errCode });

/** The same-origin path of a file that the cloud serves under its own address. */
const local = (url: string) => url.replace(/^https?:\/\/[^/]+(?=\/cos\/)/, '');

/** `wx.cloud` over the local cloud, as the person that holds this phone. */
export function cloud(desk: Desk, openid: string, tree: FileTree) {
  async function request(path: string, init: RequestInit): Promise<Response> {
    if (!desk.online()) {
      throw new Refused('request:fail -106:net::ERR_INTERNET_DISCONNECTED', { errCode: -1 });
    }
    const headers = { ...init.headers, ...(openid === '' ? {} : { 'x-wx-openid': openid }) };
    const response = await fetch(path, { ...init, headers }).catch(() => {
      throw new Refused('request:fail -102:net::ERR_CONNECTION_REFUSED', { errCode: -1 });
    });
    if (!desk.online()) {
      throw new Refused('request:fail -21:net::ERR_NETWORK_CHANGED', { errCode: -1 });
    }
    return response;
  }
  const post = (path: string, body: unknown) =>
    request(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

  async function callFunction({ name, data = {} }: { name: string; data?: object }) {
    if (typeof name !== 'string' || name === '') {
      throw cloudRefused(-401003, 'parameter.name should be String');
    }
    const response = await post(`/dev/invoke/${encodeURIComponent(name)}`, data);
    const text = await response.text();
    const answer = text === '' ? undefined : JSON.parse(text);
    if (!response.ok) {
      throw cloudRefused(Number(answer?.errCode ?? -404011), String(answer?.errMsg ?? 'cloud function execution error'));
    }
    return { result: answer, requestID: response.headers.get('x-request-id') ?? '' };
  }

  async function uploadFile({ cloudPath, filePath }: { cloudPath: string; filePath: string }) {
    const response = await request(`/dev/upload?path=${encodeURIComponent(cloudPath)}`, { method: 'POST', body: tree.read(filePath) });
    const answer = await response.json();
    if (!response.ok) {
      throw cloudRefused(Number(answer.errCode ?? -501001), String(answer.errMsg ?? 'resource system error'));
    }
    return { fileID: String(answer.fileID), statusCode: 200 };
  }

  async function tempUrls(fileIDs: string[]): Promise<TempUrl[]> {
    const { fileList }: { fileList: TempUrl[] } = await (await post('/dev/temp-urls', { fileList: fileIDs })).json();
    return fileList.map((file) => ({ ...file, tempFileURL: local(file.tempFileURL) }));
  }

  async function oneUrl(fileID: string): Promise<string> {
    const [file] = await tempUrls([fileID]);
    if (!file || file.status !== 0) {
      throw cloudRefused(-503003, file?.errMsg || 'storage file not exists');
    }
    return file.tempFileURL;
  }

  async function downloadFile({ fileID }: { fileID: string }) {
    const { bytes, status } = await fetchFile(await oneUrl(fileID));
    const extension = /\.(\w+)$/.exec(fileID)?.[1] ?? 'bin';
    return { tempFilePath: tree.writeTemporary(bytes, extension), statusCode: status };
  }

  /** What stands at an address, that of a cloud file among them. */
  async function fetchFile(url: string): Promise<{ bytes: Uint8Array<ArrayBuffer>; status: number }> {
    const response = await request(local(url), {});
    return { bytes: new Uint8Array(await response.arrayBuffer()), status: response.status };
  }

  return {
    api: {
      init: () => undefined,
      callFunction: call('cloud.callFunction', callFunction, true),
      uploadFile: call('cloud.uploadFile', uploadFile, true),
      downloadFile: call('cloud.downloadFile', downloadFile, true),
      getTempFileURL: call<{ fileList: (string | { fileID: string })[] }>(
        'cloud.getTempFileURL',
        async ({ fileList }) => ({ fileList: await tempUrls(fileList.map((file) => (typeof file === 'string' ? file : file.fileID))) }),
        true,
      ),
    },
    oneUrl,
    fetchFile,
    post,
  };
}
