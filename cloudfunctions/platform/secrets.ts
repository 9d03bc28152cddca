import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';

/**
 * The four keys of the product, 32 bytes each as base64url, from the function's environment:
 * member HMAC, field AES-256-GCM, pass Ed25519 (with its key id), receipt HMAC.
 */
export type KeyName = 'GONGYUN_KEY_MEMBER' | 'GONGYUN_KEY_FIELD' | 'GONGYUN_KEY_PASS' | 'GONGYUN_KEY_RECEIPT';

export function secretKey(name: KeyName): Buffer {
  const key = Buffer.from(process.env[name] ?? '', 'base64url');
  if (key.length !== 32) throw new Error(`${name} is not a key of 32 bytes`);
  return key;
}

/** Which pass key signs: 0–255. */
export function passKeyId(): number {
  const keyId = Number(process.env['GONGYUN_KEY_PASS_ID'] ?? 1);
  if (!Number.isInteger(keyId) || keyId < 0 || keyId > 255) throw new Error('GONGYUN_KEY_PASS_ID is not a number from 0 to 255');
  return keyId;
}

/** The opaque key of a WeChat account: nobody gets back to the openid without the member key. 27 characters. */
export function accountOf(openid: string): string {
  return createHmac('sha256', secretKey('GONGYUN_KEY_MEMBER')).update(`account:${openid}`).digest('base64url').slice(0, 27);
}

/** A keyed digest by which something personal is found or compared without being kept, such as a staff number. 22 characters. */
export function keyedDigest(kind: string, text: string): string {
  return createHmac('sha256', secretKey('GONGYUN_KEY_MEMBER')).update(`${kind}:${text}`).digest('base64url').slice(0, 22);
}

/** Encrypts a personal field. @returns `v1.` and base64url of nonce (12 bytes), ciphertext, tag (16 bytes) */
export function seal(text: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', secretKey('GONGYUN_KEY_FIELD'), nonce);
  return `v1.${Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64url')}`;
}

/** Decrypts what `seal` gave. Throws where it was made with another key or touched since. */
export function unseal(sealed: string): string {
  const bytes = Buffer.from(sealed.slice('v1.'.length), 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', secretKey('GONGYUN_KEY_FIELD'), bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(bytes.length - 16));
  return Buffer.concat([decipher.update(bytes.subarray(12, bytes.length - 16)), decipher.final()]).toString('utf8');
}

/** Hash of an act's input, kept beside its idempotency key. 11 characters (66 bits): equal inputs give equal hashes whatever the order of their fields. */
export function inputHash(input: unknown): string {
  return digestOf(input).slice(0, 11);
}

/** SHA-256 of any plain value, base64url: equal values give equal digests whatever the order of their fields. */
export function digestOf(value: unknown): string {
  return createHash('sha256').update(canonical(value)).digest('base64url');
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}

/** An id that a repeat of the same act finds again: from who acts and the act's key. 22 characters. */
export function idOf(kind: string, uid: string, key: string): string {
  return createHash('sha256').update(`${kind}:${uid}:${key}`).digest('base64url').slice(0, 22);
}

/** Key of files that one person's phone keeps of one subject, 32 bytes as base64url; worked out anew at every asking, so that the server stores none. */
export function fileKey(kind: string, subject: string, uid: string): string {
  return createHmac('sha256', secretKey('GONGYUN_KEY_RECEIPT')).update(`files:${kind}:${subject}:${uid}`).digest('base64url');
}

/** Chance that nobody guesses: 192 bits as base64url, 32 characters. */
export function newSecret(): string {
  return randomBytes(24).toString('base64url');
}

/** Receipt of a ballot: the voter finds it in the published list, nobody else gets back to the voter. 24 hex digits, sorted as numbers are. */
export function receiptOf(ballotId: string): string {
  return createHmac('sha256', secretKey('GONGYUN_KEY_RECEIPT')).update(`ballot:${ballotId}`).digest('hex').slice(0, 24);
}
