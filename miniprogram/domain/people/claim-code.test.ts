import fc from 'fast-check';
import { claimCodeOf, codeFrom, codeInGroups, codeLength } from './claim-code';

test('a code is read as it was given out, however it is typed', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: codeLength, maxLength: codeLength }), (bytes) => {
      const code = codeFrom(bytes);
      const groups = codeInGroups(code);
      expect(groups).toHaveLength(codeLength + 3);
      expect(claimCodeOf(groups.toLowerCase())).toBe(code);
      expect(claimCodeOf(` ${groups.replace(/-/g, ' ')} `)).toBe(code);
      expect(claimCodeOf(code.slice(1))).toBeNull();
    }),
  );
  expect(claimCodeOf('0000-0000-0000-0000')).toBeNull();
});
