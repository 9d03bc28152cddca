import { catalogue, turned } from '../../domain/meet/catalogue';
import { usualBands } from '../../domain/meet/lanes';
import { choice, type Field as FormField, field, lines, moment, putInto, type Section, type SectionView, viewsOf, whole } from './form-fields';
import { readClasses, readGroups, readHours, readTable, readTeams, withOwnFun, writeClasses, writeGroups, writeHours, writeTable, writeTeams } from './meet-lines';
import { meetTexts as t } from './meet-texts';

/** The rulebook and the terms of a meet as fields. */

type Rulebook = Api.Meet.Rulebook;

export interface MeetForm {
  rulebook: Rulebook;
  entriesUntil: Api.Millis;
  captainsAt: Api.Millis;
  hours: Api.Meet.Hours[];
  /** Sports whose disciplines are offered to be turned on. */
  offers: Api.Meet.Sport[];
}

type Field = FormField<MeetForm>;
type Put = (change: Partial<Rulebook>) => MeetForm;

const sports = ['athletics', 'fun', 'ball', 'swimming', 'board'] as const;

export function formOf({ rulebook, entriesUntil, captainsAt, hours }: Pick<Api.Meet.Setup, 'rulebook' | 'entriesUntil' | 'captainsAt' | 'hours'>): MeetForm {
  return { rulebook, entriesUntil, captainsAt, hours, offers: sports.filter((sport) => sport === rulebook.sport || rulebook.events.some((event) => event.sport === sport)) };
}

function timeFields(form: MeetForm, set: Put): Field[] {
  return [
    moment('until', t.until, form.entriesUntil, (entriesUntil) => ({ ...form, entriesUntil })),
    moment('captains', t.captains, form.captainsAt, (captainsAt) => ({ ...form, captainsAt })),
    lines('hours', t.hours, writeHours(form.hours), t.hoursNote, readHours, (hours) => ({ ...form, hours })),
    lines('ageOn', t.ageOn, form.rulebook.ageOn, t.ageOnNote, (text) => (/^\d{4}-\d{2}-\d{2}$/.test(text.trim()) ? text.trim() : null), (ageOn) => set({ ageOn })),
  ];
}

function groupFields({ rulebook }: MeetForm, set: Put): Field[] {
  // Events of a group that is gone go with it; a renamed group renames its events.
  const regrouped = (groups: Api.Meet.Group[]) =>
    set({
      groups,
      events: rulebook.events.flatMap((event) => {
        const group = groups.find(({ id }) => id === event.group);
        const old = rulebook.groups.find(({ id }) => id === event.group);
        return group ? [event.name === `${old?.name ?? ''}${event.discipline}` ? { ...event, name: `${group.name}${event.discipline}` } : event] : [];
      }),
    });
  return [
    lines('groups', t.groups, writeGroups(rulebook.groups), t.groupsNote, (text) => readGroups(text, rulebook.groups), regrouped),
    lines('classes', t.classes, writeClasses(rulebook.unitClasses), t.classesNote, readClasses, (unitClasses) => set({ unitClasses })),
  ];
}

/** Of a group everything that is on, and what the chosen sports offer beside it. */
function eventTicks({ rulebook, offers }: MeetForm, group: Api.Meet.Group) {
  const on = rulebook.events.filter((event) => event.group === group.id);
  const more = catalogue(rulebook.level, group).filter(({ sport, discipline }) => offers.includes(sport) && !on.some((event) => event.discipline === discipline));
  return [...on.map(({ discipline }) => ({ value: discipline, label: discipline, on: true })), ...more.map(({ discipline }) => ({ value: discipline, label: discipline, on: false }))];
}

function eventFields(form: MeetForm, set: Put): Field[] {
  const { rulebook, offers } = form;
  const sprints = rulebook.events.filter(({ metres, team }) => metres !== null && metres <= 200 && team === null);
  const format = sprints.some((event) => event.format.kind === 'rounds') ? 'rounds' : 'timedFinal';
  const putFormat = (text: string) => {
    const wanted: Api.Meet.Format = text === 'rounds' ? { kind: 'rounds', rounds: 2 } : { kind: 'timedFinal' };
    return set({ events: rulebook.events.map((event) => (sprints.includes(event) ? { ...event, format: wanted } : event)) });
  };
  const offered = (sport: string) => ({ ...form, offers: sports.filter((one) => (one === sport ? !offers.includes(one) : offers.includes(one))) });
  const teams = writeTeams(rulebook.events);
  return [
    field('ticks', 'offers', t.offers, '', offered, { choices: sports.map((value) => ({ value, label: t.sports[value], on: offers.includes(value) })) }),
    ...rulebook.groups.map((group) => {
      const choices = eventTicks(form, group);
      const put = (discipline: string) => ({ ...form, rulebook: turned(rulebook, group.id, discipline) });
      return field('ticks', `events-${group.id}`, t.eventsOf(group.name), '', put, { choices, note: t.eventsNote(choices.filter(({ on }) => on).length) });
    }),
    lines<MeetForm, Rulebook>('own', t.own, '', t.ownNote, (text) => withOwnFun(text, rulebook), (next) => ({ ...form, rulebook: next })),
    ...(sprints.length > 0 ? [choice('format', t.format, format, t.formats, putFormat, t.formatNote)] : []),
    ...(teams === '' ? [] : [lines('teams', t.teams, teams, t.teamsNote, (text) => readTeams(text, rulebook.events), (events) => set({ events }))]),
  ];
}

