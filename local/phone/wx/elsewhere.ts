import { call, Refused } from './call';
import { h } from './dom';
import type { Surface } from './surface';

interface Place {
  latitude: number;
  longitude: number;
  name?: string;
  address?: string;
}

/** Calls that leave the mini-program on a phone: clipboard, telephone, map. */
export function elsewhere(surface: Surface, toast: (title: string) => void) {
  let clipboard = '';

  async function setClipboardData({ data }: { data: string }): Promise<void> {
    if (typeof data !== 'string') {
      throw new Refused('parameter error: parameter.data should be String');
    }
    clipboard = data;
    // Not allowed in a background window; the phone's own clipboard has it in any case.
    await navigator.clipboard?.writeText(data).catch(() => undefined);
    toast('内容已复制');
  }
  async function getClipboardData() {
    const system = await navigator.clipboard?.readText().catch(() => clipboard);
    return { data: system || clipboard };
  }

  function sheet(title: string, lines: string[], act: string, cancel?: string): Promise<boolean> {
    return surface.open<boolean>('sheet', (answer) => ({
      element: h(
        'div',
        { class: 'bottom sheet-box', role: 'dialog', 'aria-label': title },
        h('h2', {}, title),
        ...lines.map((line) => h('p', {}, line)),
        h('button', { class: 'wide main', onclick: () => answer(true) }, act),
        cancel !== undefined && h('button', { class: 'wide', onclick: () => answer(false) }, cancel),
      ),
      confirm: () => answer(true),
      cancel: () => answer(false),
    }));
  }

  return {
    setClipboardData: call<{ data: string }>('setClipboardData', setClipboardData),
    getClipboardData: call('getClipboardData', getClipboardData),
    makePhoneCall: call<{ phoneNumber: string }>('makePhoneCall', async ({ phoneNumber }) => {
      if (!(await sheet('拨打电话', [phoneNumber], '呼叫', '取消'))) {
        throw new Refused('cancel');
      }
    }),
    openLocation: call<Place>('openLocation', async ({ latitude, longitude, name = '位置', address = '' }) => {
      if (!Number.isFinite(latitude) || !Number.isFinite(longitude)) {
        throw new Refused('parameter error: parameter.latitude should be Number');
      }
      void sheet(name, [address, `纬度 ${latitude.toFixed(5)}，经度 ${longitude.toFixed(5)}`].filter(Boolean), '知道了');
    }),
  };
}
