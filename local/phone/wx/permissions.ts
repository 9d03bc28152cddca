import { call, Refused } from './call';
import { sheetHead } from './consent';
import { h } from './dom';
import type { Surface } from './surface';

type Resolution = { event: 'exposureAuthorization' | 'agree' | 'disagree'; buttonId?: string };
type PrivacyListener = (resolve: (resolution: Resolution) => void, info: { referrer: string }) => void;

const scopeNames: Record<string, string> = {
  'scope.camera': '使用你的摄像头',
  'scope.writePhotosAlbum': '保存图片到你的相册',
  'scope.userLocation': '获取你的位置信息',
  'scope.record': '使用你的麦克风',
};

export interface GrantStore {
  read(): Record<string, boolean>;
  write(grants: Record<string, boolean>): void;
}

/** Privacy agreement and the scopes a person can allow or refuse; both are remembered for this person on this phone. */
export function permissions(surface: Surface, appName: string, grants: GrantStore) {
  const privacyKey = 'privacy';
  let listener: PrivacyListener | undefined;
  const remember = (name: string, granted: boolean) => grants.write({ ...grants.read(), [name]: granted });

  function ask(kind: 'privacy' | 'sheet', wish: string, text: string, words: { yes: string; no: string }): Promise<boolean> {
    return surface.open<boolean>(kind, (answer) => ({
      element: h(
        'div',
        { class: 'bottom sheet-box', role: 'dialog', 'aria-label': wish },
        sheetHead(appName, ' 申请'),
        h('h2', {}, wish),
        h('p', {}, text),
        h(
          'div',
          { class: 'pair' },
          h('button', { onclick: () => answer(false) }, words.no),
          h('button', { class: 'main', onclick: () => answer(true) }, words.yes),
        ),
      ),
      confirm: () => answer(true),
      cancel: () => answer(false),
    }));
  }

  async function requirePrivacyAuthorize(): Promise<void> {
    if (grants.read()[privacyKey]) {
      return;
    }
    const agreed = listener
      ? await new Promise<boolean>((resolve) =>
          listener?.(({ event }) => event !== 'exposureAuthorization' && resolve(event === 'agree'), { referrer: 'requirePrivacyAuthorize' }),
        )
      : await ask('privacy', '用户隐私保护提示', `使用前请阅读并同意《${appName}小程序隐私保护指引》。不同意时，相关功能不能使用。`, { yes: '同意', no: '拒绝' });
    if (!agreed) {
      throw new Refused('privacy permission is not authorized', { errno: 104 });
    }
    remember(privacyKey, true);
  }

  async function authorize({ scope }: { scope: string }): Promise<void> {
    const wish = scopeNames[scope];
    if (wish === undefined) {
      throw new Refused('invalid scope');
    }
    const granted = grants.read()[scope] ?? (await ask('sheet', wish, '可以随时在“设置”里更改。', { yes: '允许', no: '拒绝' }));
    remember(scope, granted);
    if (!granted) {
      throw new Refused('auth deny', { errno: 103 });
    }
  }

  const authSetting = () => Object.fromEntries(Object.entries(grants.read()).filter(([name]) => name.startsWith('scope.')));

  async function openSetting() {
    await surface.open<void>('sheet', (answer) => {
      const rows = Object.entries(scopeNames).map(([scope, label]) => {
        const box = h('input', { type: 'checkbox', checked: grants.read()[scope] === true, onchange: () => remember(scope, box.checked) });
        return h('li', {}, h('label', {}, box, label));
      });
      const element = h(
        'div',
        { class: 'bottom sheet-box', role: 'dialog', 'aria-label': '设置' },
        sheetHead(appName, ' 设置'),
        h('h2', {}, `允许“${appName}”`),
        h('ul', {}, ...rows),
        h('button', { class: 'wide main', onclick: () => answer() }, '完成'),
      );
      return { element, confirm: answer, cancel: answer };
    });
    return { authSetting: authSetting() };
  }

  return {
    getPrivacySetting: call('getPrivacySetting', () => ({ needAuthorization: !grants.read()[privacyKey], privacyContractName: `《${appName}小程序隐私保护指引》` })),
    onNeedPrivacyAuthorization: (given: PrivacyListener) => {
      listener = given;
    },
    offNeedPrivacyAuthorization: () => {
      listener = undefined;
    },
    requirePrivacyAuthorize: call('requirePrivacyAuthorize', requirePrivacyAuthorize),
    openPrivacyContract: call('openPrivacyContract', async () => {
      await surface.open<void>('sheet', (answer) => ({
        element: h(
          'div',
          { class: 'bottom sheet-box', role: 'dialog' },
          h('h2', {}, `${appName}小程序隐私保护指引`),
          h('p', {}, '本地开发环境：正式版在微信公众平台填写的指引会显示在这里。'),
          h('button', { class: 'wide main', onclick: () => answer() }, '知道了'),
        ),
        confirm: answer,
        cancel: answer,
      }));
    }),
    authorize: call<{ scope: string }>('authorize', authorize),
    getSetting: call('getSetting', () => ({ authSetting: authSetting(), subscriptionsSetting: { mainSwitch: true, itemSettings: {} } })),
    openSetting: call('openSetting', openSetting),
  };
}
