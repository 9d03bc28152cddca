import type { Host } from '../runtime/host';
import { appCalls } from './app';
import { addressOf, drawChrome } from './chrome';
import { call } from './call';
import { cloud } from './cloud';
import { consent } from './consent';
import { device } from './device';
import { documents } from './documents';
import { elsewhere } from './elsewhere';
import { feedback } from './feedback';
import { fileSystemManager } from './files';
import { openShelf } from './file-shelf';
import { FileTree, userDataPath } from './file-tree';
import { watchTaps } from './gesture';
import { media } from './media';
import { nativePresses } from './native';
import { navigation } from './navigation';
import { watchNotices } from './notices';
import { permissions } from './permissions';
import { camera, scan } from './scan';
import { createDesk, tellFrame } from './settings';
import { createSources } from './sources';
import { storage } from './storage';
import { createSurface } from './surface';
import { withReport } from './unsupported';

/** Keeps a small object for this person on this phone, beside the app's own storage. */
function memory<T extends object>(name: string): { read(): T; write(value: T): void } {
  return {
    read: () => JSON.parse(localStorage.getItem(name) ?? '{}'),
    write: (value) => localStorage.setItem(name, JSON.stringify(value)),
  };
}

/** Builds the `wx` object of one phone and everything WeChat draws around a mini-program. Files are loaded before it answers. */
export async function createWx(host: Host): Promise<object> {
  const desk = createDesk(host);
  const scope = `${desk.phone}/${host.openid}`;
  const tree = new FileTree(await openShelf(scope));
  await tree.load();
  const surface = createSurface(host);
  const appName = String(host.appConfig.window['navigationBarTitleText'] ?? '小程序');

  const cloudParts = cloud(desk, host.openid, tree);
  const sources = createSources(tree, cloudParts.oneUrl, '/package');
  host.hooks.source = sources.url;
  host.hooks.camera = camera;
  host.hooks.native = nativePresses(host, surface);

  const talk = feedback(surface);
  const away = elsewhere(surface, (title) => void talk.showToast({ title, icon: 'success' }));
  const rights = permissions(surface, appName, memory(`wx.grants/${scope}`));
  const chrome = drawChrome(host, surface, {
    appName,
    copy: (text) => void away.setClipboardData({ data: text }),
    openSetting: () => void rights.openSetting(),
  });
  watchTaps(window);
  watchNotices(surface, host.openid, (page) => void host.router.reLaunch({ url: `/${page.replace(/^\//, '')}` }));
  host.on('pageShown', (page) => tellFrame('page', { page: addressOf(page) }));

  const parts = {
    ...storage(localStorage, () => scope),
    ...talk,
    ...away,
    ...rights,
    ...scan(surface),
    ...consent(surface, appName, memory(`wx.consent/${scope}`), (answers) => cloudParts.post('/dev/consent', { openid: host.openid, answers })),
    ...navigation(host, chrome.tint),
    ...device(host, surface, desk),
    ...media(surface, tree, sources),
    ...documents(surface, tree, cloudParts.fetchFile),
    ...appCalls(host, desk, tree),
    showShareMenu: call('showShareMenu', () => chrome.setShareHidden(false)),
    hideShareMenu: call('hideShareMenu', () => chrome.setShareHidden(true)),
    updateShareMenu: call('updateShareMenu', () => undefined),
    getFileSystemManager: () => fileSystem,
    env: { USER_DATA_PATH: userDataPath },
  };
  const fileSystem = withReport('FileSystemManager.', fileSystemManager(tree));
  const wx = withReport('', { ...parts, cloud: withReport('cloud.', cloudParts.api) });
  return Object.assign(wx, { canIUse: (name: string) => name.split('.')[0] !== undefined && (name.split('.')[0] ?? '') in parts });
}
