import { ed25519 } from '@noble/curves/ed25519.js';
import fc from 'fast-check';
import { decodeBase45, encodeBase45 } from './base45';
import { readPass, signPass, verifyPass } from './pass';

const secret = Uint8Array.from({ length: 32 }, (_, index) => index);
const keys = new Map([[7, ed25519.getPublicKey(secret)]]);
const content = { keyId: 7, validUntil: 1_800_000_000_000, activityId: 'a1', uid: 'u1', name: '阿尔肯·买买提', unitName: '江城机床厂工会' };
const token = signPass(content, secret);

test('base45 as RFC 9285 gives it', () => {
  const ascii = (text: string) => Uint8Array.from(Buffer.from(text, 'ascii'));
  expect(encodeBase45(ascii('AB'))).toBe('BB8');
  expect(encodeBase45(ascii('Hello!!'))).toBe('%69 VD92EX0');
  expect(encodeBase45(ascii('base-45'))).toBe('UJCLQE7W581');
  expect(Buffer.from(decodeBase45('QED8WEX0') ?? []).toString('ascii')).toBe('ietf!');
  expect(decodeBase45('FGW')).toEqual(Uint8Array.of(255, 255));
  expect(decodeBase45('GGW')).toBeNull();
  expect(decodeBase45(':::')).toBeNull();
  expect(decodeBase45('GGWA')).toBeNull();
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => expect(decodeBase45(encodeBase45(bytes))).toEqual(bytes)));
});

test('a signed pass verifies and says what was signed', () => {
  expect(verifyPass(token, keys, content.validUntil - 1)).toEqual({ ok: true, pass: content });
  expect(readPass(token)).toEqual(content);
  expect(token.length).toBeLessThan(260);
});

test('an expired, a foreign and a revoked pass are refused by name', () => {
  expect(verifyPass(token, keys, content.validUntil)).toEqual({ ok: false, reason: 'expired' });
  expect(verifyPass('https://example.com', keys, 0)).toEqual({ ok: false, reason: 'foreign' });
  expect(verifyPass(token, new Map(), 0)).toEqual({ ok: false, reason: 'foreign' });
});

test('any flipped bit is refused, never a crash', () => {
  const bytes = decodeBase45(token.slice(4)) ?? new Uint8Array();
  fc.assert(
    fc.property(fc.nat({ max: bytes.length * 8 - 1 }), (bit) => {
      const flipped = Uint8Array.from(bytes);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(verifyPass(`GY1:${encodeBase45(flipped)}`, keys, 0).ok).toBe(false);
    }),
    { numRuns: 200 },
  );
});

test('any text is refused, never a crash', () => {
  fc.assert(fc.property(fc.string(), (text) => expect(verifyPass(`GY1:${text}`, keys, 0).ok).toBe(false)));
});
