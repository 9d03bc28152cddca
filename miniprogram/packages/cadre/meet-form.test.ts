import { hoursOf } from '../../domain/meet/hours';
import { rulebookFaults } from '../../domain/meet/rulebook';
import { template } from '../../domain/meet/templates';
import { formOf, type MeetForm, put, sectionsOf } from './meet-form';

const start = Date.UTC(2027, 4, 1);
const sports = ['athletics', 'fun', 'ball', 'swimming', 'board'] as const;

function form(sport: Api.Meet.Sport, level: Api.Meet.Level = 'district'): MeetForm {
  const plain = template(sport, level, '2027-05-01');
  const rulebook = { ...plain, events: plain.events.map((event, index) => ({ ...event, id: `e${index + 1}` })) };
  return formOf({ rulebook, entriesUntil: start - 20, captainsAt: start - 10, hours: hoursOf(start, start + 86_400_000) });
}

const filled = (from: MeetForm, key: string, text: string): MeetForm => {
  const next = put(from, key, text);
  if (next === null) throw new Error(`${key} cannot be read`);
  return next;
};

test.each(sports.flatMap((sport) => [[sport, 'district'] as const, [sport, 'enterprise'] as const]))('%s, %s: what stands in the fields is read back as the very rulebook', (sport, level) => {
  const before = form(sport, level);
  for (const { key, kind, value } of sectionsOf(before).flatMap(({ fields }) => fields)) {
    if (kind === 'ticks') continue;
    const after = filled(before, key, value);
    // Ids of classes are by their place, whoever reads them.
    const plain = (one: MeetForm) => ({ ...one, rulebook: { ...one.rulebook, unitClasses: one.rulebook.unitClasses.map(({ id: _id, ...rest }) => rest) } });
    expect([key, plain(after)]).toEqual([key, plain(before)]);
  }
});

test('disciplines turn on and off, by group, of other sports too; ids are never used twice', () => {
  const off = filled(form('athletics'), 'events-m1', '100米');
  expect(off.rulebook.events.some(({ name }) => name === '男子青年组100米')).toBe(false);
  const on = filled(off, 'events-m1', '100米');
  const event = on.rulebook.events.find(({ name }) => name === '男子青年组100米');
  expect(event).toMatchObject({ group: 'm1', metres: 100, format: { kind: 'timedFinal' } });
  expect(new Set(on.rulebook.events.map(({ id }) => id)).size).toBe(on.rulebook.events.length);
  const wide = filled(form('athletics'), 'offers', 'fun');
  const tug = filled(wide, 'events-w2', '拔河');
  expect(tug.rulebook.events.find(({ name }) => name === '女子中年组拔河')?.team).toMatchObject({ men: 0, women: 0 });
  expect(rulebookFaults(tug.rulebook)).toEqual([]);
});

test('groups as lines: a renamed one renames its events, a dropped one takes them along, the next of a sex is the next up', () => {
  const { rulebook } = filled(form('athletics'), 'groups', '男子甲组 男 18-40\n男子乙组 男 41以上\n女子组 女 18以上');
  expect(rulebook.groups.map(({ name, minAge, maxAge, next }) => [name, minAge, maxAge, next])).toEqual([
    ['男子甲组', 18, 40, 'm2'],
    ['男子乙组', 41, null, null],
    ['女子组', 18, null, null],
  ]);
  expect(rulebook.events.find(({ group, discipline }) => group === 'm1' && discipline === '100米')?.name).toBe('男子甲组100米');
  expect(rulebookFaults(rulebook)).toEqual([]);
  expect(put(form('athletics'), 'groups', '男子甲组 公 18-40')).toBeNull();
});

test('a cadre’s own 趣味 events, make-ups, the points table, rounds of the sprints', () => {
  const { rulebook } = filled(form('fun', 'enterprise'), 'own', '滚轮胎 计时 8人\n飞镖 投中');
  expect(rulebook.events.slice(-2).map(({ name, team, measure }) => [name, team?.min ?? null, measure.kind])).toEqual([['滚轮胎', 8, 'time'], ['飞镖', null, 'hits']]);
  expect(rulebookFaults(rulebook)).toEqual([]);
  expect(put(form('fun'), 'own', '滚轮胎 抓阄')).toBeNull();
  const teams = filled(form('fun', 'enterprise'), 'teams', '拔河 16人 男8 女8').rulebook.events.find(({ name }) => name === '拔河')?.team;
  expect(teams).toMatchObject({ min: 16, max: 16, men: 8, women: 8 });
  expect(filled(form('athletics'), 'table', '7-5-4-3-2-1').rulebook.points.table).toEqual([7, 5, 4, 3, 2, 1]);
  const rounds = filled(form('athletics'), 'format', 'rounds').rulebook.events.filter(({ format }) => format.kind === 'rounds');
  expect([...new Set(rounds.map(({ metres }) => metres))]).toEqual([100, 200]);
  expect(filled(form('athletics'), 'lanes', '6').rulebook.bands.straight.flat().sort()).toEqual([1, 2, 3, 4, 5, 6]);
});
