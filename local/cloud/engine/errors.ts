/** The driver's error for whatever the server refuses; `code` is MongoDB's number. */
export class MongoServerError extends Error {
  override readonly name = 'MongoServerError';

  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}

/** 11000: a unique index already holds the key. `shown` is the key as MongoDB prints it, e.g. `"u1", 3`. */
export function duplicateKey(collection: string, index: string, shown: readonly string[]): MongoServerError {
  const key = shown.map((value) => `: ${value}`).join(', ');
  return new MongoServerError(11000, `E11000 duplicate key error collection: local.${collection} index: ${index} dup key: { ${key} }`);
}

/** 112: another transaction or a write outside came first. */
export function writeConflict(): MongoServerError {
  return new MongoServerError(112, 'WriteConflict error: this operation conflicted with another operation. Please retry your operation or multi-document transaction.');
}

/** 251: unknown, ended, or older than 30 s. */
export function noSuchTransaction(): MongoServerError {
  return new MongoServerError(251, 'Transaction does not exist on the server, transaction must be commit or abort in 30 seconds.');
}
