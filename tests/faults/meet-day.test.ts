import { meetDayFaults } from './meet-day';

test('a race under faults: what an official was told stands, three different people sign what is announced, points are given once', async () => {
  // The router's log of every fault is of no use here.
  jest.spyOn(console, 'log').mockImplementation(() => undefined);
  const report = await meetDayFaults(30);
  expect(report.first).toBeUndefined();
  expect(report).toMatchObject({ seeds: 30, violations: 0 });
  expect(report.control_violations).toBeGreaterThanOrEqual(3);
}, 600_000);

afterEach(() => jest.restoreAllMocks());
