import { config } from '../config';
import { common } from '../texts/common';
import { keepAnswer } from './answers';
import { observeClock } from './clock';
import { ServiceError } from './errors';

const attempts = 3;
/** How long one attempt may take, ms. A keyed repeat is harmless, a person who waits is not. */
const patience = 12_000;

export interface CallOptions {
  /** Idempotency key of a writing action; the same for every attempt. */
  key?: string;
  /** Keep the answer on the phone, to show at once next time and without a network. */
  keep?: boolean;
}

/** Connects to the cloud; once, at launch. */
export function connect(): void {
  wx.cloud.init({ env: config.env, traceUser: false });
}

/**
 * Calls one action of the function `api`.
 * A lost or late answer is asked for again, up to three times, with the same key.
 * @throws ServiceError with the server's refusal, or OFFLINE / UNREACHABLE when no answer came.
 */
export async function call<A extends Api.ActionName>(action: A, input: Api.Input<A>, options: CallOptions = {}): Promise<Api.Output<A>> {
  const request = options.key === undefined ? { action, input } : { action, input, key: options.key };
  const answer = await answered<A>(request);
  if (!answer.ok) {
    const refusal = new ServiceError(answer.error.code, answer.error.message, answer.error.requestId);
    lastRefusal = refusal;
    throw refusal;
  }
  if (options.keep === true) keepAnswer(action, input, answer.data);
  return answer.data;
}

let lastRefusal: ServiceError | null = null;

/** The last refusal since launch: its request number is shown under 关于. */
export function lastFailure(): ServiceError | null {
  return lastRefusal;
}

async function answered<A extends Api.ActionName>(request: object): Promise<Api.Response<A>> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await attemptOnce<A>(request);
    } catch {
      if (!(await isOnline())) throw new ServiceError('OFFLINE', common.offline);
      if (attempt === attempts) throw new ServiceError('UNREACHABLE', common.unreachable);
      await pause(300 * 2 ** attempt * (0.5 + Math.random()));
    }
  }
}

async function attemptOnce<A extends Api.ActionName>(request: object): Promise<Api.Response<A>> {
  const sentAt = Date.now();
  const { result } = await withinPatience(wx.cloud.callFunction({ name: 'api', data: request }));
  if (!isResponse(result)) throw new Error('the answer is not an envelope');
  if (result.ok && isTimed(result.data)) observeClock({ now: result.data.now, sentAt, receivedAt: Date.now() });
  // The one cast of the app: the envelope was checked, its inside is the contract's promise.
  return result as Api.Response<A>;
}

function isResponse(value: unknown): value is { ok: true; data: unknown } | { ok: false; error: Api.Refusal } {
  if (typeof value !== 'object' || value === null || !('ok' in value)) return false;
  return value.ok === true ? 'data' in value : 'error' in value && typeof value.error === 'object' && value.error !== null;
}

function isTimed(value: unknown): value is { now: number } {
  return typeof value === 'object' && value !== null && 'now' in value && typeof value.now === 'number';
}

async function withinPatience<T>(work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('timeout')), patience);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Whether the phone has a network at all; true when it cannot be told. */
export function isOnline(): Promise<boolean> {
  return new Promise((resolve) => {
    wx.getNetworkType({ success: ({ networkType }) => resolve(networkType !== 'none'), fail: () => resolve(true) });
  });
}
