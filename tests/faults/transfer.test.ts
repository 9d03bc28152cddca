import { transferFaults } from './transfer';

test('a change of unit while sign-ups are on their way: nobody is in two quotas, and without the mark of the change many are', async () => {
  jest.spyOn(console, 'log').mockImplementation(() => undefined);
  const report = await transferFaults(60);
  expect(report.first).toBeUndefined();
  expect(report.violations).toBe(0);
  expect(report.control_violations).toBeGreaterThan(0);
}, 600_000);

afterEach(() => jest.restoreAllMocks());
