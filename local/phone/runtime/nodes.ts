import * as glassEasel from 'glass-easel';
import type { Node } from './host';

/** Between the WXML tree and the document. A virtual host has no element of its own: its first drawn one answers. */
export function elementOf(node: Node): HTMLElement | undefined {
  const own = node.$$ as unknown;
  if (own instanceof HTMLElement) return own;
  const inner = glassEasel.Component.isComponent(node) ? node.getShadowRoot() : node;
  for (const child of inner?.getComposedChildren() ?? []) {
    const found = child instanceof glassEasel.Element ? elementOf(child) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The node at or above a DOM element; leaves the shadow trees of built-ins. */
export function nodeOf(element: Element | null): Node | undefined {
  for (let at: globalThis.Node | null = element; at !== null; at = at instanceof ShadowRoot ? at.host : at.parentNode) {
    const node = (at as { __wxElement?: Node }).__wxElement;
    if (node !== undefined) return node;
  }
  return undefined;
}

/** The viewport that a page is seen through; client coordinates in WeChat are relative to it. */
export function viewportOf(element: Element): DOMRect {
  return (element.closest('.page-viewport') ?? document.documentElement).getBoundingClientRect();
}

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
  width: number;
  height: number;
}

/** As getBoundingClientRect, relative to the page's viewport. */
export function boxOf(element: Element): Box {
  const { left, top, width, height } = element.getBoundingClientRect();
  const origin = viewportOf(element);
  const x = left - origin.left;
  const y = top - origin.top;
  return { left: x, top: y, right: x + width, bottom: y + height, width, height };
}
