import fc from 'fast-check';
import { fromBase64Url, toBase64Url } from '../text/base64url';
import { openText, sealText } from './envelope';

const key = new Uint8Array(32).fill(1);
const sealed = sealText(key, 'list', '李秀英 江城纺织厂工会');

test('what is sealed opens with the same key at the same place only', () => {
  expect(openText(key, 'list', sealed)).toBe('李秀英 江城纺织厂工会');
  expect(openText(key, 'scans', sealed)).toBeNull();
  expect(openText(new Uint8Array(32).fill(2), 'list', sealed)).toBeNull();
  expect(openText(key, 'list', '')).toBeNull();
});

test('any text comes back; any flipped bit is noticed; the text is not in sight', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.nat(), (text, where) => {
      const bytes = fromBase64Url(sealText(key, 'p', text)) ?? new Uint8Array();
      expect(openText(key, 'p', toBase64Url(bytes))).toBe(text);
      const at = where % bytes.length;
      bytes[at] = (bytes[at] ?? 0) ^ (1 << where % 8);
      expect(openText(key, 'p', toBase64Url(bytes))).toBeNull();
    }),
    { numRuns: 200 },
  );
  expect(Buffer.from(sealed, 'base64url').includes(Buffer.from('李秀英'))).toBe(false);
});

test('base64url of every length', () => {
  for (let length = 0; length < 40; length += 1) {
    const bytes = Uint8Array.from({ length }, (_, index) => (index * 37 + 251) & 255);
    expect(toBase64Url(bytes)).toBe(Buffer.from(bytes).toString('base64url'));
    expect(fromBase64Url(toBase64Url(bytes))).toEqual(bytes);
  }
  expect(fromBase64Url('ab+/')).toBeNull();
});
