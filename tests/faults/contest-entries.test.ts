import { entryFaults } from './contest-entries';

test('units that want the same songs at once, changes, withdrawals, repeats and timers under faults: no seed breaks a rule, and without the guard many do', async () => {
  const report = await entryFaults(100);
  expect(report.first).toBeUndefined();
  expect(report.violations).toBe(0);
  expect(report.control_violations).toBeGreaterThan(0);
}, 300_000);
