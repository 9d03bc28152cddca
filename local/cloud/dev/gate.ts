/** Whether the functions take calls; closed, they refuse every one themselves, as on CloudBase with this environment variable. */
export class Gate {
  private shut = false;
  private running = 0;
  private waiting: (() => void)[] = [];

  get closed(): boolean {
    return this.shut;
  }

  /** Closes or opens. Closed: resolves when the calls that had begun are over, so that nothing is on its way any more. */
  async set(closed: boolean): Promise<void> {
    this.shut = closed;
    if (closed && this.running > 0) await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  async through<T>(run: () => Promise<T>): Promise<T> {
    // Who comes when it is closed only hears that it is: nobody waits for them.
    if (this.shut) return run();
    this.running += 1;
    try {
      return await run();
    } finally {
      this.running -= 1;
      if (this.running === 0) for (const resolve of this.waiting.splice(0)) resolve();
    }
  }
}
