import { WxElement } from './elements/element';

/** Puts `hover-class` on the pressed built-ins; the answer takes it off again. */
export function startHover(target: Element): (() => void) | undefined {
  const undo: (() => void)[] = [];
  for (let at: Element | null = target; at !== null; at = at.parentElement) {
    if (!(at instanceof WxElement)) continue;
    const own = at.text('hoverClass', at.localName === 'wx-button' ? 'button-hover' : at.localName === 'wx-navigator' ? 'navigator-hover' : '');
    if (own === '' || own === 'none' || at.flag('disabled')) continue;
    const element = at;
    const names = [...element.scoped(own), ...(own === 'button-hover' || own === 'navigator-hover' ? [own] : [])];
    const timer = setTimeout(() => element.classList.add(...names), element.number('hoverStartTime', 50));
    undo.push(() => setTimeout(() => {
      clearTimeout(timer);
      element.classList.remove(...names);
    }, element.number('hoverStayTime', 100)));
    if (element.flag('hoverStopPropagation')) break;
  }
  return undo.length === 0 ? undefined : () => undo.forEach((each) => each());
}
