import type { Bundle, Bundles } from './bundles';
import type { Failure } from './errors';
import { Instance } from './instance';
import type { Delivery, Outcome } from './instance';

/** One event waiting for an instance. */
interface Job {
  readonly delivery: Delivery;
  /** Told how to end the worker while it runs this event. */
  readonly onStart: (kill: () => void) => void;
  readonly resolve: (outcome: Outcome) => void;
}

/** The instances of one function and the events that wait for them. */
interface Lane {
  bundle: Bundle;
  instances: Set<Instance>;
  /** Calls from other functions: they go first, because each holds an instance of its caller while it waits. */
  nested: Job[];
  outside: Job[];
}

export interface PoolOptions {
  /** Instances a function may have for calls from outside. */
  readonly size: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly quiet: boolean;
}

/** How many times `size` the instances may grow while functions call functions. */
const nestedFactor = 4;

/**
 * Warm instances per function, as CloudBase keeps them: one event at a time in each, further events wait in order of arrival.
 * A call from another function may start an instance beyond `size`, so that callers which wait for each other cannot lock the pool.
 */
export class Pool {
  private readonly lanes = new Map<string, Lane>();
  private readonly ending = new Set<Promise<void>>();
  private closed = false;

  constructor(private readonly options: PoolOptions) {}

  /** Takes a new set of builds: instances of an older build finish their event and end. One instance of each function is started. */
  replace(bundles: Bundles): void {
    for (const [name, lane] of this.lanes) {
      const next = bundles.get(name);
      if (next?.version === lane.bundle.version) continue;
      if (next === undefined) this.drop(name, lane);
      else lane.bundle = next;
      this.retire(lane);
    }
    for (const [name, bundle] of bundles) {
      const lane = this.lanes.get(name) ?? { bundle, instances: new Set(), nested: [], outside: [] };
      this.lanes.set(name, lane);
      if (lane.instances.size === 0) this.start(lane);
    }
  }

  bundle(name: string): Bundle | undefined {
    return this.lanes.get(name)?.bundle;
  }

  bundles(): Bundle[] {
    return [...this.lanes.values()].map((lane) => lane.bundle);
  }

  /** @param nested whether another function waits for this answer */
  run(name: string, delivery: Delivery, nested: boolean, onStart: (kill: () => void) => void): Promise<Outcome> {
    const lane = this.lanes.get(name);
    if (lane === undefined || this.closed) return Promise.resolve({ ok: false, failure: { kind: 'missing', functionName: name } });
    return new Promise((resolve) => {
      (nested ? lane.nested : lane.outside).push({ delivery, onStart, resolve });
      this.dispatch(lane);
    });
  }

  state(): { function: string; state: Instance['state'] }[] {
    return [...this.lanes.values()].flatMap((lane) =>
      [...lane.instances].map((instance) => ({ function: lane.bundle.name, state: instance.state })),
    );
  }

  async close(): Promise<void> {
    this.closed = true;
    for (const [name, lane] of this.lanes) {
      this.drop(name, lane);
      for (const instance of [...lane.instances]) this.end(lane, instance);
    }
    await Promise.all(this.ending);
  }

  private dispatch(lane: Lane): void {
    for (const instance of lane.instances) {
      if (instance.state !== 'idle' || instance.retired) continue;
      const job = lane.nested.shift() ?? lane.outside.shift();
      if (job === undefined) break;
      job.onStart(() => void instance.stop());
      void instance.run(job.delivery).then(job.resolve);
    }
    if (this.closed) return;
    const current = [...lane.instances].filter((instance) => !instance.retired);
    const starting = current.filter((instance) => instance.state === 'starting').length;
    const room = (limit: number): number => Math.max(0, limit - current.length + starting);
    const forOutside = Math.min(lane.outside.length, room(this.options.size));
    const wanted = Math.min(lane.nested.length + forOutside, room(this.options.size * nestedFactor));
    for (let missing = wanted - starting; missing > 0; missing -= 1) this.start(lane);
  }

  private start(lane: Lane): void {
    lane.instances.add(
      new Instance(lane.bundle, this.options.environment, this.options.quiet, (instance) => this.changed(lane, instance)),
    );
  }

  private changed(lane: Lane, instance: Instance): void {
    if (instance.state === 'gone') {
      lane.instances.delete(instance);
      if (instance.startFailure !== undefined) this.refuseAll(lane, instance.startFailure);
    }
    this.dispatch(lane);
    const surplus = instance.retired || lane.instances.size > this.options.size;
    if (instance.state === 'idle' && surplus) this.end(lane, instance);
  }

  /** A bundle that cannot be loaded would be started again for ever: its waiting events get the reason instead. */
  private refuseAll(lane: Lane, failure: Failure): void {
    for (const job of [...lane.nested.splice(0), ...lane.outside.splice(0)]) job.resolve({ ok: false, failure });
  }

  private retire(lane: Lane): void {
    const instances = [...lane.instances];
    for (const instance of instances) instance.retired = true;
    for (const instance of instances) {
      if (instance.state !== 'busy') this.end(lane, instance);
    }
  }

  private drop(name: string, lane: Lane): void {
    this.refuseAll(lane, { kind: 'missing', functionName: name });
    this.lanes.delete(name);
  }

  private end(lane: Lane, instance: Instance): void {
    lane.instances.delete(instance);
    const ended = instance.stop().finally(() => this.ending.delete(ended));
    this.ending.add(ended);
  }
}
