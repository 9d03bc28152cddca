import { onServerEvent } from '../runtime/server-events';
import type { OutboxMessage } from '../wx/notices';
import { h } from '../wx/dom';
import { section } from './panel';
import { labelOf } from './state';

const hourMs = 3_600_000;
const parts = new Intl.DateTimeFormat('zh-CN', { month: 'numeric', day: 'numeric', weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: 'Asia/Shanghai' });

/** `11月21日 周六 08:53` */
function timeText(millis: number): string {
  const part = Object.fromEntries(parts.formatToParts(millis).map(({ type, value }) => [type, value]));
  return `${part['month']}月${part['day']}日 ${part['weekday']} ${part['hour']}:${part['minute']}`;
}

async function read<T>(path: string, body?: object): Promise<T | undefined> {
  const init = body ? { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {};
  const response = await fetch(path, init).catch(() => undefined);
  return response?.ok ? response.json() : undefined;
}

/** The development clock: every function and the phones' status bars follow it. */
export function clockSection(): HTMLElement {
  const now = h('p', { class: 'clock' }, '…');
  const note = h('p', { class: 'quiet' });
  let offset = 0;
  const paint = () => {
    now.textContent = timeText(Date.now() + offset);
    note.textContent = offset === 0 ? '与这台电脑一致' : `快了 ${Math.round((offset / hourMs) * 10) / 10} 小时`;
  };
  const apply = async (body?: object) => {
    const clock = await read<{ offset: number }>('/dev/clock', body);
    if (clock) {
      offset = clock.offset;
    }
    paint();
  };
  void apply();
  setInterval(paint, 10_000);
  onServerEvent('clock', () => void apply());
  const act = (label: string, body: object) => h('button', { class: 'act', onclick: () => void apply(body) }, label);
  return section('时间', now, note, h('div', { class: 'row' }, act('+1 小时', { advance: hourMs }), act('+1 天', { advance: 24 * hourMs }), act('复位', { offset: 0 })));
}

/** Subscribe messages that the functions sent; a press opens the message's page on its receiver's phone. */
export function outboxSection(open: (openid: string, page: string) => void): HTMLElement {
  const list = h('ul', { class: 'outbox' });
  const refresh = async () => {
    const messages = (await read<OutboxMessage[]>('/dev/outbox')) ?? [];
    const rows = [...messages].reverse().slice(0, 30).map(({ openid, page = '', data, at }) => {
      const texts = Object.values(data).map(({ value }) => String(value));
      return h(
        'li',
        {},
        h(
          'button',
          { onclick: () => open(openid, page) },
          h('b', {}, texts[0] ?? '消息'),
          h('span', {}, texts.slice(1).join('　')),
          h('small', {}, `给 ${labelOf(openid)} · ${timeText(at)}`),
        ),
      );
    });
    list.replaceChildren(...(rows.length > 0 ? rows : [h('li', { class: 'quiet' }, '还没有发出订阅消息')]));
  };
  void refresh();
  onServerEvent('message', () => void refresh());
  return section('消息盒', list);
}

/** Names of calls that the app made and the local phone does not have. */
export function unsupportedSection(): { element: HTMLElement; add(name: string): void } {
  const list = h('ul', { class: 'unsupported' }, h('li', { class: 'quiet' }, '没有'));
  const names = new Set<string>();
  return {
    element: section('未支持的调用', list),
    add: (name) => {
      names.add(name);
      list.replaceChildren(...[...names].map((known) => h('li', {}, '未支持：', h('code', {}, known))));
    },
  };
}
