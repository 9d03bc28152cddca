import { ageOn, groupProblem, type GroupProblem, type Person } from './groups';

/** Entries 报名: what the server checks of a unit's list, by the rulebook. */

export interface Athlete extends Person {
  id: string;
  /** 参赛单位: one a meet. */
  unit: string;
}

/** One entry of one event: an athlete, or a team with everybody in it. */
export interface MeetEntry {
  id: string;
  event: string;
  /** The unit it competes for; of a 联队 the one that leads it. */
  unit: string;
  /** The units of a 联队, the leading one with them; of any other entry its unit alone. */
  units: readonly string[];
  people: readonly string[];
}

export type EntryProblem =
  | GroupProblem
  | 'noSuchEvent'
  | 'noSuchAthlete'
  | 'otherUnit'
  | 'twice'
  | 'tooMany'
  | 'tooManyAmong'
  | 'tooManyOfUnit'
  | 'notAlone'
  | 'tooFewPeople'
  | 'tooManyPeople'
  | 'tooFewMen'
  | 'tooFewWomen'
  | 'agesTooLow'
  | 'agesTooHigh';

export interface Found {
  entry: string;
  problem: EntryProblem;
  /** Whom it is about; null: the entry as a whole. */
  athlete: string | null;
}

/** What a team's make-up 组队 misses. */
export function makeupProblems(rule: Api.Meet.TeamRule, people: readonly Person[], on: string): EntryProblem[] {
  const problems: EntryProblem[] = [];
  if (people.length < rule.min) problems.push('tooFewPeople');
  if (people.length > rule.max) problems.push('tooManyPeople');
  const men = people.filter(({ sex }) => sex === 'male').length;
  if (men < rule.men) problems.push('tooFewMen');
  if (people.length - men < rule.women) problems.push('tooFewWomen');
  if (rule.ages) {
    const ages = people.reduce((sum, { born }) => sum + ageOn(born, on), 0);
    if (rule.ages.min !== null && ages < rule.ages.min) problems.push('agesTooLow');
    if (rule.ages.max !== null && ages > rule.ages.max) problems.push('agesTooHigh');
  }
  return problems;
}

/** Does it count in a person's limit (可兼报接力: relays do not)? */
const counts = ({ team }: Api.Meet.Event, { relaysCount }: Api.Meet.Limits): boolean => relaysCount || !(team?.relay ?? false);

/** Everything that the rulebook has against a list of entries, entry by entry. */
export function entryProblems(rulebook: Api.Meet.Rulebook, entries: readonly MeetEntry[], athletes: readonly Athlete[]): Found[] {
  const events = new Map(rulebook.events.map((event) => [event.id, event]));
  const groups = new Map(rulebook.groups.map((group) => [group.id, group]));
  const people = new Map(athletes.map((athlete) => [athlete.id, athlete]));
  const found: Found[] = [];
  const report = (entry: MeetEntry, problem: EntryProblem, athlete: string | null = null) => found.push({ entry: entry.id, problem, athlete });
  const ofPerson = new Map<string, Api.Meet.Event[]>();
  const ofUnit = new Map<string, number>();

  for (const entry of entries) {
    const event = events.get(entry.event);
    if (!event) {
      report(entry, 'noSuchEvent');
      continue;
    }
    const unitKey = `${entry.unit}\n${event.id}`;
    ofUnit.set(unitKey, (ofUnit.get(unitKey) ?? 0) + 1);
    if ((ofUnit.get(unitKey) ?? 0) > event.perUnit) report(entry, 'tooManyOfUnit');
    const known = entry.people.flatMap((id) => people.get(id) ?? []);
    for (const id of entry.people) if (!people.has(id)) report(entry, 'noSuchAthlete', id);
    if (event.team) for (const problem of makeupProblems(event.team, known, rulebook.ageOn)) report(entry, problem);
    else if (entry.people.length !== 1) report(entry, 'notAlone');

    const group = groups.get(event.group);
    for (const athlete of known) {
      const wrong = group ? groupProblem(group, athlete, rulebook.ageOn) : null;
      if (wrong) report(entry, wrong, athlete.id);
      if (!entry.units.includes(athlete.unit)) report(entry, 'otherUnit', athlete.id);
      const before = ofPerson.get(athlete.id) ?? [];
      if (before.includes(event)) report(entry, 'twice', athlete.id);
      const now = [...before, event];
      ofPerson.set(athlete.id, now);
      if (counts(event, rulebook.limits) && now.filter((one) => counts(one, rulebook.limits)).length > rulebook.limits.perPerson) report(entry, 'tooMany', athlete.id);
      for (const { disciplines, most } of rulebook.limits.among)
        if (disciplines.includes(event.discipline) && now.filter(({ discipline }) => disciplines.includes(discipline)).length > most) report(entry, 'tooManyAmong', athlete.id);
    }
  }
  return found;
}

/**
 * Bibs 号码布, a block for each unit in the order of the units: 1001, 1002 … for the first, 2001 … for the second; blocks of a hundred where every unit fits.
 * @param units with the ids of their athletes in the order of the list
 */
export function bibsOf(units: readonly { athletes: readonly string[] }[]): Map<string, number> {
  const block = units.every(({ athletes }) => athletes.length < 100) ? 100 : 1000;
  return new Map(units.flatMap(({ athletes }, unit) => athletes.map((id, index): [string, number] => [id, (unit + 1) * block + index + 1])));
}
