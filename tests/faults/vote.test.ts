import { voteFaults } from './vote';

test('a vote under faults: tally, recount and acknowledged ballots are the same; insert-then-increment breaks', async () => {
  const report = await voteFaults(40);
  expect(report.first).toBeUndefined();
  expect(report).toEqual({ seeds: 40, violations: 0, control_violations: 5 });
}, 600_000);
