import { moment } from '../../../../format/when';
import { rollcallTexts as t } from '../../rollcall-texts';

export interface UnitView {
  id: string;
  name: string;
  count: string;
  none: boolean;
}

/** The text for the work group: units that nobody has signed up from, never people. Empty: there is nobody to urge. */
export function urgeText(progress: Api.Output<'activity.progress'>): string {
  const missing = progress.units.filter(({ signedUp }) => signedUp === 0);
  if (missing.length === 0 || progress.phase !== 'open') return '';
  const left = Math.max(0, progress.capacity - progress.held);
  return [
    t.urgeHead(progress.title),
    `${t.urgePlaces(progress.held, progress.capacity, left, progress.waiting)}，${t.urgeClosing(moment(progress.signUpClosesAt, progress.now))}。`,
    t.urgeUnits(missing.length),
    missing.map(({ name }) => name).join('、'),
    t.urgeHow(progress.title),
  ].join('\n');
}

/** Units with nobody first, then by the share of their members, least first. */
export function unitsOf({ units }: Api.Output<'activity.progress'>): UnitView[] {
  return [...units]
    .sort((a, b) => a.signedUp * b.members - b.signedUp * a.members || b.members - a.members)
    .map(({ unionId, name, members, signedUp }) => ({ id: unionId, name, count: signedUp === 0 ? t.unitNone : t.unitCount(signedUp, members), none: signedUp === 0 }));
}
