import { currentHost } from '../current';
import type { Column } from './picker-columns';
import { Wheel } from './wheel';

export interface SheetOptions {
  title: string;
  columns: Column[];
  onTurn(column: number, index: number, picked: number[]): void;
  onConfirm(picked: number[]): void;
  onCancel(): void;
  onClose(): void;
}

export interface Sheet {
  readonly picked: number[];
  show(columns: Column[]): void;
  close(): void;
}

const part = (className: string, text = ''): HTMLElement => {
  const element = document.createElement(className.includes('button') ? 'button' : 'div');
  element.className = className;
  element.textContent = text;
  return element;
};

/** The sheet of wheels that a picker opens over the phone. */
export function openSheet(options: SheetOptions): Sheet {
  const mask = part('wx-sheet-mask');
  const panel = part('wx-sheet');
  const bar = part('wx-sheet-bar');
  const cancel = part('wx-sheet-button', '取消');
  const confirm = part('wx-sheet-button confirm', '确定');
  const body = part('wx-sheet-columns');
  bar.append(cancel, part('wx-sheet-title', options.title), confirm);
  panel.append(bar, body);
  panel.setAttribute('role', 'dialog');
  mask.append(panel);
  let wheels: Wheel[] = [];
  let shown = '';

  const picked = (): number[] => wheels.map((wheel) => wheel.value);
  const close = (): void => {
    mask.classList.remove('open');
    setTimeout(() => mask.remove(), 250);
    options.onClose();
  };
  const show = (columns: Column[]): void => {
    const content = JSON.stringify(columns.map(({ labels }) => labels));
    if (content !== shown) {
      shown = content;
      const boxes = columns.map(({ labels }) => {
        const box = part('wx-sheet-column wx-wheel');
        box.append(...labels.map((label) => part('wx-sheet-item', label)));
        return box;
      });
      body.replaceChildren(...boxes);
      wheels = boxes.map((box, column) => new Wheel(box, (index) => options.onTurn(column, index, picked())));
    }
    columns.forEach(({ index }, column) => wheels[column]?.turnTo(index));
  };
  cancel.onclick = () => {
    close();
    options.onCancel();
  };
  confirm.onclick = () => {
    const values = picked();
    close();
    options.onConfirm(values);
  };
  mask.onclick = (event) => event.target === mask && cancel.click();
  currentHost().layer.append(mask);
  show(options.columns);
  requestAnimationFrame(() => mask.classList.add('open'));
  return {
    get picked() {
      return picked();
    },
    show,
    close,
  };
}
