import { onServerEvent } from '../runtime/server-events';
import type { Host, PageEntry, ShareMessage } from '../runtime/host';
import { h, icon } from './dom';
import { tellFrame } from './settings';
import { sheetHead } from './consent';
import type { Surface } from './surface';

const svg = {
  dots: 'M5 12h.01M12 12h.01M19 12h.01M5.4 12a.4.4 0 1 1-.8 0 .4.4 0 0 1 .8 0M12.6 12a.6.6 0 1 1-1.2 0 .6.6 0 0 1 1.2 0M19.4 12a.4.4 0 1 1-.8 0 .4.4 0 0 1 .8 0',
  ring: 'M12 5a7 7 0 1 0 0 14 7 7 0 0 0 0-14M12 10.5a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3',
  forward: 'M13 5l7 7-7 7v-4c-5 0-8 1-10 4 0-5 3-10 10-10z',
  again: 'M19 12a7 7 0 1 1-2-5M17 3v4h-4',
  copy: 'M8 8V4h12v12h-4M4 8h12v12H4z',
  gear: 'M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6M12 3v3m0 12v3M3 12h3m12 0h3M5.6 5.6l2.2 2.2m8.4 8.4 2.2 2.2m0-12.8-2.2 2.2m-8.4 8.4-2.2 2.2',
};

export const addressOf = (page: Pick<PageEntry, 'path' | 'query'>) => {
  const query = new URLSearchParams({ ...page.query }).toString();
  return `/${page.path}${query === '' ? '' : `?${query}`}`;
};

/** The clock by the development clock, in the zone of the app's users. */
function clockText(offsetMs: number): string {
  return new Intl.DateTimeFormat('zh-CN', { hour: 'numeric', minute: '2-digit', hourCycle: 'h23', timeZone: 'Asia/Shanghai' }).format(Date.now() + offsetMs);
}

interface ChromeActions {
  appName: string;
  copy(text: string): void;
  openSetting(): void;
}

/** What surrounds the mini-program inside the phone: status bar, capsule with its menu, share sheet, home screen. */
export function drawChrome(host: Host, surface: Surface, actions: ChromeActions) {
  let shareHidden = false;
  let offsetMs = 0;
  const time = h('span', {}, clockText(0));
  const status = h('div', { class: 'status', 'aria-hidden': 'true' }, time, h('span', { class: 'signs' }, '5G', h('i', { class: 'battery' })));
  const capsule = h(
    'div',
    { class: 'capsule' },
    h('button', { 'aria-label': '更多', onclick: () => void openMenu() }, icon(svg.dots, 22)),
    h('button', { 'aria-label': '关闭', onclick: goHome }, icon(svg.ring, 22)),
  );
  surface.add(status);
  surface.add(h('i', { class: 'indicator' }));
  surface.add(capsule);

  function place(): void {
    const { statusBarHeight, safeArea, screenHeight, menuButton } = host.metrics();
    surface.root.style.setProperty('--status', `${statusBarHeight}px`);
    surface.root.style.setProperty('--safe-bottom', `${screenHeight - safeArea.bottom}px`);
    surface.root.classList.toggle('flat', safeArea.bottom === screenHeight);
    status.classList.toggle('small', statusBarHeight <= 24);
    const { left, top, width, height } = menuButton;
    capsule.style.cssText = `left:${left}px;top:${top}px;width:${width}px;height:${height}px`;
  }
  function paint(): void {
    const page = host.currentPage();
    const white = (page?.config['navigationBarTextStyle'] ?? 'white') === 'white';
    tint(white);
  }
  function tint(white: boolean): void {
    capsule.classList.toggle('white', white);
    surface.root.style.setProperty('--bar', white ? '#fff' : '#000');
  }
  async function followClock(): Promise<void> {
    const response = await fetch('/dev/clock').catch(() => undefined);
    if (response?.ok) {
      offsetMs = (await response.json()).offset;
      time.textContent = clockText(offsetMs);
    }
  }

  const canShare = () => !shareHidden && typeof host.currentPage()?.instance['onShareAppMessage'] === 'function';

  function openMenu(): Promise<void> {
    return surface.open<void>('sheet', (answer) => {
      const item = (path: string, label: string, act: () => void, enabled = true) =>
        h('button', { disabled: !enabled, onclick: () => (answer(), act()) }, h('i', {}, icon(path)), label);
      const page = host.currentPage();
      const element = h(
        'div',
        { class: 'bottom', role: 'dialog', 'aria-label': '菜单' },
        h(
          'div',
          { class: 'grid' },
          item(svg.forward, '转发给朋友', () => host.share('menu'), canShare()),
          item(svg.again, '重新进入', () => location.reload()),
          item(svg.copy, '复制路径', () => page && actions.copy(addressOf(page))),
          item(svg.gear, '设置', actions.openSetting),
        ),
        h('div', { class: 'actions-box' }, h('button', { class: 'apart', onclick: () => answer() }, '取消')),
      );
      return { element, confirm: () => answer(), cancel: () => answer() };
    });
  }

  function share({ title, path, imageUrl }: ShareMessage): void {
    void surface.open<void>('share', (answer) => {
      const openElsewhere = () => {
        answer();
        if (window.parent === window) {
          const address = new URL(location.href);
          address.searchParams.set('page', path);
          window.open(address);
        } else {
          tellFrame('open', { page: path });
        }
      };
      const picture = h('div', { class: 'picture' }, actions.appName);
      if (imageUrl !== undefined) {
        void host.hooks.source?.(imageUrl).then((src) => picture.replaceWith(h('img', { class: 'picture', src, alt: '' })));
      }
      const element = h(
        'div',
        { class: 'bottom sheet-box', role: 'dialog', 'aria-label': '转发' },
        sheetHead(actions.appName, ' 转发给朋友'),
        h('div', { class: 'card' }, h('strong', {}, title), picture, h('small', {}, path)),
        h('button', { class: 'wide main', onclick: openElsewhere }, '在另一台手机打开'),
        h('button', { class: 'wide', onclick: () => (answer(), actions.copy(path)) }, '复制路径'),
        h('button', { class: 'wide', onclick: () => answer() }, '取消'),
      );
      return { element, confirm: openElsewhere, cancel: () => answer() };
    });
  }

  /** The home screen covers the app: for the app it is in the background until its icon is pressed. */
  function goHome(): void {
    const remove = surface.add(
      h('div', { class: 'home' }, h('button', { 'aria-label': `打开${actions.appName}`, onclick: () => (remove(), setBackground(false)) }, [...actions.appName][0] ?? ''), actions.appName),
    );
    setBackground(true);
  }
  function setBackground(hidden: boolean): void {
    if (hidden) {
      Object.defineProperty(document, 'hidden', { value: true, configurable: true });
    } else {
      Reflect.deleteProperty(document, 'hidden');
    }
    document.dispatchEvent(new Event('visibilitychange'));
  }

  host.on('pageShown', paint);
  host.on('settingsChanged', paint);
  host.on('resized', place);
  host.on('share', share);
  place();
  paint();
  void followClock();
  onServerEvent('clock', () => void followClock());
  setInterval(() => {
    time.textContent = clockText(offsetMs);
  }, 5000);

  return {
    tint,
    /** `wx.showShareMenu` and `wx.hideShareMenu`. */
    setShareHidden: (hidden: boolean) => {
      shareHidden = hidden;
    },
  };
}
