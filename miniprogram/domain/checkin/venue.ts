import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { toUtf8 } from '../text/utf8';

/** 现场签到码: a code on a screen at the place, for people to scan themselves. It changes every 30 s; the one before is still taken, so a photo dies within a minute. */
export const venueStep = 30_000;

const prefix = 'GYV:';
const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** The start of the 30 s that `at` falls into. */
export const venueWindow = (at: number) => Math.floor(at / venueStep) * venueStep;

/** 10 characters (50 bits) for one activity and one 30 s, begun at `from`; nobody makes it without the secret. */
export function venueCode(secret: Uint8Array, activityId: string, from: number): string {
  const digest = hmac(sha256, secret, toUtf8(`venue:${activityId}:${from}`));
  return [...digest.slice(0, 10)].map((byte) => alphabet.charAt(byte % 32)).join('');
}

/** Is this the code of now or of the 30 s before? */
export function isVenueCode(code: string, secret: Uint8Array, activityId: string, now: number): boolean {
  const from = venueWindow(now);
  return code === venueCode(secret, activityId, from) || code === venueCode(secret, activityId, from - venueStep);
}

/** What the QR code on the screen carries. */
export const venueText = (activityId: string, code: string) => `${prefix}${activityId}:${code}`;

/** null: not a code of a place. */
export function readVenueText(text: string): { activityId: string; code: string } | null {
  const found = /^GYV:([A-Za-z0-9_-]{1,40}):([2-9A-HJ-NP-Z]{10})$/.exec(text.trim());
  return found?.[1] === undefined || found[2] === undefined ? null : { activityId: found[1], code: found[2] };
}
