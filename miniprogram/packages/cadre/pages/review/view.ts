import { moment } from '../../../../format/when';
import { reviewTexts as t } from '../../review-texts';

export interface ReviewRow {
  /** Unique in the list. */
  id: string;
  activityId: string;
  uid: string;
  name: string;
  unit: string;
  note: string;
  sealed: string;
  sealLabel: string;
  tag: string;
  tone: 'green' | 'amber' | 'red' | 'neutral';
  chosen: boolean;
}

const tones = { applied: 'amber', passed: 'amber', confirmed: 'green', refused: 'red', withdrawn: 'neutral' } as const;

/** @param several rows of more than one activity: each says which */
export function rowOf(row: Api.Application.Row, several: boolean, now: Api.Millis): ReviewRow {
  const words = [...(several ? [row.title] : []), t.appliedAt(moment(row.at, now)), ...(row.reason === '' ? [] : [row.reason])];
  return {
    id: `${row.activityId}:${row.uid}`,
    activityId: row.activityId,
    uid: row.uid,
    name: row.name,
    unit: row.unitName,
    note: words.join(' · '),
    sealed: row.sealed,
    sealLabel: t.sealLabel(row.name),
    tag: t.states[row.state],
    tone: tones[row.state],
    chosen: false,
  };
}

/** Tabs with what waits in them; dealt-with ones are no work. */
export function tabsOf(counts: Api.Output<'application.counts'>): { value: Api.Application.Tab; label: string }[] {
  return [
    { value: 'unit', label: t.tabWith(t.tabs.unit, counts.unit) },
    { value: 'organiser', label: t.tabWith(t.tabs.organiser, counts.organiser) },
    { value: 'done', label: t.tabs.done },
  ];
}
