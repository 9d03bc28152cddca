import { noticesFaults } from './notices';

// A message of unknown end is logged; here there are many.
beforeAll(() => void jest.spyOn(console, 'log').mockImplementation(() => undefined));

test('an announcement under faults: each inbox once, each consent at most once, counts as recounted; without the guards not', async () => {
  const report = await noticesFaults(10);
  expect(report.first).toBeUndefined();
  expect(report.violations).toBe(0);
  expect(report.control_violations).toBeGreaterThan(0);
}, 600_000);
