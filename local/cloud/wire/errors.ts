/** An answer of CloudBase that is an error: the SDKs read `code` and `message`. */
export interface ErrorReply {
  readonly code: string;
  readonly message: string;
}

const NO_COLLECTION = '[ResourceNotFound] Db or Table not exist. Please check your request, but if the problem persists, contact us.';

/** Thrown inside the wire for a request that no engine can serve. */
export class WireError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** The SDKs' words for an error of the engine (MongoServerError) or of the wire. */
export function errorReply(error: unknown): ErrorReply {
  if (error instanceof WireError) return { code: error.code, message: error.message };
  const message = error instanceof Error ? error.message : String(error);
  switch (serverCode(error)) {
    case 26:
      return { code: 'DATABASE_COLLECTION_NOT_EXIST', message: NO_COLLECTION };
    case 48:
      return { code: 'DATABASE_COLLECTION_ALREADY_EXIST', message: '[ResourceExists] Table exist' };
    case 112:
      // runTransaction of the SDKs starts again on this code and on no other.
      return { code: 'DATABASE_TRANSACTION_CONFLICT', message: `[ResourceUnavailable.TransactionConflict] ${message}` };
    case 251:
      return { code: 'DATABASE_TRANSACTION_FAIL', message: `[ResourceUnavailable.TransactionNotExist] ${message}` };
    default:
      return { code: 'DATABASE_REQUEST_FAILED', message: `[FailedOperation] multiple write errors: [{write errors: [{${message}}]}, {<nil>}]` };
  }
}

function serverCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'number' ? error.code : undefined;
}
