import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { errorCode, errorText } from '../server/error-code';
import type { Bundle } from './bundles';
import type { Failure } from './errors';

export type Outcome = { ok: true; json: string } | { ok: false; failure: Failure };

/** One event with all that the worker needs to run it. */
export interface Delivery {
  readonly event: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly context: Readonly<Record<string, unknown>>;
}

type Message = { type: 'ready' } | { type: 'broken'; message: string } | { type: 'answer'; json: string } | { type: 'thrown'; message: string };

const workerFile = path.join(__dirname, 'worker.cjs');

/** A worker thread that serves one build of one function. After a time-out, a crash or a kill it is gone for good. */
export class Instance {
  state: 'starting' | 'idle' | 'busy' | 'gone' = 'starting';
  /** Set when a newer build exists: the running event may finish, no other starts. */
  retired = false;
  private readonly worker: Worker;
  private timer: NodeJS.Timeout | undefined;
  private settle: ((outcome: Outcome) => void) | undefined;
  private failedStart: Failure | undefined;

  /** @param onChange called whenever `state` changed by itself */
  constructor(
    readonly bundle: Bundle,
    environment: Readonly<Record<string, string>>,
    quiet: boolean,
    private readonly onChange: (instance: Instance) => void,
  ) {
    this.worker = new Worker(workerFile, {
      workerData: { file: bundle.file, code: bundle.code },
      env: { ...environment },
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: bundle.memoryMb },
      stdout: quiet,
      stderr: quiet,
    });
    if (quiet) {
      // Unread output would pile up in memory.
      this.worker.stdout.resume();
      this.worker.stderr.resume();
    }
    this.worker.on('message', (message: Message) => this.receive(message));
    this.worker.on('error', (error) => this.fail(crashOf(error, bundle)));
    this.worker.on('exit', () => this.fail({ kind: 'exited' }));
  }

  /** Why it never became ready, if it ended that way by itself. */
  get startFailure(): Failure | undefined {
    return this.failedStart;
  }

  run(delivery: Delivery): Promise<Outcome> {
    this.state = 'busy';
    return new Promise((resolve) => {
      this.settle = resolve;
      this.timer = setTimeout(
        () => this.fail({ kind: 'timeout', seconds: this.bundle.timeoutSeconds }),
        this.bundle.timeoutSeconds * 1000,
      );
      this.worker.postMessage(delivery);
    });
  }

  /** Ends the thread at once; a running event gets `exited`. */
  async stop(): Promise<void> {
    this.end({ kind: 'exited' });
    await this.worker.terminate();
  }

  private receive(message: Message): void {
    if (this.state === 'gone') return;
    if (message.type === 'broken') {
      this.fail({ kind: 'thrown', message: message.message });
      return;
    }
    const settle = this.settle;
    this.settle = undefined;
    clearTimeout(this.timer);
    this.state = 'idle';
    if (message.type === 'answer') settle?.({ ok: true, json: message.json });
    if (message.type === 'thrown') settle?.({ ok: false, failure: { kind: 'thrown', message: message.message } });
    this.onChange(this);
  }

  private fail(failure: Failure): void {
    if (this.state === 'starting') this.failedStart = failure;
    this.end(failure);
  }

  private end(failure: Failure): void {
    if (this.state === 'gone') return;
    this.state = 'gone';
    clearTimeout(this.timer);
    void this.worker.terminate();
    this.settle?.({ ok: false, failure });
    this.settle = undefined;
    this.onChange(this);
  }
}

function crashOf(error: unknown, bundle: Bundle): Failure {
  if (errorCode(error) === 'ERR_WORKER_OUT_OF_MEMORY') return { kind: 'memory', megabytes: bundle.memoryMb };
  return { kind: 'thrown', message: errorText(error) };
}
