import { placesFaults } from './places';

test('sign-ups, offers, returning places, substitutions and organiser’s acts under faults: no seed breaks a rule, and without the guards many do', async () => {
  // The job's log of every fault is of no use here.
  jest.spyOn(console, 'log').mockImplementation(() => undefined);
  const report = await placesFaults(100);
  expect(report.first).toBeUndefined();
  expect(report.violations).toBe(0);
  expect(report.control_violations).toBeGreaterThan(0);
}, 600_000);

afterEach(() => jest.restoreAllMocks());
