import { rulebookFaults } from './rulebook';
import { placesOfSheet, sheetKind } from './sheet';
import { template } from './templates';

const sports: Api.Meet.Sport[] = ['athletics', 'fun', 'ball', 'swimming', 'board'];
const levels: Api.Meet.Level[] = ['district', 'enterprise'];
const rulebook = template('athletics', 'district', '2026-10-18');

test.each(sports.flatMap((sport) => levels.map((level): [Api.Meet.Sport, Api.Meet.Level] => [sport, level])))('the template %s %s can be run as it is', (sport, level) => {
  const made = template(sport, level, '2026-10-18');
  expect(rulebookFaults(made)).toEqual([]);
  expect(new Set(made.events.map(({ name }) => name)).size).toBe(made.events.length);
  for (const event of made.events) expect(event.sport).toBe(sport);
});

test('what the templates take over from the rules: one round first, two entries a person, relays and tug-of-war double', () => {
  const events = [...rulebook.events, ...template('fun', 'district', '2026-10-18').events];
  expect(rulebook.events.every(({ format }) => format.kind === 'timedFinal')).toBe(true);
  expect(rulebook.limits).toMatchObject({ perPerson: 2, relaysCount: false });
  expect([...new Set(events.filter(({ factor }) => factor === 2).map(({ discipline }) => discipline))]).toEqual(['4×100米接力', '拔河']);
  expect([...new Set(rulebook.events.filter(({ wind }) => wind).map(({ discipline }) => discipline))]).toEqual(['100米', '200米', '跳远']);
  expect(rulebook.events.filter(({ start }) => start.kind === 'line').map(({ discipline }) => discipline)).toEqual(['1500米', '1500米']);
});

test('what makes a rulebook impossible', () => {
  const [event, ...others] = rulebook.events;
  if (!event) throw new Error('no events');
  const faults = (change: Partial<Api.Meet.Rulebook>) => rulebookFaults({ ...rulebook, ...change }).map(({ problem }) => problem);
  const wrong = (change: Partial<Api.Meet.Event>) => faults({ events: [{ ...event, ...change }, ...others] });
  expect(faults({ events: [] })).toEqual(['noEvents']);
  expect(faults({ events: [event, event] })).toEqual(['sameId']);
  expect(faults({ unitClasses: [{ id: 'a', name: '甲', min: 300, max: null }, { id: 'b', name: '乙', min: null, max: 300 }] })).toEqual(['classesOverlap']);
  expect(faults({ points: { ...rulebook.points, table: [7, 9] } })).toEqual(['table']);
  expect(faults({ limits: { ...rulebook.limits, perPerson: 0 } })).toEqual(['limits']);
  expect(faults({ rests: { ...rulebook.rests, call: -1 } })).toEqual(['rests']);
  expect(faults({ bands: { ...rulebook.bands, straight: [[3, 4, 5, 6], [2, 7], [1, 7]] } })).toEqual(['bands']);
  expect(faults({ lanes: 6 })).toEqual(['bands']);
  expect(wrong({ group: 'nobody' })).toEqual(['noSuchGroup']);
  expect(wrong({ better: 'more' })).toEqual(['direction']);
  expect(wrong({ format: { kind: 'swiss', rounds: 7 } })).toEqual(['format']);
  expect(wrong({ start: { kind: 'line', most: 0 } })).toEqual(['heatSize']);
  expect(wrong({ measure: { kind: 'height', bars: [1_000, 1_000], jumpOff: null }, better: 'more' })).toEqual(['bars']);
  expect(wrong({ team: { min: 4, max: 6, men: 4, women: 4, ages: null, relay: false } })).toEqual(['makeup']);
});

test('a sheet is ranked by its event’s kind, and one of another kind is refused', () => {
  const penalty = { measure: { kind: 'timePenalty', penalty: 2_000 }, better: 'less' } as const;
  const marks = [{ entry: 'a', outcome: 'ok' as const, mark: 32_000 }, { entry: 'b', outcome: 'ok' as const, mark: 31_000 }, { entry: 'c', outcome: 'ok' as const, mark: null }];
  expect(placesOfSheet(penalty, { kind: 'marks', marks })?.map(({ entry, place, outcome }) => [entry, place, outcome])).toEqual([['b', 1, 'ok'], ['a', 2, 'ok'], ['c', null, 'NM']]);
  expect(placesOfSheet({ measure: { kind: 'hits' }, better: 'more' }, { kind: 'marks', marks })?.[0]?.entry).toBe('a');
  expect(placesOfSheet({ measure: { kind: 'time' }, better: 'less' }, { kind: 'marks', marks })).toBeNull();
  expect(new Set(rulebook.events.map(({ measure }) => sheetKind(measure)))).toEqual(new Set(['runs', 'heights', 'series']));
  const cards = [{ entry: 'a', outcome: 'ok' as const, trials: ['o', 'xxx'] }, { entry: 'b', outcome: 'ok' as const, trials: ['o', 'xxx'] }];
  const jumpOff = [{ height: 1_050, trials: { a: 'x', b: 'o' } as const }];
  const bars = [1_000, 1_050];
  expect(placesOfSheet({ measure: { kind: 'height', bars, jumpOff: null }, better: 'more' }, { kind: 'heights', cards, jumpOff })?.map(({ place }) => place)).toEqual([1, 1]);
  expect(placesOfSheet({ measure: { kind: 'height', bars, jumpOff: 20 }, better: 'more' }, { kind: 'heights', cards, jumpOff })?.map(({ entry, place }) => `${entry}${place}`)).toEqual(['b1', 'a2']);
});
