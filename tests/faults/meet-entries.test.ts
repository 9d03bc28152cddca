import { meetEntryFaults } from './meet-entries';

test('leaders after the same people under faults: one person in one delegation, no limit passed, what a leader was told stands', async () => {
  // What a failed projection logs is of no use here.
  jest.spyOn(console, 'log').mockImplementation(() => undefined);
  const report = await meetEntryFaults(60);
  expect(report.first).toBeUndefined();
  expect(report).toMatchObject({ seeds: 60, violations: 0 });
  expect(report.control_violations).toBeGreaterThanOrEqual(2);
  expect(report.control_claims).toBeGreaterThanOrEqual(2);
}, 600_000);

afterEach(() => jest.restoreAllMocks());
