import { call, Refused } from './call';
import { h, icon } from './dom';
import type { Surface } from './surface';

const tick = 'M5 12.5 10 17.5 19 7';
const cross = 'M6 6 18 18M18 6 6 18';

interface ToastOptions {
  title: string;
  icon?: 'success' | 'error' | 'fail' | 'loading' | 'none' | 'exception';
  image?: string;
  duration?: number;
  mask?: boolean;
}

interface ModalOptions {
  title?: string;
  content?: string;
  showCancel?: boolean;
  cancelText?: string;
  cancelColor?: string;
  confirmText?: string;
  confirmColor?: string;
  editable?: boolean;
  placeholderText?: string;
}

interface ActionSheetOptions {
  itemList: string[];
  itemColor?: string;
  alertText?: string;
}

/** Toast, loading, modal and action sheet in WeChat's look. */
export function feedback(surface: Surface) {
  let shown: { remove(): void; loading: boolean; timer: number } | undefined;

  function hide(loadingOnly: boolean): void {
    if (shown && (shown.loading || !loadingOnly)) {
      clearTimeout(shown.timer);
      shown.remove();
      shown = undefined;
    }
  }

  function show({ title, icon: kind = 'success', image, duration = 1500, mask = false }: ToastOptions, loading: boolean): void {
    hide(false);
    const picture =
      image !== undefined
        ? h('img', { src: image, alt: '' })
        : kind === 'loading'
          ? h('i', { class: 'spinner' })
          : kind === 'none'
            ? undefined
            : icon(kind === 'success' ? tick : cross, 40);
    const box = h('div', { class: picture ? 'toast square' : 'toast', role: 'status' }, picture, h('span', {}, title));
    const remove = surface.add(h('div', { class: mask ? 'toast-place blocking' : 'toast-place' }, box));
    shown = { remove, loading, timer: loading ? 0 : window.setTimeout(() => hide(false), duration) };
  }

  function modal(options: ModalOptions): Promise<{ confirm: boolean; cancel: boolean; content: string | null }> {
    const { title = '', content = '', showCancel = true, cancelText = '取消', confirmText = '确定', editable = false } = options;
    for (const [name, text] of Object.entries({ cancelText, confirmText })) {
      if ([...text].length > 4) {
        throw new Refused(`${name} length should not large than 4 Chinese characters`);
      }
    }
    return surface.open('modal', (answer) => {
      const field = h('textarea', { placeholder: options.placeholderText ?? '', rows: 2 });
      field.value = content;
      const confirm = () => answer({ confirm: true, cancel: false, content: editable ? field.value : null });
      const cancel = () => answer({ confirm: false, cancel: true, content: null });
      const element = h(
        'div',
        { class: 'modal-box', role: 'alertdialog', 'aria-modal': 'true', 'aria-label': title || content },
        title !== '' && h('h2', {}, title),
        editable ? field : h('p', {}, content),
        h(
          'footer',
          {},
          showCancel && h('button', { class: 'cancel', style: `color:${options.cancelColor ?? ''}`, onclick: cancel }, cancelText),
          h('button', { class: 'confirm', style: `color:${options.confirmColor ?? ''}`, onclick: confirm }, confirmText),
        ),
      );
      if (editable) {
        setTimeout(() => field.focus(), 50);
      }
      return { element, confirm, cancel };
    });
  }

  async function actionSheet({ itemList, itemColor, alertText }: ActionSheetOptions): Promise<{ tapIndex: number }> {
    if (!Array.isArray(itemList) || itemList.length === 0 || itemList.length > 6) {
      throw new Refused('parameter error: itemList should not be large than 6 items');
    }
    const tapIndex = await surface.open<number>('actions', (answer) => ({
      element: h(
        'div',
        { class: 'bottom actions-box', role: 'menu' },
        alertText !== undefined && h('p', { class: 'hint' }, alertText),
        ...itemList.map((item, index) => h('button', { role: 'menuitem', style: `color:${itemColor ?? ''}`, onclick: () => answer(index) }, item)),
        h('button', { class: 'apart', onclick: () => answer(-1) }, '取消'),
      ),
      confirm: () => answer(0),
      cancel: () => answer(-1),
    }));
    if (tapIndex < 0) {
      throw new Refused('cancel');
    }
    return { tapIndex };
  }

  return {
    showToast: call<ToastOptions>('showToast', (options) => show(options, options.icon === 'loading')),
    hideToast: call('hideToast', () => hide(false)),
    showLoading: call<ToastOptions>('showLoading', (options) => show({ ...options, icon: 'loading' }, true)),
    hideLoading: call('hideLoading', () => hide(true)),
    showModal: call<ModalOptions>('showModal', modal),
    showActionSheet: call<ActionSheetOptions>('showActionSheet', actionSheet),
  };
}
