import { common } from '../texts/common';

/** OFFLINE: the phone has no network. UNREACHABLE: it has one, but no answer came after all retries. */
export type FailureCode = Api.ErrorCode | 'OFFLINE' | 'UNREACHABLE';

/** Why a call failed, in words for the person. */
export class ServiceError extends Error {
  readonly code: FailureCode;
  /** Short number to tell to support; empty when no answer came. */
  readonly requestId: string;
  /** No answer came: what was stored on the phone is still worth showing, and a write may or may not have happened. */
  readonly offline: boolean;

  constructor(code: FailureCode, message: string, requestId = '') {
    super(message);
    this.name = 'ServiceError';
    this.code = code;
    this.requestId = requestId;
    this.offline = code === 'OFFLINE' || code === 'UNREACHABLE';
  }
}

/** Any thrown thing as a ServiceError; what is not one is a fault of ours and says so without details. */
export function failureOf(cause: unknown): ServiceError {
  if (cause instanceof ServiceError) return cause;
  console.error(cause);
  return new ServiceError('INTERNAL', common.internal);
}

/** A failure that says nothing about the act: the same act is sent again later. */
export function isPassing(code: FailureCode): boolean {
  return code === 'OFFLINE' || code === 'UNREACHABLE' || code === 'INTERNAL' || code === 'SLOW_DOWN';
}

/** What a page shows of a failure. */
export interface Failure {
  kind: 'offline' | 'error';
  code: FailureCode;
  message: string;
  requestId: string;
}

export function describe(cause: unknown): Failure {
  const failure = failureOf(cause);
  return { kind: failure.code === 'OFFLINE' ? 'offline' : 'error', code: failure.code, message: failure.message, requestId: failure.requestId };
}

/** A failure in one sentence, with the number to tell to support where there is one: what stands in a sheet. */
export function faultWords(cause: unknown): string {
  const { message, requestId } = failureOf(cause);
  return requestId === '' ? message : `${message}（${common.request} ${requestId}）`;
}
