import { WxElement } from '../runtime/elements/element';

/** What the client asks of built-in controls beyond a tap (`Element.callFunction`), done the way a hand does it. */
type ControlFunction = (element: HTMLElement, ...args: unknown[]) => unknown;

function inner<T extends Element>(element: HTMLElement, selector: string): T {
  const found = element.querySelector<T>(selector) ?? element.shadowRoot?.querySelector<T>(selector);
  if (!found) {
    throw new Error(`<${element.localName}> has no ${selector}`);
  }
  return found;
}

function type(element: HTMLElement, value: unknown): void {
  const field = inner<HTMLInputElement | HTMLTextAreaElement>(element, 'input, textarea');
  field.focus();
  field.value = String(value);
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true, inputType: 'insertText', data: String(value) }));
}

const scrollerOf = (element: HTMLElement) => (element instanceof WxElement ? element.scroller : element);

export const controlFunctions: Record<string, ControlFunction> = {
  'input.input': type,
  'textarea.input': type,
  'scroll-view.scrollTo': (element, x, y) => scrollerOf(element).scrollTo({ left: Number(x), top: Number(y), behavior: 'instant' }),
  'scroll-view.scrollTop': (element) => scrollerOf(element).scrollTop,
  'scroll-view.scrollLeft': (element) => scrollerOf(element).scrollLeft,
  'scroll-view.scrollWidth': (element) => scrollerOf(element).scrollWidth,
  'scroll-view.scrollHeight': (element) => scrollerOf(element).scrollHeight,
};
