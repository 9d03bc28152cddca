/** Events as worker meets run them: the pieces that templates are made of. Names are the trade's. */

type Event = Api.Meet.Event;
type Make = (group: Api.Meet.Group) => Event;

const ids = (discipline: string, group: Api.Meet.Group) => `${group.id}-${discipline}`;

const common: Omit<Event, 'id' | 'name' | 'discipline' | 'group' | 'sport' | 'measure' | 'format' | 'start' | 'zone' | 'better'> = {
  metres: null,
  wind: false,
  team: null,
  perUnit: 2,
  factor: 1,
  implement: null,
  ballGame: null,
  violation: 'penalty',
};

const named = (discipline: string, group: Api.Meet.Group) => ({ id: ids(discipline, group), name: `${group.name}${discipline}`, discipline, group: group.id });

export const team = (min: number, max: number, men: number, women: number, relay = false): Api.Meet.TeamRule => ({ min, max, men, women, ages: null, relay });

/** A race on the track; from 1500 m up it starts from a line, at most 15 a heat. */
export function race(metres: number): Make {
  const layout = metres <= 110 ? 'straight' : metres <= 200 ? 'm200' : 'm400';
  const start: Api.Meet.Start = metres >= 1500 ? { kind: 'line', most: 15 } : { kind: 'lanes', layout };
  return (group) => ({ ...common, ...named(`${metres}米`, group), sport: 'athletics', measure: { kind: 'time' }, format: { kind: 'timedFinal' }, start, metres, better: 'less', wind: metres <= 200, zone: '跑道' });
}

export function relay(legs: number, metres: number): Make {
  return (group) => ({
    ...common,
    ...named(`${legs}×${metres}米接力`, group),
    sport: 'athletics',
    measure: { kind: 'time' },
    format: { kind: 'timedFinal' },
    start: { kind: 'lanes', layout: 'm400' },
    metres: legs * metres,
    better: 'less',
    team: team(legs, legs + 2, 0, 0, true),
    perUnit: 1,
    factor: 2,
    zone: '跑道',
  });
}

export function jump(discipline: string, wind: boolean): Make {
  return (group) => ({ ...common, ...named(discipline, group), sport: 'athletics', measure: { kind: 'distance', finalists: null }, format: { kind: 'timedFinal' }, start: { kind: 'order', most: 40 }, better: 'more', wind, zone: '沙坑' });
}

/** From 起跳高度 up by `step` mm. */
export function highJump(from: number, step: number, bars: number): Make {
  return (group) => ({
    ...common,
    ...named('跳高', group),
    sport: 'athletics',
    measure: { kind: 'height', bars: Array.from({ length: bars }, (_, index) => from + index * step), jumpOff: null },
    format: { kind: 'timedFinal' },
    start: { kind: 'order', most: 40 },
    better: 'more',
    zone: '跳高区',
  });
}

/** @param grams by sex */
export function shot(grams: Readonly<Record<Api.Meet.Sex, number>>): Make {
  return (group) => ({
    ...common,
    ...named('铅球', group),
    sport: 'athletics',
    measure: { kind: 'distance', finalists: null },
    format: { kind: 'timedFinal' },
    start: { kind: 'order', most: 40 },
    better: 'more',
    implement: grams[group.sex === 'female' ? 'female' : 'male'],
    zone: '铅球区',
  });
}

export function swim(metres: number, stroke: string): Make {
  return (group) => ({ ...common, ...named(`${metres}米${stroke}`, group), sport: 'swimming', measure: { kind: 'time' }, format: { kind: 'timedFinal' }, start: { kind: 'pool' }, metres, better: 'less', zone: '泳池' });
}

export function swimRelay(legs: number, metres: number): Make {
  return (group) => ({
    ...common,
    ...named(`${legs}×${metres}米自由泳接力`, group),
    sport: 'swimming',
    measure: { kind: 'time' },
    format: { kind: 'timedFinal' },
    start: { kind: 'pool' },
    metres: legs * metres,
    better: 'less',
    team: team(legs, legs + 2, 0, 0, true),
    perUnit: 1,
    factor: 2,
    zone: '泳池',
  });
}

/** 趣味: what is counted, timed or hit by one or by a team. */
export function fun(discipline: string, measure: Api.Meet.Measure, makeup: Api.Meet.TeamRule | null, violation: Event['violation'] = 'penalty', most = 6): Make {
  const better = measure.kind === 'time' || measure.kind === 'timePenalty' || (measure.kind === 'sum' && measure.of === 'time') ? 'less' : 'more';
  return (group) => ({ ...common, ...named(discipline, group), sport: 'fun', measure, format: { kind: 'timedFinal' }, start: { kind: 'order', most }, better, team: makeup, perUnit: makeup ? 1 : 2, violation, zone: '趣味场地' });
}

/** 拔河: a knock-out of bouts, best of 3; counts double. */
export function tugOfWar(makeup: Api.Meet.TeamRule): Make {
  return (group) => ({
    ...common,
    ...named('拔河', group),
    sport: 'fun',
    measure: { kind: 'bouts', bestOf: 3 },
    format: { kind: 'knockout', seeds: 0, third: true },
    start: { kind: 'order', most: 2 },
    better: 'more',
    team: makeup,
    perUnit: 1,
    factor: 2,
    zone: '拔河场地',
  });
}

/** Ball games and boards: two against each other. */
export function contest(sport: 'ball' | 'board', discipline: string, format: Api.Meet.Format, bestOf: number, ballGame: Event['ballGame'], makeup: Api.Meet.TeamRule | null, zone: string): Make {
  return (group) => ({ ...common, ...named(discipline, group), sport, measure: { kind: 'bouts', bestOf }, format, start: { kind: 'order', most: 2 }, better: 'more', team: makeup, perUnit: makeup ? 1 : 2, ballGame, zone });
}
