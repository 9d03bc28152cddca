import { peopleFaults } from './people';

test('claims of one row by many and of two rows by one, leaving and coming back under faults: no seed breaks a rule, and without the guards many do', async () => {
  // What a failed projection logs is of no use here.
  jest.spyOn(console, 'log').mockImplementation(() => undefined);
  const report = await peopleFaults(15);
  expect(report.first).toBeUndefined();
  expect(report.violations).toBe(0);
  expect(report.one_row).toEqual([1, 3]);
  expect(report.control_places).toBeGreaterThan(0);
  expect(report.two_rows).toEqual(['accountTaken', 'bound']);
}, 600_000);

afterEach(() => jest.restoreAllMocks());
