import { moment } from '../../../../format/when';
import { kindNames, roleNames } from '../../../../texts/people';
import { peopleTexts as t } from '../../texts';

/** One part of 我的资料: label and value, or lines alone. */
export interface Part {
  title: string;
  facts: { label: string; value: string }[];
}

/** Everything kept of me, in words. */
export function partsOf(mine: Api.People.MyData): Part[] {
  const { now } = mine;
  return [
    {
      title: t.who,
      facts: [
        { label: t.name, value: mine.name },
        { label: t.unit, value: mine.unitTrail.join(' › ') },
        { label: t.kind, value: kindNames[mine.kind] },
        { label: t.staff, value: t.staffTail(mine.staffTail) },
        { label: t.joined, value: `${moment(mine.joinedAt, now)} · ${t.origin[mine.origin]}` },
        { label: t.bound, value: mine.boundAt === null ? t.boundBefore : t.boundAt(moment(mine.boundAt, now)) },
        ...mine.grants.map(({ role, scopeName, expires }) => ({ label: t.role, value: `${roleNames[role]} · ${scopeName} · ${t.until(moment(expires, now))}` })),
      ],
    },
    {
      title: t.registrations,
      facts: [
        ...mine.registrations.map(({ title, startsAt, state, checkedInAt }) => ({
          label: title,
          value: `${moment(startsAt, now)} · ${checkedInAt === null ? t.states[state] : t.arrived}`,
        })),
        ...(mine.registrations.length === 0 ? [{ label: t.noRegistrations, value: '' }] : []),
        ...(mine.more ? [{ label: t.moreRegistrations, value: '' }] : []),
      ],
    },
    {
      title: t.consents,
      facts: [
        ...mine.consents.map(({ template, answer, at }) => ({ label: t.templates[template], value: `${t.answers[answer]} · ${moment(at, now)}` })),
        ...(mine.consents.length === 0 ? [{ label: t.noConsents, value: '' }] : []),
      ],
    },
  ];
}

/** The same as text, to keep. */
export function textOf(parts: readonly Part[]): string {
  return parts.map(({ title, facts }) => [`【${title}】`, ...facts.map(({ label, value }) => (value === '' ? label : `${label}：${value}`))].join('\n')).join('\n\n');
}