function limitFields({ rulebook }: MeetForm, set: Put): Field[] {
  const { limits, events } = rulebook;
  const single = events.filter(({ team }) => team === null);
  const perUnit = (n: number) => set({ events: events.map((event) => (event.team === null ? { ...event, perUnit: n } : event)) });
  return [
    whole('perPerson', t.perPerson, limits.perPerson, t.items, (perPerson) => set({ limits: { ...limits, perPerson } })),
    choice('relays', t.relays, limits.relaysCount ? 'yes' : 'no', t.relayChoices, (text) => set({ limits: { ...limits, relaysCount: text === 'yes' } })),
    ...(single[0] ? [whole('perUnit', t.perUnit, single[0].perUnit, t.people, perUnit)] : []),
  ];
}

function pointFields({ rulebook: { points } }: MeetForm, set: Put): Field[] {
  const put = (change: Partial<Api.Meet.PointsRule>) => set({ points: { ...points, ...change } });
  const few = points.few === null ? 'none' : points.few.including ? 'including' : 'below';
  return [
    lines('table', t.table, writeTable(points.table), t.tableNote, readTable, (table) => put({ table })),
    choice('few', t.few, few, t.fewChoices, (text) => put({ few: text === 'none' ? null : { starters: 8, including: text === 'including' } })),
    whole('record', t.record, points.record, t.point, (record) => put({ record })),
    whole('withdrawal', t.withdrawal, points.withdrawal, t.point, (withdrawal) => put({ withdrawal }), t.withdrawalNote),
    whole('taking', t.participation, points.taking, t.point, (taking) => put({ taking })),
    choice('tied', t.ties, points.ties, t.tieChoices, (text) => put({ ties: text === 'places' ? 'places' : 'recordsThenPlaces' })),
    choice('union', t.union, points.union, t.unionChoices, (text) => put({ union: text === 'equal' ? 'equal' : 'athletes' })),
  ];
}

function fieldFields({ rulebook }: MeetForm, set: Put): Field[] {
  const { rests } = rulebook;
  const rest = (change: Partial<Api.Meet.Rests>) => set({ rests: { ...rests, ...change } });
  const lanes = (n: 6 | 8) => set({ lanes: n, bands: usualBands[n] });
  return [
    choice('lanes', t.lanes, String(rulebook.lanes), t.laneChoices, (text) => lanes(text === '6' ? 6 : 8)),
    choice('timing', t.timing, rulebook.timing, t.timings, (text) => set({ timing: text === 'hand' ? 'hand' : 'photo' })),
    whole('rest-events', t.restEvents, rests.events, t.minutes, (events) => rest({ events })),
    whole('rest-short', t.restShort, rests.short, t.minutes, (short) => rest({ short })),
    whole('rest-middle', t.restMiddle, rests.middle, t.minutes, (middle) => rest({ middle })),
    whole('call', t.call, rests.call, t.minutes, (call) => rest({ call })),
  ];
}

function sections(form: MeetForm): Section<MeetForm>[] {
  const set: Put = (change) => ({ ...form, rulebook: { ...form.rulebook, ...change } });
  return [
    { title: t.sections.time, fields: timeFields(form, set) },
    { title: t.sections.groups, fields: groupFields(form, set) },
    { title: t.sections.events, fields: eventFields(form, set) },
    { title: t.sections.limits, fields: limitFields(form, set) },
    { title: t.sections.points, fields: pointFields(form, set) },
    { title: t.sections.field, fields: fieldFields(form, set) },
  ];
}

/** The form as a page shows it. */
export const sectionsOf = (form: MeetForm): SectionView[] => viewsOf(sections(form));

/** The form with a field's text put into it; null: it cannot be read. */
export const put = (form: MeetForm, key: string, text: string): MeetForm | null => putInto(sections(form), key, text);
