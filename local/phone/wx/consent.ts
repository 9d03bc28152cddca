import { messageTitle } from '../../message-templates';
import { call, Refused } from './call';
import { h } from './dom';
import { inTap } from './gesture';
import type { Surface } from './surface';

type Answers = Record<string, 'accept' | 'reject'>;

interface ConsentStore {
  read(): Answers;
  write(kept: Answers): void;
}

/** The mark and name of the mini-program on top of a sheet. */
export const sheetHead = (name: string, wish: string) => h('header', {}, h('i', { class: 'mark' }, [...name][0] ?? ''), h('b', {}, name), wish);

/**
 * `wx.requestSubscribeMessage`: the sheet that asks which notices may be sent once each.
 * Refused outside a tap with WeChat's own text; ticked 总是保持 answers for later calls without a sheet.
 */
export function consent(surface: Surface, appName: string, kept: ConsentStore, post: (answers: Answers) => Promise<unknown>) {
  async function ask(templates: string[]): Promise<Answers> {
    const remembered = kept.read();
    const open = templates.filter((id) => remembered[id] === undefined);
    if (open.length === 0) {
      return Object.fromEntries(templates.map((id) => [id, remembered[id] ?? 'reject']));
    }
    return surface.open<Answers>('consent', (answer) => {
      const boxes = templates.map((id) => h('input', { type: 'checkbox', checked: true, value: id }));
      const keep = h('input', { type: 'checkbox' });
      const finish = (accepted: (id: string, index: number) => boolean) => {
        const answers: Answers = Object.fromEntries(templates.map((id, index) => [id, accepted(id, index) ? 'accept' : 'reject']));
        if (keep.checked) {
          kept.write({ ...remembered, ...answers });
        }
        answer(answers);
      };
      const confirm = () => finish((_id, index) => boxes[index]?.checked === true);
      const cancel = () => finish(() => false);
      const element = h(
        'div',
        { class: 'bottom sheet-box', role: 'dialog', 'aria-label': '订阅消息' },
        sheetHead(appName, ' 申请'),
        h('h2', {}, '发送一次以下消息'),
        h('ul', {}, ...boxes.map((box) => h('li', {}, h('label', {}, box, messageTitle(box.value))))),
        h('label', { class: 'keep' }, keep, '总是保持以上选择，不再询问'),
        h('div', { class: 'pair' }, h('button', { onclick: cancel }, '取消'), h('button', { class: 'main', onclick: confirm }, '允许')),
      );
      return { element, confirm, cancel };
    });
  }

  return {
    requestSubscribeMessage: (options: Record<string, unknown> = {}) => {
      const tapped = inTap();
      return call<{ tmplIds?: string[] }>('requestSubscribeMessage', async ({ tmplIds = [] }) => {
        if (tmplIds.length === 0) {
          throw new Refused("TmplIds can't be empty", { errCode: 10001 });
        }
        if (tmplIds.length > 5) {
          throw new Refused('Templates count out of max bounds', { errCode: 20003 });
        }
        if (!tapped) {
          throw new Refused('can only be invoked by user TAP gesture.');
        }
        const answers = await ask([...new Set(tmplIds)]);
        await post(answers);
        return answers;
      })(options);
    },
  };
}
