import { resultFaults } from './results';

test('naming, signing and publishing at once, repeated and under faults: what is published was seen and signed by two; without the guard it is not', async () => {
  const report = await resultFaults(100);
  expect(report.first).toBeUndefined();
  expect(report.violations).toBe(0);
  expect(report.control_violations).toBeGreaterThan(0);
}, 600_000);
