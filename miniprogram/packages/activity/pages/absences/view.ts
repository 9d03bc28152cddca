import { calendarDay, moment } from '../../../../format/when';
import { absenceTexts as t } from '../../../../texts/absence';

/** One absence as the page shows it. */
export interface AbsenceView {
  activityId: string;
  title: string;
  when: string;
  tag: string;
  tone: 'neutral' | 'amber' | 'green';
  /** What was said and answered, a line each. */
  lines: string[];
  mayAppeal: boolean;
}

const tones = { noted: 'amber', appealed: 'neutral', excused: 'green', upheld: 'amber' } as const;

export function absencesView({ items, lastUntil, now }: Api.Output<'absence.mine'>): { last: string; rows: AbsenceView[] } {
  return {
    last: lastUntil === null ? '' : t.lastNow(moment(lastUntil, now)),
    rows: items.map(({ activityId, title, at, state, appeal, answer }) => ({
      activityId,
      title,
      when: t.ended(calendarDay(at, now)),
      tag: t.states[state],
      tone: tones[state],
      lines: [...(appeal === '' ? [] : [t.said(appeal)]), ...(answer === '' ? [] : [t.answered(answer)])],
      mayAppeal: state === 'noted',
    })),
  };
}
