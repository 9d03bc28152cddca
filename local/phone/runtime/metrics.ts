import type { Metrics } from './host';

const navigationHeight = 44;

/** A phone with rounded corners (812 px tall and more in proportion) has a high status bar and a home indicator. */
const isTall = (): boolean => innerHeight / innerWidth > 1.9;

export const statusBarHeight = (): number => (isTall() ? 47 : 20);
export const safeBottom = (): number => (isTall() ? 34 : 0);
export const barHeight = (): number => statusBarHeight() + navigationHeight;

/** `viewport` is the current page's; without a page the whole screen stands for it. */
export function measure(viewport: HTMLElement | undefined): Metrics {
  const top = statusBarHeight();
  const bottom = innerHeight - safeBottom();
  const right = innerWidth - 7;
  return {
    screenWidth: innerWidth,
    screenHeight: innerHeight,
    windowWidth: viewport?.clientWidth ?? innerWidth,
    windowHeight: viewport?.clientHeight ?? innerHeight - barHeight(),
    statusBarHeight: top,
    pixelRatio: devicePixelRatio,
    safeArea: { left: 0, right: innerWidth, top, bottom, width: innerWidth, height: bottom - top },
    menuButton: { left: right - 87, right, top: top + 6, bottom: top + 38, width: 87, height: 32 },
  };
}
