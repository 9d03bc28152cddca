import type { Component } from './host';
import { elementOf } from './nodes';

export type Keyframes = Record<string, unknown>[];

/** `this.animate(selector, keyframes, ms)`: WeChat's keyframes name transforms as fields (translateX, scale …). */
export function animateNode(component: Component, selector: string, keyframes: Keyframes, duration: number, callback?: () => void): void {
  const frames = keyframes.map(cssFrame);
  const animations = targets(component, selector).map((element) => element.animate(frames, { duration, fill: 'forwards' }).finished);
  void Promise.all(animations).then(() => callback?.(), () => undefined);
}

export function clearNodeAnimation(component: Component, selector: string): void {
  for (const element of targets(component, selector)) for (const animation of element.getAnimations()) animation.cancel();
}

function targets(component: Component, selector: string): HTMLElement[] {
  const nodes = (component.getShadowRoot()?.querySelectorAll(selector) ?? []);
  return nodes.flatMap((node) => elementOf(node) ?? []);
}

const transforms = /^(translate|scale|rotate|skew|matrix|perspective)/;

function cssFrame(frame: Record<string, unknown>): Keyframe {
  const css: Keyframe = {};
  const transform: string[] = [];
  for (const [name, value] of Object.entries(frame)) {
    if (transforms.test(name)) transform.push(`${name}(${[value].flat().map((item) => withUnit(name, item)).join(',')})`);
    else if (name === 'ease') css.easing = String(value);
    else if (name === 'offset') css.offset = Number(value);
    else css[name] = value as string | number;
  }
  if (transform.length > 0) css['transform'] = transform.join(' ');
  return css;
}

function withUnit(name: string, value: unknown): string {
  if (typeof value !== 'number') return String(value);
  if (name.startsWith('translate')) return `${value}px`;
  return name.startsWith('rotate') || name.startsWith('skew') ? `${value}deg` : String(value);
}
