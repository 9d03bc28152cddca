import { ed25519 } from '@noble/curves/ed25519.js';
import { fromUtf8, toUtf8 } from '../text/utf8';
import { decodeBase45, encodeBase45 } from './base45';

/**
 * A pass (入场码): who may enter which activity, signed with Ed25519 so that a gate can check it without a network.
 * As text: `GY1:` and base45 of
 *   key id (1 byte) · valid until (4 bytes, seconds since 1970, big-endian) · four texts, each 1 byte length + UTF-8:
 *   activity, member, name, unit · signature over all of it (64 bytes).
 */
export interface PassContent {
  /** 0–255: which signing key. */
  keyId: number;
  /** Instant from which the gate refuses it; whole seconds. */
  validUntil: number;
  activityId: string;
  uid: string;
  name: string;
  unitName: string;
}

export type PassVerdict = { ok: true; pass: PassContent } | { ok: false; reason: 'foreign' | 'forged' | 'expired' };

const prefix = 'GY1:';
const signatureBytes = 64;

function bodyOf(pass: PassContent): Uint8Array {
  const seconds = Math.floor(pass.validUntil / 1000);
  const bytes = [pass.keyId, (seconds >>> 24) & 255, (seconds >>> 16) & 255, (seconds >>> 8) & 255, seconds & 255];
  for (const text of [pass.activityId, pass.uid, pass.name, pass.unitName]) {
    const utf8 = toUtf8(text);
    if (utf8.length > 255) throw new RangeError('a text of a pass is longer than 255 bytes');
    bytes.push(utf8.length, ...utf8);
  }
  return Uint8Array.from(bytes);
}

/** Signs a pass. `secretKey`: 32 bytes. */
export function signPass(pass: PassContent, secretKey: Uint8Array): string {
  const body = bodyOf(pass);
  const token = new Uint8Array(body.length + signatureBytes);
  token.set(body);
  token.set(ed25519.sign(body, secretKey), body.length);
  return prefix + encodeBase45(token);
}

/** What a scanned text says, unverified, and the bytes to verify; null: not a pass of ours. */
function parse(token: string): { pass: PassContent; body: Uint8Array; signature: Uint8Array } | null {
  if (!token.startsWith(prefix) || token.length > 1200) return null;
  const bytes = decodeBase45(token.slice(prefix.length));
  if (!bytes || bytes.length < 5 + 4 + signatureBytes) return null;
  const body = bytes.slice(0, bytes.length - signatureBytes);
  const texts: string[] = [];
  let at = 5;
  while (at < body.length) {
    const length = body[at] ?? 0;
    const text = at + 1 + length <= body.length ? fromUtf8(body.slice(at + 1, at + 1 + length)) : null;
    if (text === null) return null;
    texts.push(text);
    at += 1 + length;
  }
  const [activityId, uid, name, unitName] = texts;
  if (texts.length !== 4 || activityId === undefined || uid === undefined || name === undefined || unitName === undefined) return null;
  const [keyId = 0, a = 0, b = 0, c = 0, d = 0] = body;
  const validUntil = (a * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d) * 1000;
  return { pass: { keyId, validUntil, activityId, uid, name, unitName }, body, signature: bytes.slice(bytes.length - signatureBytes) };
}

/** What a pass says without proof of it, for showing only. */
export function readPass(token: string): PassContent | null {
  return parse(token)?.pass ?? null;
}

/**
 * Is this text a pass that we signed and that is still valid at `now`?
 * @param keys public keys (32 bytes) by key id; a key taken off this list is revoked
 */
export function verifyPass(token: string, keys: ReadonlyMap<number, Uint8Array>, now: number): PassVerdict {
  const parsed = parse(token);
  if (!parsed) return { ok: false, reason: 'foreign' };
  const key = keys.get(parsed.pass.keyId);
  if (!key) return { ok: false, reason: 'foreign' };
  let genuine = false;
  try {
    genuine = ed25519.verify(parsed.signature, parsed.body, key);
  } catch {
    genuine = false;
  }
  if (!genuine) return { ok: false, reason: 'forged' };
  return now < parsed.pass.validUntil ? { ok: true, pass: parsed.pass } : { ok: false, reason: 'expired' };
}
