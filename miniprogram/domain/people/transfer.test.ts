import fc from 'fast-check';
import { covers } from './scope';
import { afterTransfer } from './transfer';

const grant = (role: string, scope: string, id?: string) => ({ role, scope, expires: 9, ...(id === undefined ? {} : { id }) });

test('what was over the old unit ends, also under its other path; what came from above stays', () => {
  const before = [grant('cadre', '/c/e/a/', 'g1'), grant('cadre', '/c/w/a/', 'g1'), grant('gate', '/c/e/a/t/', 'g2'), grant('judge', '/c/', 'g3'), grant('official', '/c/e/ab/')];
  expect(afterTransfer(before, '/c/e/a/', () => false)).toEqual([grant('judge', '/c/', 'g3'), grant('official', '/c/e/ab/')]);
  expect(afterTransfer([grant('admin', '/c/')], '/c/', ({ role }) => role === 'admin')).toHaveLength(1);
});

test('nothing is gained, nothing over the old unit remains', () => {
  const path = fc.constantFrom('/c/', '/c/a/', '/c/a/b/', '/c/ab/', '/c/d/');
  fc.assert(
    fc.property(fc.array(fc.record({ role: fc.constantFrom('cadre', 'gate'), scope: path, expires: fc.nat(), id: fc.constantFrom('1', '2', '3', '4') })), path, (before, left) => {
      const after = afterTransfer(before, left, () => false);
      expect(after.every((one) => before.includes(one))).toBe(true);
      expect(after.some(({ scope }) => covers(left, scope))).toBe(false);
    }),
  );
});
