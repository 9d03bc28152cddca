import { worksFaults } from './works';

test('marks of works under faults: one sheet a judge, with the marks that the judge was told; none after the closing', async () => {
  const report = await worksFaults(100);
  expect(report.first).toBeUndefined();
  expect(report).toMatchObject({ seeds: 100, violations: 0 });
  expect(report.control_violations).toBeGreaterThanOrEqual(3);
});
