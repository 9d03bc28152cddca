import { h, icon } from '../wx/dom';
import { addressOf, labelOf, sizes, type DeskState, type PhoneState } from './state';

const marginPx = 112;

interface Device {
  phone: PhoneState;
  /** The account and font the document was opened with: a change needs a new document. */
  opened: string;
  element: HTMLElement;
  screen: HTMLIFrameElement;
  caption: HTMLElement;
}

export interface Stage {
  readonly element: HTMLElement;
  /** Draws what changed; phones whose person or font size changed start anew. */
  render(): void;
  reload(id: string): void;
  /** Which phone a message came from. */
  phoneOf(source: MessageEventSource | null): PhoneState | undefined;
}

/** The phones on the desk, each a document of its own in a drawn case. */
export function createStage(state: DeskState, actions: { select(id: '1' | '2'): void; close(): void }): Stage {
  const element = h('main', { class: 'stage' });
  const devices = new Map<string, Device>();

  function open(phone: PhoneState): Device {
    const screen = h('iframe', { title: `手机 ${phone.id}`, allow: 'camera; clipboard-read; clipboard-write; screen-wake-lock' });
    const caption = h('button', { class: 'caption', onclick: () => actions.select(phone.id) });
    const tools = h(
      'div',
      { class: 'tools' },
      h('button', { title: '重新加载', 'aria-label': `重新加载手机 ${phone.id}`, onclick: () => reload(phone.id) }, icon('M19 12a7 7 0 1 1-2-5M17 3v4h-4', 18)),
      phone.id === '2' && h('button', { title: '收起', 'aria-label': '收起第二台手机', onclick: actions.close }, icon('M6 6 18 18M18 6 6 18', 18)),
    );
    const device: Device = { phone, opened: '', screen, caption, element: h('section', { class: 'device' }, h('header', {}, caption, tools), h('div', { class: 'case' }, h('div', { class: 'glass' }, screen))) };
    devices.set(phone.id, device);
    element.append(device.element);
    return device;
  }

  function start(device: Device): void {
    device.opened = `${device.phone.openid} ${state.font}`;
    device.screen.src = addressOf(device.phone, state);
  }

  function reload(id: string): void {
    const device = devices.get(id);
    if (device) {
      start(device);
    }
  }

  /** The theme as a phone knows it: a choice is a fact there. */
  const themeNow = () => (state.theme === 'system' ? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light') : state.theme);

  function render(): void {
    const { width, height } = sizes[state.size];
    const scale = Math.min(1, (window.innerHeight - marginPx) / height);
    element.dataset['size'] = state.size;
    element.style.setProperty('--width', `${width}px`);
    element.style.setProperty('--height', `${height}px`);
    element.style.setProperty('--scale', String(Math.max(0.55, scale)));
    for (const [id, device] of devices) {
      if (!state.phones.some((phone) => phone.id === id)) {
        device.element.remove();
        devices.delete(id);
      }
    }
    for (const phone of state.phones) {
      const device = devices.get(phone.id) ?? open(phone);
      device.phone = phone;
      device.element.classList.toggle('active', phone.id === state.active && state.phones.length > 1);
      device.element.classList.toggle('current', phone.id === state.active);
      device.caption.replaceChildren(h('b', {}, labelOf(phone.openid)), h('span', { class: phone.online ? 'dot' : 'dot off' }, phone.online ? '' : '离线'));
      if (device.opened !== `${phone.openid} ${state.font}`) {
        start(device);
      } else {
        device.screen.contentWindow?.postMessage({ type: 'phone.settings', settings: { theme: themeNow(), online: phone.online } }, location.origin);
      }
    }
  }

  window.addEventListener('resize', render);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', render);
  return {
    element,
    render,
    reload,
    phoneOf: (source) => [...devices.values()].find((device) => device.screen.contentWindow === source)?.phone,
  };
}
