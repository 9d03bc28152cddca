import { entryFaults } from './contest-entries';

test('units that want the same songs at once, changes, withdrawals, repeats and timers under faults: no seed breaks a rule; without the guard two units get one song', async () => {
  const report = await entryFaults(100);
  expect(report.first).toBeUndefined();
  expect(report.violations).toBe(0);
  expect([report.at_one_song, report.control_song]).toEqual([1, 2]);
}, 600_000);
