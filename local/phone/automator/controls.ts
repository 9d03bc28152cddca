import { WxElement } from '../runtime/elements/element';
import { SwiperElement } from '../runtime/elements/swiper';
import { tap } from './touch';

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

function slide(element: HTMLElement, value: unknown): void {
  const bar = inner<HTMLInputElement>(element, 'input');
  bar.value = String(value);
  bar.dispatchEvent(new Event('input', { bubbles: true }));
  bar.dispatchEvent(new Event('change', { bubbles: true }));
}

function move(element: HTMLElement, x: unknown, y: unknown): void {
  if (element instanceof WxElement) {
    element.receive('x', x);
    element.receive('y', y);
  }
}

function swipe(element: HTMLElement, index: unknown): void {
  if (element instanceof SwiperElement) {
    element.go(Number(index), 'touch');
  }
}

/** How far a movable-view stands from its place, in px. */
export function translation(element: HTMLElement): { _translateX: number; _translateY: number } {
  const { m41, m42 } = new DOMMatrix(getComputedStyle(element).transform);
  return { _translateX: m41, _translateY: m42 };
}

const scrollerOf = (element: HTMLElement) => (element instanceof WxElement ? element.scroller : element);

export const controlFunctions: Record<string, ControlFunction> = {
  'input.input': type,
  'textarea.input': type,
  'switch.tap': tap,
  'slider.slideTo': slide,
  'swiper.swipeTo': swipe,
  'movable-view.moveTo': move,
  'scroll-view.scrollTo': (element, x, y) => scrollerOf(element).scrollTo({ left: Number(x), top: Number(y), behavior: 'instant' }),
  'scroll-view.scrollTop': (element) => scrollerOf(element).scrollTop,
  'scroll-view.scrollLeft': (element) => scrollerOf(element).scrollLeft,
  'scroll-view.scrollWidth': (element) => scrollerOf(element).scrollWidth,
  'scroll-view.scrollHeight': (element) => scrollerOf(element).scrollHeight,
};
