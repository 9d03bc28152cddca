import { toCssUnits } from '../units';
import { WxElement } from './element';

/** `<swiper>`: items stand side by side and move by transforms, so that a circular one has no seam. */
export class SwiperElement extends WxElement {
  private readonly dots = document.createElement('div');
  private current = 0;
  private timer: ReturnType<typeof setInterval> | undefined;
  private drag: { x: number; y: number; offset: number; isAxis: boolean | undefined; at: number } | undefined;
  private readonly watcher = new MutationObserver(() => this.layout(false));

  connectedCallback(): void {
    this.dots.className = 'wx-swiper-dots';
    this.current = this.number('current');
    this.watcher.observe(this, { childList: true });
    for (const type of ['touchstart', 'mousedown'] as const) this.addEventListener(type, this.begin, { passive: true });
    this.layout(false);
    this.play();
  }

  disconnectedCallback(): void {
    this.watcher.disconnect();
    clearInterval(this.timer);
    for (const type of ['touchstart', 'mousedown'] as const) this.removeEventListener(type, this.begin);
    this.listen(false);
  }

  private get items(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('wx-swiper-item')].filter((item) => item.parentElement?.closest('wx-swiper') === this);
  }

  private get isVertical(): boolean {
    return this.flag('vertical');
  }

  protected override changed(key: string): void {
    if (!this.isConnected) return;
    if (key === 'current') {
      const next = this.number('current');
      if (next !== this.current) this.go(next, '');
      return;
    }
    if (key === 'autoplay' || key === 'interval') this.play();
    this.layout(false);
  }

  private play(): void {
    clearInterval(this.timer);
    if (this.flag('autoplay')) this.timer = setInterval(() => this.drag === undefined && this.go(this.current + 1, 'autoplay'), this.number('interval', 5000));
  }

  /** Also called by the automation protocol (swiper.swipeTo). */
  go(index: number, source: '' | 'autoplay' | 'touch'): void {
    const count = this.items.length;
    if (count === 0) return;
    const isRound = this.flag('circular') || source === 'autoplay';
    const shown = this.number('displayMultipleItems', 1);
    const next = isRound ? ((index % count) + count) % count : Math.min(Math.max(index, 0), Math.max(0, count - shown));
    const isChanged = next !== this.current;
    this.current = next;
    this.layout(true);
    if (!isChanged) return;
    const detail = { current: next, currentItemId: (this.items[next] as WxElement | undefined)?.text('itemId') ?? '', source };
    this.report('current', next);
    this.emit('change', detail);
    setTimeout(() => this.emit('animationfinish', detail), this.number('duration', 500));
  }

  private layout(isSmooth: boolean, offset = 0): void {
    const { items } = this;
    const count = items.length;
    const shown = this.number('displayMultipleItems', 1);
    const axis = this.isVertical ? 'Y' : 'X';
    const [before, after] = [toCssUnits(this.text('previousMargin', '0px')), toCssUnits(this.text('nextMargin', '0px'))];
    items.forEach((item, index) => {
      let place = index - this.current;
      if (this.flag('circular') && count > 2) place = ((((place + count / 2) % count) + count) % count) - count / 2;
      const jumps = Math.abs(place) > Math.max(shown, 1) + 0.5;
      item.style.transition = isSmooth && !jumps ? `transform ${this.number('duration', 500)}ms ease-out` : 'none';
      item.style.transform = `translate${axis}(calc(${place * 100}% + ${offset}px))`;
      const size = `calc((100% - ${before} - ${after}) / ${shown})`;
      Object.assign(item.style, this.isVertical ? { top: before, height: size } : { left: before, width: size });
    });
    this.paintDots(count);
  }

  private paintDots(count: number): void {
    if (!this.flag('indicatorDots')) {
      this.dots.remove();
      return;
    }
    this.dots.toggleAttribute('vertical', this.isVertical);
    this.dots.replaceChildren(...Array.from({ length: count }, (_item, index) => {
      const dot = document.createElement('i');
      dot.style.backgroundColor = index === this.current ? this.text('indicatorActiveColor', '#000000') : this.text('indicatorColor', 'rgba(0,0,0,.3)');
      return dot;
    }));
    if (this.dots.parentNode !== this) this.append(this.dots);
  }

  private readonly begin = (event: TouchEvent | MouseEvent): void => {
    const point = 'touches' in event ? event.touches[0] : event;
    if (point === undefined || this.flag('disableTouch')) return;
    this.drag = { x: point.clientX, y: point.clientY, offset: 0, isAxis: undefined, at: Date.now() };
    this.listen(true);
  };

  private listen(isOn: boolean): void {
    const change = isOn ? 'addEventListener' : 'removeEventListener';
    window[change]('touchmove', this.moved as EventListener, { passive: false } as AddEventListenerOptions);
    window[change]('mousemove', this.moved as EventListener);
    for (const type of ['touchend', 'touchcancel', 'mouseup']) window[change](type, this.ended);
  }

  private readonly moved = (event: TouchEvent | MouseEvent): void => {
    const point = 'touches' in event ? event.touches[0] : event;
    const { drag } = this;
    if (point === undefined || drag === undefined) return;
    const [dx, dy] = [point.clientX - drag.x, point.clientY - drag.y];
    drag.isAxis ??= Math.hypot(dx, dy) < 6 ? undefined : (Math.abs(dx) > Math.abs(dy)) !== this.isVertical;
    if (drag.isAxis !== true) return;
    if (event.cancelable) event.preventDefault();
    drag.offset = this.isVertical ? dy : dx;
    const isEdge = !this.flag('circular') && ((this.current === 0 && drag.offset > 0) || (this.current === this.items.length - 1 && drag.offset < 0));
    this.layout(false, isEdge ? drag.offset / 3 : drag.offset);
    this.emit('transition', { dx: this.isVertical ? 0 : -drag.offset, dy: this.isVertical ? -drag.offset : 0 });
  };

  private readonly ended = (): void => {
    const { drag } = this;
    this.drag = undefined;
    this.listen(false);
    if (drag?.isAxis !== true) return;
    const size = this.isVertical ? this.clientHeight : this.clientWidth;
    const isFlick = Date.now() - drag.at < 300 && Math.abs(drag.offset) > 20;
    const step = isFlick || Math.abs(drag.offset) > size / 2 ? -Math.sign(drag.offset) : 0;
    this.go(this.current + step, 'touch');
  };
}
