import { randomBytes } from 'node:crypto';
import { movesFaults } from './moves';

beforeAll(() => {
  jest.spyOn(console, 'log').mockImplementation(() => undefined);
  process.env['GONGYUN_KEY_FIELD'] = randomBytes(32).toString('base64url');
});

test('a move under faults, with calls on their way: no old path is left and nobody gains or loses; closed at once, something stays behind', async () => {
  const report = await movesFaults(30, 3);
  expect(report.first).toBeUndefined();
  expect(report.violations).toBe(0);
  expect(report.control).toBeGreaterThan(0);
}, 600_000);
