import { paperTexts as t } from '../../paper-texts';

export interface PersonView {
  uid: string;
  name: string;
  note: string;
  on: boolean;
}

type Person = Api.Output<'checkin.absent'>['rows'][number];

/** More than these nobody scrolls through: they are searched for. */
const shownAtMost = 100;

/** The people who are found, those of one unit together; how many more there are. */
export function peopleOf(people: readonly Person[], typed: string, chosen: ReadonlySet<string>): { people: PersonView[]; hidden: number } {
  const sought = typed.trim();
  const found = people.filter(({ name, unitName }) => sought === '' || name.includes(sought) || unitName.includes(sought));
  const sorted = [...found].sort((a, b) => a.unitName.localeCompare(b.unitName, 'zh-CN') || a.name.localeCompare(b.name, 'zh-CN'));
  return {
    people: sorted.slice(0, shownAtMost).map(({ uid, name, unitName, staffTail }) => ({
      uid,
      name,
      note: staffTail === '' ? unitName : `${unitName} · ${t.tail(staffTail)}`,
      on: chosen.has(uid),
    })),
    hidden: Math.max(0, found.length - shownAtMost),
  };
}
