import { rolesFaults } from './roles';

test('two administrators at once and overlapping folds under faults: one stays, every act is chained once; without the guards neither holds', async () => {
  const report = await rolesFaults(15);
  expect(report.first).toBeUndefined();
  expect(report.violations).toBe(0);
  expect([report.left, report.control_guard]).toEqual([1, 0]);
  expect([report.at_one_end, report.control_chain]).toEqual([1, 2]);
}, 600_000);
