import { stageFaults } from './stage';

test('releases, adjustments, calls and changes at once under faults: a score is released once, no adjustment is lost; without the guard it does not hold', async () => {
  // The router's log of every fault is of no use here.
  jest.spyOn(console, 'log').mockImplementation(() => undefined);
  const report = await stageFaults(40);
  expect(report.first).toBeUndefined();
  expect(report.violations).toBe(0);
  expect(report.control_violations).toBeGreaterThan(0);
}, 600_000);

afterEach(() => jest.restoreAllMocks());
