/** How a call can fail, and how CloudBase words it to a phone and to another function. */
export type Failure =
  | { kind: 'missing'; functionName: string }
  | { kind: 'thrown'; message: string }
  | { kind: 'timeout'; seconds: number }
  | { kind: 'memory'; megabytes: number }
  | { kind: 'exited' }
  | { kind: 'tooLarge' };

const errCodes: Record<Failure['kind'], number> = {
  missing: -501000,
  thrown: -504002,
  timeout: -504003,
  memory: -504002,
  exited: -504002,
  tooLarge: -604001,
};

/** The sentence of the platform, without request number. */
export function failureMessage(failure: Failure): string {
  switch (failure.kind) {
    case 'missing':
      return `FunctionName parameter could not be found: ${failure.functionName}`;
    case 'thrown':
      return failure.message;
    case 'timeout':
      return `Invoking task timed out after ${failure.seconds} seconds`;
    case 'memory':
      return `Process exited before completing request: memory limit of ${failure.megabytes} MB exceeded`;
    case 'exited':
      return 'Process exited before completing request';
    case 'tooLarge':
      return 'cloudfunction result size exceed limit (1MB)';
  }
}

/** What `wx.cloud.callFunction` rejects with on a phone. */
export function phoneError(failure: Failure): { errCode: number; errMsg: string } {
  const errCode = errCodes[failure.kind];
  const words = errCode === -504002 ? ' functions execute fail' : '';
  return { errCode, errMsg: `cloud.callFunction:fail Error: errCode: ${errCode}${words} | errMsg: ${failureMessage(failure)}` };
}

/** What the wire protocol answers to a function that called another one. */
export function wireError(failure: Failure, requestId: string): { code: string; message: string; requestId: string } {
  return { code: 'FUNCTIONS_EXECUTE_FAIL', message: failureMessage(failure), requestId };
}
