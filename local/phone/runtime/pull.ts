/** Pulling a scrolling element down beyond its top, with the finger or the mouse; used by pages and by scroll-view. */
export interface Pull {
  /** Opens the indicator as a pull would and calls onRefresh. */
  start(): void;
  stop(): void;
}

export interface PullOptions {
  isEnabled(): boolean;
  threshold?: () => number;
  onPulling?(distance: number): void;
  onRefresh(): void;
  onAbort?(): void;
  onRestore?(): void;
}

const resistance = 0.45;

/** `scroller` scrolls; `header` (first child of `content` or before it) grows with the pull. */
export function attachPull(scroller: HTMLElement, header: HTMLElement, options: PullOptions): Pull {
  let from: number | undefined;
  let distance = 0;
  let isRefreshing = false;
  const threshold = (): number => options.threshold?.() ?? 50;

  const show = (height: number, isSmooth: boolean): void => {
    distance = height;
    header.style.transition = isSmooth ? 'height 200ms' : '';
    header.style.height = `${height}px`;
  };
  const begin = (y: number): void => {
    if (options.isEnabled() && !isRefreshing && scroller.scrollTop <= 0) from = y;
  };
  const drag = (y: number, event: Event): void => {
    if (from === undefined) return;
    const pulled = (y - from) * resistance;
    if (pulled <= 0 || scroller.scrollTop > 0) {
      if (distance > 0) show(0, false);
      return;
    }
    if (event.cancelable) event.preventDefault();
    show(Math.min(pulled, threshold() * 2), false);
    options.onPulling?.(distance);
  };
  const drop = (): void => {
    if (from === undefined) return;
    from = undefined;
    if (distance === 0) return;
    if (distance >= threshold()) {
      pull.start();
    } else {
      show(0, true);
      options.onAbort?.();
    }
  };
  const pull: Pull = {
    start() {
      if (isRefreshing) return;
      isRefreshing = true;
      header.classList.add('refreshing');
      show(threshold(), true);
      options.onRefresh();
    },
    stop() {
      if (!isRefreshing) return;
      isRefreshing = false;
      header.classList.remove('refreshing');
      show(0, true);
      options.onRestore?.();
    },
  };
  const firstY = (event: TouchEvent): number => event.touches[0]?.clientY ?? 0;
  scroller.addEventListener('touchstart', (event) => begin(firstY(event)), { passive: true });
  scroller.addEventListener('touchmove', (event) => drag(firstY(event), event), { passive: false });
  scroller.addEventListener('touchend', drop);
  scroller.addEventListener('touchcancel', drop);
  scroller.addEventListener('mousedown', (event) => begin(event.clientY));
  scroller.addEventListener('mousemove', (event) => event.buttons === 1 && drag(event.clientY, event));
  window.addEventListener('mouseup', drop);
  return pull;
}

/** Three dots that pulse while refreshing. */
export function pullHeader(): HTMLElement {
  const header = document.createElement('div');
  header.className = 'pull-header';
  header.innerHTML = '<i></i><i></i><i></i>';
  return header;
}
