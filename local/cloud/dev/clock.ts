/** The clock of the local cloud: the machine's, shifted for trying deadlines. */
export class Clock {
  private shift = 0;
  private readonly listeners = new Set<(before: number, after: number) => void>();

  /** Milliseconds added to the machine's clock. */
  get offset(): number {
    return this.shift;
  }

  now(): number {
    return Date.now() + this.shift;
  }

  setOffset(offset: number): void {
    const real = Date.now();
    const before = real + this.shift;
    this.shift = Math.round(offset);
    for (const listener of this.listeners) listener(before, real + this.shift);
  }

  onShift(listener: (before: number, after: number) => void): void {
    this.listeners.add(listener);
  }
}
