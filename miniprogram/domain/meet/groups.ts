/** Groups by sex and age 组别, and classes of units 单位组别. Days are YYYY-MM-DD. */

/** Full years on a day (周岁): the birthday itself counts; who was born on 29 February has it on 1 March of other years. */
export function ageOn(born: string, on: string): number {
  const [bornYear, onYear] = [Number(born.slice(0, 4)), Number(on.slice(0, 4))];
  return onYear - bornYear - (on.slice(5) < born.slice(5) ? 1 : 0);
}

export interface Person {
  sex: Api.Meet.Sex;
  /** YYYY-MM-DD */
  born: string;
}

export type GroupProblem = 'wrongSex' | 'tooYoung' | 'tooOld';

/** Why a person may not enter a group; null: they may. @param on the rulebook's day */
export function groupProblem(group: Api.Meet.Group, person: Person, on: string): GroupProblem | null {
  if (group.sex !== 'any' && group.sex !== person.sex) return 'wrongSex';
  const age = ageOn(person.born, on);
  if (group.minAge !== null && age < group.minAge) return 'tooYoung';
  return group.maxAge !== null && age > group.maxAge ? 'tooOld' : null;
}

/** The class of a unit of so many members; null: no class covers it. */
export function classOf(classes: readonly Api.Meet.UnitClass[], members: number): Api.Meet.UnitClass | null {
  return classes.find(({ min, max }) => (min === null || members >= min) && (max === null || members <= max)) ?? null;
}

/** What may become of an event with few entries before the draw: the same discipline in the next age group, or another event for its athletes (改报; null). */
export interface ThinEvent {
  event: string;
  entries: number;
  into: string | null;
}

/** Events with fewer entries than wanted, and none at all left out. @param entries by event id */
export function thinEvents(rulebook: Pick<Api.Meet.Rulebook, 'groups' | 'events'>, entries: ReadonlyMap<string, number>, fewest: number): ThinEvent[] {
  return rulebook.events.flatMap((event): ThinEvent[] => {
    const count = entries.get(event.id) ?? 0;
    if (count === 0 || count >= fewest) return [];
    const next = rulebook.groups.find(({ id }) => id === event.group)?.next ?? null;
    const into = rulebook.events.find(({ discipline, group }) => discipline === event.discipline && group === next);
    return [{ event: event.id, entries: count, into: into?.id ?? null }];
  });
}
