import { markTap } from '../wx/gesture';

export interface TouchPoint {
  identifier?: number;
  pageX?: number;
  pageY?: number;
  clientX?: number;
  clientY?: number;
}

function centre(element: HTMLElement): { clientX: number; clientY: number } {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { clientX: left + width / 2, clientY: top + height / 2 };
}

/** A finger down and up again, as the browser reports it: touches, then the click that becomes `tap`. */
export function tap(element: HTMLElement): void {
  touch(element, 'touchstart', {});
  touch(element, 'touchend', {});
  markTap();
  element.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, cancelable: true, view: window, ...centre(element) }));
}

/** Coordinates are relative to the document; a touch without any is at the element's centre. */
export function touch(element: HTMLElement, type: 'touchstart' | 'touchmove' | 'touchend', given: { touches?: TouchPoint[]; changeTouches?: TouchPoint[] }): void {
  const make = (point: TouchPoint) => {
    const middle = centre(element);
    const clientX = point.clientX ?? point.pageX ?? middle.clientX;
    const clientY = point.clientY ?? point.pageY ?? middle.clientY;
    return new Touch({ identifier: point.identifier ?? 0, target: element, clientX, clientY, pageX: point.pageX ?? clientX, pageY: point.pageY ?? clientY });
  };
  const changedTouches = (given.changeTouches ?? given.touches ?? [{}]).map(make);
  const touches = type === 'touchend' ? (given.touches ?? []).map(make) : (given.touches ?? [{}]).map(make);
  element.dispatchEvent(new TouchEvent(type, { bubbles: true, composed: true, cancelable: true, touches, targetTouches: touches, changedTouches }));
}
