import { judgingFaults } from './judging';

test('judging under faults: what a judge was told stands, a signed sheet changes by a correction only, the released score is that of the sheets', async () => {
  const report = await judgingFaults(60);
  expect(report.first).toBeUndefined();
  expect(report).toMatchObject({ seeds: 60, violations: 0 });
  expect(report.control_violations).toBeGreaterThanOrEqual(3);
}, 600_000);
