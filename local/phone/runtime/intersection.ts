import type { Component } from './host';
import { elementOf, viewportOf } from './nodes';

interface Margins {
  left?: number;
  top?: number;
  right?: number;
  bottom?: number;
}

type Listener = (result: Record<string, unknown>) => void;

/** `this.createIntersectionObserver(options)`: the page's scrolling element stands for the viewport. */
export function observeIntersection(component: Component, options: Record<string, unknown> = {}): object {
  const thresholds = Array.isArray(options['thresholds']) ? options['thresholds'].map(Number) : [0];
  let relative: string | undefined;
  let margins: Margins = {};
  let observer: IntersectionObserver | undefined;
  const select = (selector: string): HTMLElement[] => {
    const root = component.getShadowRoot();
    const nodes = options['observeAll'] === true ? (root?.querySelectorAll(selector) ?? []) : [root?.querySelector(selector) ?? []].flat();
    return nodes.flatMap((node) => elementOf(node) ?? []);
  };
  return {
    relativeTo(selector: string, edges: Margins = {}) {
      relative = selector;
      margins = edges;
      return this;
    },
    relativeToViewport(edges: Margins = {}) {
      relative = undefined;
      margins = edges;
      return this;
    },
    observe(selector: string, listener: Listener) {
      const targets = select(selector);
      const root = relative === undefined ? (elementOf(component)?.closest('.page-scroll') ?? null) : (select(relative)[0] ?? null);
      const { top = 0, right = 0, bottom = 0, left = 0 } = margins;
      observer = new IntersectionObserver((entries) => entries.forEach((entry) => listener(resultOf(entry))), {
        root,
        rootMargin: `${top}px ${right}px ${bottom}px ${left}px`,
        threshold: thresholds,
      });
      for (const target of targets) observer.observe(target);
    },
    disconnect() {
      observer?.disconnect();
    },
  };
}

function resultOf(entry: IntersectionObserverEntry): Record<string, unknown> {
  const origin = viewportOf(entry.target);
  const moved = (rect: DOMRectReadOnly | null): Record<string, number> => {
    const { left = 0, top = 0, right = 0, bottom = 0, width = 0, height = 0 } = rect ?? {};
    return { left: left - origin.left, top: top - origin.top, right: right - origin.left, bottom: bottom - origin.top, width, height };
  };
  const node = (entry.target as { __wxElement?: { id: string; dataset: object } }).__wxElement;
  return {
    id: node?.id ?? '',
    dataset: node?.dataset ?? {},
    intersectionRatio: entry.intersectionRatio,
    intersectionRect: moved(entry.intersectionRect),
    boundingClientRect: moved(entry.boundingClientRect),
    relativeRect: moved(entry.rootBounds),
    time: Date.now(),
  };
}
