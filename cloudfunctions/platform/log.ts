/**
 * One line of JSON an event, for CloudBase's log search. Fields are ids, codes, counts and times:
 * never a name, a telephone number, an openid or anything a person wrote.
 */
export function log(event: string, fields: Record<string, string | number | boolean | null>): void {
  console.log(JSON.stringify({ event, ...fields }));
}

/**
 * Makes a projection write: what follows from a decision that is already kept. Where it fails the caller's answer stands,
 * and a job repairs it.
 */
export async function project(requestId: string, write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    log('projection', { requestId, ...causeOf(error) });
  }
}

/** A cause for the log: the error's class and place, and the database's code, without values that a message may quote. */
export function causeOf(error: unknown): Record<string, string | number> {
  if (!(error instanceof Error)) {
    const code: unknown = typeof error === 'object' && error !== null && 'errCode' in error ? error.errCode : undefined;
    return { cause: 'not an Error', ...(typeof code === 'number' || typeof code === 'string' ? { errCode: code } : {}) };
  }
  const errCode: unknown = 'errCode' in error ? error.errCode : undefined;
  const frames = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at ')).slice(0, 6);
  return {
    cause: error.name,
    stack: frames.map((line) => line.trim()).join(' | '),
    ...(typeof errCode === 'number' || typeof errCode === 'string' ? { errCode } : {}),
  };
}
