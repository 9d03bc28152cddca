import { seriesFaults } from './series';

test('a series under faults: nobody has more than they may, nobody loses room to a call that died; without each of the guards many do', async () => {
  // The log of every fault is of no use here.
  jest.spyOn(console, 'log').mockImplementation(() => undefined);
  const report = await seriesFaults(60);
  expect(report.first).toBeUndefined();
  expect(report.violations).toBe(0);
  expect(report.unclaimed).toBe(report.controls);
  expect(report.written_over).toBeGreaterThan(0);
}, 600_000);

afterEach(() => jest.restoreAllMocks());
