/** What makes a rulebook 竞赛规程 impossible to run: told while a cadre edits it, and refused when it is sent. */

export type RulebookProblem =
  | 'noEvents'
  | 'noGroups'
  | 'sameId'
  | 'noSuchGroup'
  | 'ages'
  | 'classesOverlap'
  | 'table'
  | 'limits'
  | 'bars'
  | 'heatSize'
  | 'bands'
  | 'makeup'
  | 'direction'
  | 'format'
  | 'rests';

export interface RulebookFault {
  problem: RulebookProblem;
  /** Id of the event, group or class that it is about; null: the rulebook as a whole. */
  at: string | null;
}

const whole = (n: number, least: number) => Number.isInteger(n) && n >= least;

/** Whether the smallest or the largest mark is the best; null: nothing is compared, or it depends on what is summed. */
function betterOf({ kind }: Api.Meet.Measure): 'less' | 'more' | null {
  if (kind === 'time' || kind === 'timePenalty') return 'less';
  return kind === 'bouts' || kind === 'sum' ? null : 'more';
}

function eventFaults(event: Api.Meet.Event, groups: ReadonlySet<string>): RulebookProblem[] {
  const { measure, format, start, team } = event;
  const problems: RulebookProblem[] = [];
  if (!groups.has(event.group)) problems.push('noSuchGroup');
  const direction = betterOf(measure);
  if (direction !== null && direction !== event.better) problems.push('direction');
  if (measure.kind === 'height' && (measure.bars.length === 0 || measure.bars.some((bar, index) => !whole(bar, 1) || bar <= (measure.bars[index - 1] ?? 0)))) problems.push('bars');
  if ((start.kind === 'line' || start.kind === 'order') && !whole(start.most, 1)) problems.push('heatSize');
  if (team && (team.min < 1 || team.max < team.min || team.men + team.women > team.max || (team.ages?.min ?? 0) > (team.ages?.max ?? Infinity))) problems.push('makeup');
  const bouts = format.kind === 'knockout' || format.kind === 'roundRobin' || format.kind === 'swiss';
  // Heats need something to time or measure; two against each other need a winner.
  if (bouts !== (measure.kind === 'bouts') || (format.kind === 'swiss' && !whole(format.rounds, 1)) || !whole(event.perUnit, 1)) problems.push('format');
  return problems;
}

function classesOverlap(classes: readonly Api.Meet.UnitClass[]): boolean {
  return classes.some((one, index) => classes.slice(index + 1).some((other) => (one.min ?? 0) <= (other.max ?? Infinity) && (other.min ?? 0) <= (one.max ?? Infinity)));
}

/** Has each lane its place in exactly one band? */
function bandsFit(bands: Api.Meet.Bands, lanes: number): boolean {
  const sorted = bands.flat().sort((a, b) => a - b);
  return sorted.length === lanes && sorted.every((lane, index) => lane === index + 1);
}

export function rulebookFaults(rulebook: Api.Meet.Rulebook): RulebookFault[] {
  const { groups, events, unitClasses, points, limits, rests } = rulebook;
  const faults: RulebookFault[] = [];
  const report = (problem: RulebookProblem, at: string | null = null) => faults.push({ problem, at });
  if (events.length === 0) report('noEvents');
  if (groups.length === 0) report('noGroups');
  for (const list of [groups, events, unitClasses]) {
    const seen = new Set<string>();
    for (const { id } of list) {
      if (seen.has(id)) report('sameId', id);
      seen.add(id);
    }
  }
  if (!Object.values(rulebook.bands).every((bands) => bandsFit(bands, rulebook.lanes))) report('bands');
  const ids = new Set(groups.map(({ id }) => id));
  for (const { id, minAge, maxAge, next } of groups) {
    if ((minAge ?? 0) > (maxAge ?? Infinity)) report('ages', id);
    if (next !== null && (!ids.has(next) || next === id)) report('noSuchGroup', id);
  }
  if (classesOverlap(unitClasses)) report('classesOverlap');
  const { table } = points;
  if (table.length === 0 || table.some((value, index) => !whole(value, 0) || value > (table[index - 1] ?? Infinity))) report('table');
  if (!whole(limits.perPerson, 1) || limits.among.some(({ most }) => !whole(most, 0))) report('limits');
  if (![rests.events, rests.short, rests.middle, rests.call].every((minutes) => whole(minutes, 0))) report('rests');
  for (const event of events) for (const problem of eventFaults(event, ids)) report(problem, event.id);
  return faults;
}
