import { toCssUnits } from '../units';
import { WxElement } from './element';

/** `<movable-view>` inside `<movable-area>`: dragging and x/y; no inertia and no scaling. */
export class MovableViewElement extends WxElement {
  private at = { x: 0, y: 0 };
  private grip: { x: number; y: number } | undefined;

  connectedCallback(): void {
    for (const type of ['touchstart', 'mousedown'] as const) this.addEventListener(type, this.grab, { passive: true });
    requestAnimationFrame(() => this.changed('x'));
  }

  disconnectedCallback(): void {
    for (const type of ['touchstart', 'mousedown'] as const) this.removeEventListener(type, this.grab);
    this.listen(false);
  }

  protected override changed(key: string): void {
    if (key !== 'x' && key !== 'y') return;
    const px = (value: string): number => {
      const units = toCssUnits(value);
      return units.endsWith('vw') ? (parseFloat(units) * innerWidth) / 100 : parseFloat(units) || 0;
    };
    this.moveTo(px(this.text('x', '0')), px(this.text('y', '0')), '');
  }

  private moveTo(x: number, y: number, source: string): void {
    const area = this.closest('wx-movable-area');
    const limit = (value: number, room: number): number => (this.flag('outOfBounds') ? value : Math.min(Math.max(value, Math.min(0, room)), Math.max(0, room)));
    const next = {
      x: limit(x, (area?.clientWidth ?? innerWidth) - this.offsetWidth),
      y: limit(y, (area?.clientHeight ?? innerHeight) - this.offsetHeight),
    };
    const isMoved = next.x !== this.at.x || next.y !== this.at.y;
    this.at = next;
    this.style.transform = `translate(${next.x}px, ${next.y}px)`;
    if (isMoved) this.emit('change', { ...next, source });
  }

  private listen(isOn: boolean): void {
    const change = isOn ? 'addEventListener' : 'removeEventListener';
    window[change]('touchmove', this.dragged as EventListener, { passive: false } as AddEventListenerOptions);
    window[change]('mousemove', this.dragged as EventListener);
    for (const type of ['touchend', 'touchcancel', 'mouseup']) window[change](type, this.drop);
  }

  private readonly grab = (event: TouchEvent | MouseEvent): void => {
    const point = 'touches' in event ? event.touches[0] : event;
    if (point === undefined || this.flag('disabled') || this.text('direction', 'none') === 'none') return;
    this.grip = { x: point.clientX - this.at.x, y: point.clientY - this.at.y };
    this.listen(true);
  };

  private readonly dragged = (event: TouchEvent | MouseEvent): void => {
    const point = 'touches' in event ? event.touches[0] : event;
    if (point === undefined || this.grip === undefined) return;
    if (event.cancelable) event.preventDefault();
    const direction = this.text('direction', 'none');
    this.moveTo(direction === 'vertical' ? this.at.x : point.clientX - this.grip.x, direction === 'horizontal' ? this.at.y : point.clientY - this.grip.y, 'touch');
  };

  private readonly drop = (): void => {
    this.grip = undefined;
    this.listen(false);
  };
}
