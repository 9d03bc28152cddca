import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const names = ['GONGYUN_KEY_MEMBER', 'GONGYUN_KEY_FIELD', 'GONGYUN_KEY_PASS', 'GONGYUN_KEY_RECEIPT'];

/**
 * The four keys of the functions for this machine: made once, kept in an ignored file that its owner alone may read.
 * On CloudBase they are environment variables of the functions.
 */
export function localKeys(file: string): Record<string, string> {
  if (!existsSync(file)) {
    const keys = Object.fromEntries(names.map((name) => [name, randomBytes(32).toString('base64url')]));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify({ ...keys, GONGYUN_KEY_PASS_ID: '1' }, null, 2)}\n`, { mode: 0o600 });
  }
  const kept: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (typeof kept !== 'object' || kept === null) throw new Error(`${file} does not hold keys`);
  return Object.fromEntries(Object.entries(kept).map(([name, value]) => [name, String(value)]));
}
