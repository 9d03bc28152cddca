import { peopleFaults } from '../../tests/faults/people';
import { placesFaults } from '../../tests/faults/places';
import { seriesFaults } from '../../tests/faults/series';
import type { FaultReport } from '../../tests/faults/signup';
import { transferFaults } from '../../tests/faults/transfer';

/** Everything about people and their places in an activity, the seeds shared out among the kinds of run: most to the places themselves. */
export async function activityFaults(seeds: number): Promise<FaultReport> {
  const share = Math.max(1, Math.floor(seeds / 10));
  const reports = [await placesFaults(Math.max(1, seeds - 3 * share)), await seriesFaults(share), await peopleFaults(share), await transferFaults(share)];
  const sum = (count: (report: FaultReport) => number) => reports.reduce((total, report) => total + count(report), 0);
  const first = reports.find((report) => report.first)?.first;
  return {
    seeds: sum((report) => report.seeds),
    violations: sum(({ violations }) => violations),
    control_violations: sum(({ control_violations: broken }) => broken),
    ...(first ? { first } : {}),
  };
}
