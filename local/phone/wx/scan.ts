import type { CameraHook } from '../runtime/host';
import { call, Refused } from './call';
import { h, icon } from './dom';
import { createScanner } from './scanner';
import { styles } from './styles';
import type { Surface } from './surface';

/** `wx.scanCode`: a whole screen over the app. */
export function scan(surface: Surface) {
  async function scanCode() {
    let stop = () => {};
    const result = await surface.open<string | undefined>('scan', (answer) => {
      const scanner = createScanner(answer, { facing: 'environment', withCamera: true });
      stop = scanner.stop;
      const cancel = () => answer(undefined);
      const back = h('button', { class: 'back', 'aria-label': '返回', onclick: cancel }, icon('M14.5 5 8 12l6.5 7'));
      return { element: h('div', { class: 'scan-page' }, scanner.element, back), confirm: cancel, cancel };
    });
    stop();
    if (result === undefined) {
      throw new Refused('cancel');
    }
    const rawData = btoa(String.fromCharCode(...new TextEncoder().encode(result)));
    return { result, rawData, charSet: 'utf-8', scanType: 'QR_CODE', path: '' };
  }
  return { scanCode: call('scanCode', scanCode) };
}

/** Fills a `<camera mode="scanCode">` of the app with the same three ways; in mode normal it shows the picture only. */
export const camera: CameraHook = (element, { devicePosition, mode }, listener) => {
  const scanner = createScanner((result) => listener.onScan({ type: 'qrcode', result }), {
    facing: devicePosition === 'front' ? 'user' : 'environment',
    withCamera: true,
  });
  const shadow = element.shadowRoot ?? element.attachShadow({ mode: 'open' });
  scanner.element.classList.toggle('picture-only', mode === 'normal');
  shadow.replaceChildren(h('style', {}, styles), scanner.element);
  element.style.position ||= 'relative';
  listener.onInit({ maxZoom: 1 });
  return () => {
    scanner.stop();
    shadow.replaceChildren();
  };
};
