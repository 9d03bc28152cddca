import { template } from './templates';

/** What a rulebook can be filled with: the disciplines of all templates, made for any group. */

const sports = ['athletics', 'fun', 'ball', 'swimming', 'board'] as const;

/** A group in which men and women are apart takes no such make-up. */
function forSex(team: Api.Meet.TeamRule | null, sex: Api.Meet.Group['sex']): Api.Meet.TeamRule | null {
  return team && sex !== 'any' ? { ...team, men: 0, women: 0 } : team;
}

/** Events that a group can have, each discipline once; `id` is empty. */
export function catalogue(level: Api.Meet.Level, group: Api.Meet.Group): Api.Meet.Event[] {
  const found = new Map<string, Api.Meet.Event>();
  for (const sport of sports) {
    // Both levels: an enterprise may want what only districts usually have.
    for (const one of [level, level === 'district' ? 'enterprise' : 'district'] as const) {
      const { groups, events } = template(sport, one, '2000-01-01');
      const sexes = new Map(groups.map(({ id, sex }) => [id, sex]));
      for (const event of events) {
        const sex = sexes.get(event.group);
        const suits = sex === 'any' || sex === group.sex;
        if (!suits || found.has(event.discipline)) continue;
        found.set(event.discipline, { ...event, id: '', group: group.id, name: `${group.name}${event.discipline}`, team: forSex(event.team, group.sex) });
      }
    }
  }
  return [...found.values()];
}

/** The next free id of an event. */
export function freeEventId(events: readonly Pick<Api.Meet.Event, 'id'>[]): string {
  const numbers = events.map(({ id }) => Number(/^e(\d+)$/.exec(id)?.[1] ?? 0));
  return `e${Math.max(0, ...numbers) + 1}`;
}

/** The rulebook with a discipline of a group turned on or off. */
export function turned(rulebook: Api.Meet.Rulebook, groupId: string, discipline: string): Api.Meet.Rulebook {
  const { events, groups, level } = rulebook;
  const here = events.filter((event) => event.group === groupId && event.discipline === discipline);
  if (here.length > 0) return { ...rulebook, events: events.filter((event) => !here.includes(event)) };
  const group = groups.find(({ id }) => id === groupId);
  const event = group && catalogue(level, group).find((one) => one.discipline === discipline);
  return event ? { ...rulebook, events: [...events, { ...event, id: freeEventId(events) }] } : rulebook;
}
