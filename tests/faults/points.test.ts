import { pointsFaults } from './points';

test('points under faults, two phones of each member at once: the sum is the balance, limits hold, rankings are a recomputation; without the guard they break', async () => {
  const report = await pointsFaults(40);
  expect(report.first).toBeUndefined();
  expect(report).toEqual({ seeds: 40, violations: 0, control_violations: 5 });
}, 600_000);
