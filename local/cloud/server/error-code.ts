/** The `code` of a system error (`ENOENT` …), read by its shape: such errors may come from another realm, where `instanceof Error` says no. */
export function errorCode(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}

export function isMissingFile(error: unknown): boolean {
  const code = errorCode(error);
  return code === 'ENOENT' || code === 'ENOTDIR';
}

/** `Name: message`, without stack. */
export function errorText(error: unknown): string {
  const { name, message }: { name?: unknown; message?: unknown } = typeof error === 'object' && error !== null ? error : {};
  return message === undefined ? String(error) : `${String(name)}: ${String(message)}`;
}
