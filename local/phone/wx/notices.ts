import { onServerEvent } from '../runtime/server-events';
import { h } from './dom';
import type { Surface } from './surface';

/** One subscribe message in the local cloud's outbox. */
export interface OutboxMessage {
  id: string;
  openid: string;
  templateId: string;
  page?: string;
  data: Record<string, { value: string | number }>;
  /** Milliseconds since 1970 by the development clock. */
  at: number;
}

const shownMs = 6000;

/** Shows each message for this person as a banner under the status bar; a tap opens its page. */
export function watchNotices(surface: Surface, openid: string, open: (page: string) => void): void {
  onServerEvent('message', (data) => {
    const message = data as OutboxMessage;
    if (message.openid === openid && message.data !== undefined) {
      show(message);
    }
  });

  function show(message: OutboxMessage): void {
    const [title = '服务通知', ...rest] = Object.values(message.data).map(({ value }) => String(value));
    const banner = h(
      'button',
      { class: 'banner', 'aria-label': `服务通知 ${title}`, onclick: () => (remove(), message.page && open(message.page)) },
      h('i', { class: 'mark' }, '通'),
      h('strong', {}, '服务通知'),
      h('time', {}, '现在'),
      h('span', {}, [title, ...rest].join('　')),
    );
    const remove = surface.add(banner);
    setTimeout(remove, shownMs);
  }
}
