import type { Clock } from '../dev/clock';
import type { Bundle, Trigger } from './bundles';
import { nextOccurrence, parseCron } from './cron';
import type { Cron } from './cron';

interface Scheduled {
  readonly functionName: string;
  readonly trigger: Trigger;
  readonly cron: Cron;
  due: number | undefined;
}

export type Fire = (functionName: string, triggerName: string, time: number) => void;

/** Node's timers take 2^31 ms at most; waking up each hour is cheap. */
const longestSleepMs = 3_600_000;

/**
 * Fires the timers of config.json by the local clock. When the clock is moved forward over several occurrences a trigger fires once,
 * as a platform that was down would catch up; moved backward, it waits for its next occurrence.
 */
export class Timers {
  private scheduled: Scheduled[] = [];
  private wake: NodeJS.Timeout | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly fire: Fire,
  ) {
    clock.onShift((before, after) => {
      if (after < before) this.reset();
      this.sleep();
    });
  }

  /** @throws RangeError when an expression is wrong */
  replace(bundles: readonly Bundle[]): void {
    this.scheduled = bundles.flatMap((bundle) =>
      bundle.triggers.map((trigger) => ({ functionName: bundle.name, trigger, cron: parseCron(trigger.config), due: undefined })),
    );
    this.reset();
    this.sleep();
  }

  stop(): void {
    clearTimeout(this.wake);
    this.scheduled = [];
  }

  private reset(): void {
    for (const item of this.scheduled) item.due = nextOccurrence(item.cron, this.clock.now());
  }

  private sleep(): void {
    clearTimeout(this.wake);
    const dues = this.scheduled.flatMap((item) => (item.due === undefined ? [] : [item.due]));
    if (dues.length === 0) return;
    const wait = Math.max(0, Math.min(Math.min(...dues) - this.clock.now(), longestSleepMs));
    this.wake = setTimeout(() => this.tick(), wait).unref();
  }

  private tick(): void {
    const now = this.clock.now();
    for (const item of this.scheduled) {
      if (item.due === undefined || item.due > now) continue;
      this.fire(item.functionName, item.trigger.name, item.due);
      item.due = nextOccurrence(item.cron, now);
    }
    this.sleep();
  }
}
