import type * as glassEasel from 'glass-easel';
import { component as adapter } from 'glass-easel-miniprogram-adapter';
import type { Component, PageInstance } from './host';
import { observeIntersection } from './intersection';
import { SelectorQuery } from './query';
import { animateNode, clearNodeAnimation, type Keyframes } from './animate';

type Caller = PageInstance & { _$: Component };

/** `ready` is left to the host: it fires, children first, once what was attached together stands in the document. */
let waiting: Component[] = [];
let isHeld = false;

/** A behaviour for every component that notes when it is attached. */
export function readyLifetime(space: glassEasel.ComponentSpace): glassEasel.GeneralBehavior {
  return space.define().lifetime('attached', function (this: unknown) {
    waiting.push((this as Caller)._$);
    if (waiting.length === 1 && !isHeld) queueMicrotask(fireReady);
  }).registerBehavior() as unknown as glassEasel.GeneralBehavior;
}

/** Attaches a page and fires `ready` before it returns. */
export function attachReady(attach: () => void): void {
  isHeld = true;
  attach();
  isHeld = false;
  fireReady();
}

function fireReady(): void {
  const attached = waiting.reverse();
  waiting = [];
  for (const component of attached) component.triggerLifetime('ready', []);
}

/** What WeChat's component instances have and the adapter's lack. */
export function extendInstances(): void {
  const proto = adapter.ComponentCaller.prototype as unknown as Record<string, unknown>;
  const trigger = proto['triggerEvent'] as (this: Caller, name: string, detail: unknown, options: unknown) => void;
  Object.assign(proto, {
    createSelectorQuery(this: Caller) {
      return new SelectorQuery(this._$);
    },
    createIntersectionObserver(this: Caller, options?: Record<string, unknown>) {
      return observeIntersection(this._$, options);
    },
    triggerEvent(this: Caller, name: string, detail: unknown = {}, options: unknown = {}) {
      trigger.call(this, name, detail, options);
    },
    animate(this: Caller, selector: string, keyframes: Keyframes, duration: number, callback?: () => void) {
      animateNode(this._$, selector, keyframes, duration, callback);
    },
    clearAnimation(this: Caller, selector: string, _options?: unknown, callback?: () => void) {
      clearNodeAnimation(this._$, selector);
      (typeof _options === 'function' ? (_options as () => void) : callback)?.();
    },
    getTabBar: () => null,
    setUpdatePerformanceListener: () => undefined,
  });
}
