import { makeupWords } from '../../domain/meet/entry-words';
import { seedText } from '../../domain/meet/seed-marks';
import { moment, span } from '../../format/when';
import { entryTexts } from './entry-texts';
import { jointTexts } from './joint-texts';

const t = entryTexts.meet;

/** A rulebook and a delegation in words, as pages show them. */

export interface Fact {
  label: string;
  lines: string[];
}

export function factsOf({ rulebook, entriesUntil, captainsAt, hours }: Api.Meet.Setup, now: Api.Millis): Fact[] {
  const { groups, unitClasses, limits, points, ageOn, lanes, timing } = rulebook;
  const classes = unitClasses.map(({ name, min, max }) => [name, t.unitSize(min, max)].filter((part) => part !== '').join('：'));
  return [
    { label: t.facts.until, lines: [moment(entriesUntil, now)] },
    { label: t.facts.captains, lines: [moment(captainsAt, now)] },
    { label: t.facts.when, lines: hours.map(({ from, to }) => span(from, to, now)) },
    { label: t.facts.groups, lines: [...groups.map(({ name, minAge, maxAge }) => [name, t.ages(minAge, maxAge)].filter((part) => part !== '').join('：')), t.ageOn(ageOn)] },
    ...(unitClasses.length > 1 ? [{ label: t.facts.classes, lines: classes }] : []),
    { label: t.facts.limits, lines: [t.perPerson(limits.perPerson, limits.relaysCount)] },
    { label: t.facts.points, lines: [t.table(points.table.join('、')), t.double, ...(points.few ? [t.few(points.few.starters, points.few.including)] : [])] },
    { label: t.facts.field, lines: [t.lanes(lanes, timing)] },
  ];
}

/** Events by group, each group with the words of its events. */
export function eventsByGroup({ groups, events }: Api.Meet.Rulebook): { id: string; name: string; events: string }[] {
  return groups.flatMap(({ id, name }) => {
    const here = events.filter(({ group }) => group === id);
    return here.length === 0 ? [] : [{ id, name: name || t.events, events: here.map(({ discipline }) => discipline).join('、') }];
  });
}

export interface EntryView {
  id: string;
  event: string;
  name: string;
  people: string;
  seed: string;
  fault: string;
}

export function entryViews({ entries, athletes, faults, setup }: Api.Meet.Delegation): EntryView[] {
  const names = new Map(athletes.map(({ uid, name }) => [uid, name]));
  return entries.map(({ id, event: eventId, people, seed, scratched }) => {
    const event = setup.rulebook.events.find((one) => one.id === eventId);
    return {
      id,
      event: eventId,
      name: event?.name ?? '',
      people: people.map((uid) => names.get(uid) ?? '').join('、'),
      seed: event && seed !== null ? seedText(event, seed) : '',
      fault: scratched ?? [...new Set(faults.filter((one) => one.entry === id).map(({ words }) => words))].join('；'),
    };
  });
}

export interface AthleteView {
  uid: string;
  name: string;
  note: string;
  health: string;
  tone: 'green' | 'amber';
  fault: string;
  /** Mine to take out: of a unit of mine, or I lead. */
  mine: boolean;
}

export function athleteViews({ athletes, entries, setup, unitId, partners, mine }: Api.Meet.Delegation): AthleteView[] {
  const s = entryTexts.team;
  const groups = new Map(setup.rulebook.groups.map(({ id, name }) => [id, name]));
  const disciplines = new Map(setup.rulebook.events.map(({ id, discipline }) => [id, discipline]));
  const leads = mine.includes(unitId);
  const own = new Set(partners.filter((one) => mine.includes(one.unitId)).map(({ name }) => name));
  return athletes.map(({ uid, name, sex, unitName, groups: fitting, fits, health, bib }) => {
    const events = entries.filter(({ people }) => people.includes(uid)).flatMap(({ event }) => disciplines.get(event) ?? []);
    const group = fitting.map((id) => groups.get(id) ?? '').find((one) => one !== '') ?? s.sex[sex];
    return {
      uid,
      name,
      note: [...(bib === null ? [] : [s.bib(bib)]), ...(unitName === '' ? [] : [unitName]), group, ...events].join(' · '),
      health: health === null ? s.health.none : s.health[health],
      tone: health === null ? 'amber' : 'green',
      fault: fits ? '' : s.outOfAge,
      mine: leads || own.has(unitName),
    };
  });
}

/** A delegation's 联队 in a line; empty: it is none and cannot become one any more. */
export function jointNote({ partners, mine, open }: Api.Meet.Delegation): string {
  const joined = partners.filter((one) => one.joined).map(({ name }) => name);
  const asked = partners.length - joined.length;
  const words = [...(joined.length > 0 ? [jointTexts.wayJoined(joined.join('、'))] : []), ...(asked > 0 ? [jointTexts.wayAsked(asked)] : [])].join('，');
  return words === '' && open && mine.length > 0 ? jointTexts.wayAlone : words;
}

/** What a team event asks; empty: it is no team event. */
export const teamWords = ({ team }: Api.Meet.Event) => (team ? makeupWords(team) : '');
