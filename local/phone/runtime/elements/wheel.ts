/** A column that turns like a wheel: it scrolls and snaps; the item in the middle is chosen. */
export class Wheel {
  private index = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly column: HTMLElement,
    private readonly onTurn: (index: number) => void,
  ) {
    column.addEventListener('scroll', () => {
      this.paint();
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.settle(), 120);
    });
    column.addEventListener('click', (event) => {
      const item = [...column.children].findIndex((child) => child.contains(event.target as globalThis.Node));
      if (item >= 0) this.column.scrollTo({ top: item * this.itemHeight, behavior: 'smooth' });
    });
  }

  private get itemHeight(): number {
    return (this.column.firstElementChild as HTMLElement | null)?.offsetHeight || 1;
  }

  get value(): number {
    return this.index;
  }

  /** Turns to an item without reporting. */
  turnTo(index: number): void {
    this.index = Math.min(Math.max(index, 0), Math.max(0, this.column.children.length - 1));
    this.column.scrollTop = this.index * this.itemHeight;
    this.paint();
  }

  private nearest(): number {
    return Math.min(Math.max(Math.round(this.column.scrollTop / this.itemHeight), 0), Math.max(0, this.column.children.length - 1));
  }

  private paint(): void {
    const chosen = this.nearest();
    [...this.column.children].forEach((child, index) => child.classList.toggle('chosen', index === chosen));
  }

  private settle(): void {
    const chosen = this.nearest();
    if (chosen === this.index) return;
    this.index = chosen;
    this.onTurn(chosen);
  }
}
