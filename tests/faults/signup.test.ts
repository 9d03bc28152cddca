import { signUpFaults } from './signup';

test('sign-ups and cancels under faults: no seed breaks a rule, and without the guard many do', async () => {
  const report = await signUpFaults(30);
  expect(report.first).toBeUndefined();
  expect(report.violations).toBe(0);
  expect(report.control_violations).toBeGreaterThan(0);
}, 600_000);
