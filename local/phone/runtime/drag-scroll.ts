/** Scrolls with the mouse as a finger would: a row of chips has no wheel of its own. */
export class DragScroll {
  private scroller: HTMLElement | undefined;
  private isHorizontal = false;
  private velocity = 0;
  private frame = 0;

  /** Chooses what moves: the nearest element that can scroll along the pull. */
  begin(target: Element, dx: number, dy: number): void {
    cancelAnimationFrame(this.frame);
    this.velocity = 0;
    this.isHorizontal = Math.abs(dx) > Math.abs(dy);
    this.scroller = target.closest(ownMoves) === null ? this.find(target) : undefined;
  }

  move(dx: number, dy: number): void {
    const delta = this.isHorizontal ? dx : dy;
    this.velocity = delta;
    this.scroll(delta);
  }

  end(): void {
    const glide = (): void => {
      this.velocity *= 0.94;
      this.scroll(this.velocity);
      if (Math.abs(this.velocity) > 0.5) this.frame = requestAnimationFrame(glide);
    };
    if (this.scroller !== undefined) glide();
  }

  private scroll(delta: number): void {
    if (this.isHorizontal) this.scroller?.scrollBy({ left: -delta, behavior: 'instant' });
    else this.scroller?.scrollBy({ top: -delta, behavior: 'instant' });
  }

  private find(target: Element): HTMLElement | undefined {
    for (let at: Element | null = target; at instanceof HTMLElement; at = at.parentElement) {
      const style = getComputedStyle(at);
      const overflow = this.isHorizontal ? style.overflowX : style.overflowY;
      const hasRoom = this.isHorizontal ? at.scrollWidth > at.clientWidth : at.scrollHeight > at.clientHeight;
      if (hasRoom && (overflow === 'auto' || overflow === 'scroll')) return at;
    }
    return undefined;
  }
}

/** Controls that make something else of a drag. */
const ownMoves = 'input, textarea, wx-swiper, wx-slider, wx-movable-view, .wx-wheel';
