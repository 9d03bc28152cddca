import { clockTime } from '../../../../format/when';
import { cadreTexts as t } from '../../texts';

/** One person of a roster as the page shows it. */
export interface PersonRow {
  uid: string;
  name: string;
  unit: string;
  tag: string;
  tone: 'neutral' | 'green' | 'amber';
}

/** The roster so far, from its beginning: who waits is numbered in line. */
export function peopleOf(rows: readonly Api.Activity.RosterRow[]): PersonRow[] {
  let position = 0;
  return rows.map(({ uid, name, unitName, state, checkedInAt }) => {
    if (state === 'waiting') return { uid, name, unit: unitName, tag: t.waitingAt((position += 1)), tone: 'amber' };
    if (checkedInAt !== null) return { uid, name, unit: unitName, tag: t.arrivedAt(clockTime(checkedInAt)), tone: 'green' };
    return { uid, name, unit: unitName, tag: t.held, tone: 'neutral' };
  });
}
