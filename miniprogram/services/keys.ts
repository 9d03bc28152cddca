const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** A new idempotency key: 22 URL-safe characters, 132 random bits. */
export function makeKey(): string {
  return Array.from({ length: 22 }, () => alphabet.charAt(Math.floor(Math.random() * alphabet.length))).join('');
}

const pending = new Map<string, string>();

/** The key of an act that has had no definite answer yet, such as `signUp:a12`; the person's own retry carries it again. */
export function keyOf(act: string): string {
  const kept = pending.get(act);
  if (kept !== undefined) return kept;
  const key = makeKey();
  pending.set(act, key);
  return key;
}

/** The act has its answer, or was undone by another: the next time is a new act. Whatever says more of the same act (`signUp:a12:…`) goes with it. */
export function settle(act: string): void {
  for (const name of [...pending.keys()]) if (name === act || name.startsWith(`${act}:`)) pending.delete(name);
}
