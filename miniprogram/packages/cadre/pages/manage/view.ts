import { clockTime, moment } from '../../../../format/when';
import { paperTexts } from '../../paper-texts';
import { cadreTexts as t } from '../../texts';

/** One person of a roster as the page shows it. */
export interface PersonRow {
  uid: string;
  name: string;
  unit: string;
  /** The quota they are in, why they cannot come, who their team is; empty: nothing to say. */
  note: string;
  tag: string;
  tone: 'neutral' | 'green' | 'amber';
}

export function peopleOf(rows: readonly Api.Activity.RosterRow[], now: Api.Millis): PersonRow[] {
  return rows.map((row) => ({ uid: row.uid, name: row.name, unit: row.unitName, note: noteOf(row), ...tagOf(row, now) }));
}

function noteOf({ quota, leave, team }: Api.Activity.RosterRow): string {
  return [...(team === null ? [] : [t.teamOf(team.name, team.people)]), ...(quota === null ? [] : [t.quotaOf(quota)]), ...(leave === null ? [] : [leave.reason])].join(' · ');
}

function tagOf({ state, position, checkedInAt, entered, offerUntil, leave }: Api.Activity.RosterRow, now: Api.Millis): Pick<PersonRow, 'tag' | 'tone'> {
  if (checkedInAt !== null) return { tag: entered ? paperTexts.enteredAt(clockTime(checkedInAt)) : t.arrivedAt(clockTime(checkedInAt)), tone: 'green' };
  if (state === 'waiting') return { tag: position === null ? t.waiting : t.waitingAt(position), tone: 'amber' };
  if (state === 'offered') return { tag: offerUntil === null ? t.offered : t.offeredUntil(moment(offerUntil, now)), tone: 'amber' };
  return leave === null ? { tag: t.held, tone: 'neutral' } : { tag: t.onLeave, tone: 'amber' };
}
