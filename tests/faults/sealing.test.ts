import { sealingFaults } from './sealing';

test('a round laid out while entries are accepted, returned and withdrawn has the accepted ones and no others; without the fence a late withdrawal slips through', async () => {
  // The router's log of every fault is of no use here.
  jest.spyOn(console, 'log').mockImplementation(() => undefined);
  const report = await sealingFaults(150);
  expect(report.first).toBeUndefined();
  expect(report.violations).toBe(0);
  expect(report.late).toEqual({ withdrawn: false, inRound: true });
  expect(report.control_late).toEqual({ withdrawn: true, inRound: true });
}, 600_000);

afterEach(() => jest.restoreAllMocks());
