import * as glassEasel from 'glass-easel';
import type { Component, Node } from './host';
import { animateNode } from './animate';
import { boxOf, elementOf } from './nodes';
import { toCssUnits } from './units';

/** What WXS event handlers and `change:prop` get in place of a component: styles and classes change without a round of setData. */
class Descriptor {
  private static readonly known = new WeakMap<Node, Descriptor>();
  private readonly state: Record<string, unknown> = {};

  private constructor(private readonly node: Node) {}

  static of(node: Node): Descriptor {
    const known = Descriptor.known.get(node) ?? new Descriptor(node);
    Descriptor.known.set(node, known);
    return known;
  }

  private get element(): HTMLElement | undefined {
    return elementOf(this.node);
  }

  selectComponent(selector: string): Descriptor | null {
    const found = this.root?.querySelector(selector) ?? null;
    return found === null ? null : Descriptor.of(found);
  }

  selectAllComponents(selector: string): Descriptor[] {
    return (this.root?.querySelectorAll(selector) ?? []).map((node) => Descriptor.of(node));
  }

  private get root(): glassEasel.ShadowRoot | null | undefined {
    return glassEasel.Component.isComponent(this.node) ? this.node.getShadowRoot() : undefined;
  }

  setStyle(style: string | Record<string, unknown>): this {
    const text = typeof style === 'string' ? style : Object.entries(style).map(([name, value]) => `${name}:${String(value)}`).join(';');
    const element = this.element;
    for (const part of text.split(';')) {
      const colon = part.indexOf(':');
      if (colon > 0) element?.style.setProperty(part.slice(0, colon).trim().replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`), toCssUnits(part.slice(colon + 1).trim()));
    }
    return this;
  }

  addClass(name: string): this {
    this.node.classList?.toggle(name, true);
    return this;
  }

  removeClass(name: string): this {
    this.node.classList?.toggle(name, false);
    return this;
  }

  hasClass(name: string): boolean {
    return this.node.classList?.contains(name) ?? false;
  }

  getDataset(): Record<string, unknown> {
    return { ...this.node.dataset };
  }

  getState(): Record<string, unknown> {
    return this.state;
  }

  callMethod(name: string, argument?: unknown): void {
    const caller = (glassEasel.Component.isComponent(this.node) ? this.node.getMethodCaller() : undefined) as Record<string, unknown> | undefined;
    const method = caller?.[name];
    if (typeof method === 'function') glassEasel.safeCallback(`WXS ${name}`, method as () => void, caller, [argument] as never);
  }

  triggerEvent(name: string, detail?: unknown): void {
    glassEasel.triggerEvent(this.node as never, name, detail as never);
  }

  requestAnimationFrame(callback: () => void): void {
    requestAnimationFrame(callback);
  }

  setTimeout(callback: () => void, ms: number): unknown {
    return setTimeout(callback, ms);
  }

  clearTimeout(timer: ReturnType<typeof setTimeout>): void {
    clearTimeout(timer);
  }

  getBoundingClientRect(): unknown {
    return this.element === undefined ? null : boxOf(this.element);
  }

  getComputedStyle(names: string[]): Record<string, string> {
    const style = this.element === undefined ? undefined : getComputedStyle(this.element);
    return Object.fromEntries(names.map((name) => [name, style?.getPropertyValue(name) ?? '']));
  }

  animate(selector: string, keyframes: Record<string, unknown>[], duration: number): void {
    animateNode(this.node as Component, selector, keyframes, duration);
  }
}

type Listener = (...args: unknown[]) => unknown;
type Place = readonly unknown[] | null | undefined;
const isInScript = (place: Place): boolean => place?.[0] === 1 || place?.[0] === 2;

/** Names in the compiled templates: A wraps change:prop listeners, B is the identity, C calls event listeners. */
const filters = {
  // Late, as in WeChat: the first call finds the rest of the template in place.
  A: (listener: Listener) => (value: unknown, old: unknown, host: Component, node: Node) =>
    queueMicrotask(() => glassEasel.safeCallback('WXS change', listener, null, [value, old, Descriptor.of(host), Descriptor.of(node)], host)),
  B: (listener: Listener) => listener,
  C: (caller: { _$: Component }, event: { currentTarget: { node: Node } }, listener: Listener, place: Place) => {
    if (!isInScript(place)) return listener.call(caller, event);
    return listener.call(null, Object.assign(event, { instance: Descriptor.of(event.currentTarget.node) }), Descriptor.of(caller._$));
  },
};

const names: [object, string][] = [
  [Object.prototype, 'Object'], [Array.prototype, 'Array'], [String.prototype, 'String'], [Number.prototype, 'Number'],
  [Boolean.prototype, 'Boolean'], [Function.prototype, 'Function'], [RegExp.prototype, 'RegExp'], [Date.prototype, 'Date'],
];

/** What compiled WXS finds: getRegExp, getDate, and `constructor` as a string under the name that the build gives it. */
export function installWxs(): void {
  for (const [prototype, name] of names) {
    Object.defineProperty(prototype, 'wxsConstructor', { get: () => name, configurable: true, enumerable: false });
  }
  Object.assign(globalThis, {
    wxsRuntime: {
      filters,
      getRegExp: (pattern: string, flags?: string) => new RegExp(pattern, flags),
      getDate: (...args: []) => new Date(...args),
    },
  });
}
