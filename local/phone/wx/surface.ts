import type { Host } from '../runtime/host';
import { h } from './dom';
import { styles } from './styles';

export type DialogKind = 'modal' | 'consent' | 'privacy' | 'actions' | 'share' | 'scan' | 'preview' | 'sheet';

/** How a dialog looks and what its two ends are; the automation protocol presses them without a finger. */
export interface DialogParts {
  element: HTMLElement;
  confirm(): void;
  cancel(): void;
}

export interface OpenDialog extends DialogParts {
  readonly kind: DialogKind;
}

/** Everything WeChat itself would draw over the mini-program lives here, in one shadow tree, out of reach of the app's styles. */
export interface Surface {
  readonly root: HTMLElement;
  readonly dialogs: readonly OpenDialog[];
  /** Adds an element; the answer takes it away again. */
  add(element: HTMLElement): () => void;
  /** Shows a dialog over a mask until `answer` is called. */
  open<T>(kind: DialogKind, build: (answer: (value: T) => void) => DialogParts): Promise<T>;
}

/** These go at once; what stands over the app fades. */
const wholeScreens: ReadonlySet<DialogKind> = new Set(['scan', 'preview']);
const leavingMs = 180;

export function createSurface(host: Host): Surface {
  const holder = h('div', { class: 'wx-surface', style: 'position:absolute;inset:0;pointer-events:none' });
  const root = h('div', { class: 'root' });
  const paint = () => root.setAttribute('data-theme', host.settings().theme);
  holder.attachShadow({ mode: 'open' }).append(h('style', {}, styles), root);
  host.layer.append(holder);
  host.on('settingsChanged', paint);
  paint();

  const dialogs: OpenDialog[] = [];
  const add = (element: HTMLElement) => {
    root.append(element);
    return () => element.remove();
  };
  return {
    root,
    dialogs,
    add,
    open: (kind, build) =>
      new Promise((resolve) => {
        const parts = build((value) => {
          const place = dialogs.indexOf(dialog);
          if (place < 0) {
            return;
          }
          dialogs.splice(place, 1);
          if (wholeScreens.has(kind)) {
            mask.remove();
          } else {
            mask.ariaHidden = 'true';
            mask.classList.add('leaving');
            setTimeout(() => mask.remove(), leavingMs);
          }
          resolve(value);
        });
        const dialog: OpenDialog = { ...parts, kind };
        const mask = h('div', { class: `mask ${kind}`, onclick: (event) => event.target === mask && kind !== 'modal' && parts.cancel() }, parts.element);
        dialogs.push(dialog);
        root.append(mask);
      }),
  };
}
