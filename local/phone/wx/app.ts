import type { Host } from '../runtime/host';
import { call, type Callbacks } from './call';
import type { FileTree } from './file-tree';
import type { Desk } from './settings';
import { signal } from './signal';
import { extensionOf } from './sources';

interface DownloadOptions extends Callbacks {
  url: string;
  filePath?: string;
}

/** The mini-program itself: how it was opened, its account, updates, sign-in, plain downloads. */
export function appCalls(host: Host, desk: Desk, tree: FileTree) {
  const first = host.currentPage();
  const launch = () => {
    const page = first ?? host.pages()[0];
    return { path: page?.path ?? host.appConfig.pages[0] ?? '', query: { ...page?.query }, scene: 1001, referrerInfo: {}, apiCategory: 'default' };
  };

  function downloadFile(options: DownloadOptions) {
    const abort = new AbortController();
    const run = call<DownloadOptions>('downloadFile', async ({ url, filePath }) => {
      if (!desk.online()) {
        throw new Error('net::ERR_INTERNET_DISCONNECTED');
      }
      const response = await fetch(url, { signal: abort.signal });
      const bytes = new Uint8Array(await response.arrayBuffer());
      if (filePath !== undefined) {
        tree.write(filePath, bytes);
        return { filePath, statusCode: response.status };
      }
      const type = response.headers.get('content-type')?.split(';')[0]?.split('/')[1];
      return { tempFilePath: tree.writeTemporary(bytes, extensionOf(url) || type || 'bin'), statusCode: response.status };
    });
    void run({ ...options, complete: (outcome: unknown) => options.complete?.(outcome) });
    return { abort: () => abort.abort(), onProgressUpdate: () => {}, offProgressUpdate: () => {}, onHeadersReceived: () => {}, offHeadersReceived: () => {} };
  }

  const shown = signal<object>();
  const hidden = signal<undefined>();
  host.on('appShown', () => shown.emit(launch()));
  host.on('appHidden', () => hidden.emit(undefined));

  return {
    onAppShow: shown.on,
    offAppShow: shown.off,
    onAppHide: hidden.on,
    offAppHide: hidden.off,
    hideKeyboard: call('hideKeyboard', () => document.activeElement instanceof HTMLElement && document.activeElement.blur()),
    getLaunchOptionsSync: launch,
    getEnterOptionsSync: launch,
    getAccountInfoSync: () => ({ miniProgram: { appId: 'touristappid', envVersion: 'develop', version: '' } }),
    getUpdateManager: () => ({
      // A local build is always the newest one.
      onCheckForUpdate: (listener: (result: { hasUpdate: boolean }) => void) => setTimeout(() => listener({ hasUpdate: false }), 0),
      onUpdateReady: () => {},
      onUpdateFailed: () => {},
      applyUpdate: () => location.reload(),
    }),
    login: call('login', () => ({ code: `local-${host.openid}-${crypto.randomUUID()}` })),
    checkSession: call('checkSession', () => undefined),
    exitMiniProgram: call('exitMiniProgram', () => undefined),
    reportEvent: () => undefined,
    reportMonitor: () => undefined,
    reportPerformance: () => undefined,
    downloadFile,
  };
}
