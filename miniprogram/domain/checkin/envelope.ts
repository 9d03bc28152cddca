import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { fromBase64Url, toBase64Url } from '../text/base64url';
import { fromUtf8, toUtf8 } from '../text/utf8';

/**
 * Sealed text for the files of a gate's phone: SIV over HMAC-SHA256 (Rogaway and Shrimpton 2006, docs/decisions/0009).
 * tag = HMAC(mac key, place ‖ 0 ‖ text); stream block i = HMAC(stream key, tag ‖ i); sealed = base64url(tag ‖ text ⊕ stream).
 * It needs no random numbers, which a phone may not have good ones of; equal texts at one place seal alike and nothing more is told.
 */
const tagBytes = 32;

const part = (key: Uint8Array, use: string) => hmac(sha256, key, toUtf8(use));

function tagOf(key: Uint8Array, place: string, bytes: Uint8Array): Uint8Array {
  return hmac.create(sha256, part(key, 'mac')).update(toUtf8(`${place}\0`)).update(bytes).digest();
}

function mask(key: Uint8Array, tag: Uint8Array, bytes: Uint8Array): Uint8Array {
  const keyed = hmac.create(sha256, part(key, 'stream')).update(tag);
  const masked = new Uint8Array(bytes.length);
  for (let from = 0; from < bytes.length; from += 32) {
    const index = from / 32;
    const block = keyed.clone().update(Uint8Array.of((index >>> 24) & 255, (index >>> 16) & 255, (index >>> 8) & 255, index & 255)).digest();
    for (let at = from; at < Math.min(from + 32, bytes.length); at += 1) masked[at] = (bytes[at] ?? 0) ^ (block[at - from] ?? 0);
  }
  return masked;
}

/** @param key 32 bytes @param place where the text belongs, such as a file's name: sealed text that is moved does not open */
export function sealText(key: Uint8Array, place: string, text: string): string {
  const bytes = toUtf8(text);
  const tag = tagOf(key, place, bytes);
  const sealed = new Uint8Array(tagBytes + bytes.length);
  sealed.set(tag);
  sealed.set(mask(key, tag, bytes), tagBytes);
  return toBase64Url(sealed);
}

/** null: another key or place, or touched since. */
export function openText(key: Uint8Array, place: string, sealed: string): string | null {
  const all = fromBase64Url(sealed);
  if (!all || all.length < tagBytes) return null;
  const tag = all.slice(0, tagBytes);
  const bytes = mask(key, tag, all.slice(tagBytes));
  const again = tagOf(key, place, bytes);
  let differs = 0;
  for (let at = 0; at < tagBytes; at += 1) differs |= (tag[at] ?? 0) ^ (again[at] ?? 0);
  return differs === 0 ? fromUtf8(bytes) : null;
}
