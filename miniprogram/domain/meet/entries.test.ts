import { type Athlete, bibsOf, entryProblems, makeupProblems, type MeetEntry } from './entries';
import { ageOn, classOf, groupProblem, thinEvents } from './groups';
import { template } from './templates';

const rulebook = template('athletics', 'district', '2026-10-18');

test('full years: the birthday counts, 29 February comes round on 1 March', () => {
  expect([ageOn('1990-10-18', '2026-10-18'), ageOn('1990-10-19', '2026-10-18')]).toEqual([36, 35]);
  expect([ageOn('2000-02-29', '2026-02-28'), ageOn('2000-02-29', '2026-03-01')]).toEqual([25, 26]);
});

test('groups by sex and age on the rulebook’s day', () => {
  const [youth, middle] = rulebook.groups;
  if (!youth || !middle) throw new Error('no groups');
  expect(groupProblem(youth, { sex: 'male', born: '1990-10-19' }, rulebook.ageOn)).toBeNull();
  expect(groupProblem(youth, { sex: 'male', born: '1990-10-18' }, rulebook.ageOn)).toBe('tooOld');
  expect(groupProblem(middle, { sex: 'male', born: '1990-10-19' }, rulebook.ageOn)).toBe('tooYoung');
  expect(groupProblem(youth, { sex: 'female', born: '2000-01-01' }, rulebook.ageOn)).toBe('wrongSex');
});

test('classes of units: 301 members and more are 甲组', () => {
  expect([300, 301, 5_000].map((members) => classOf(rulebook.unitClasses, members)?.name)).toEqual(['乙组', '甲组', '甲组']);
});

const athlete = (id: string, change: Partial<Athlete> = {}): Athlete => ({ id, sex: 'male', born: '2000-01-01', unit: 'steel', ...change });
const entry = (id: string, event: string, people: string[], change: Partial<MeetEntry> = {}): MeetEntry => ({ id, event, unit: 'steel', units: ['steel'], people, ...change });
const problems = (entries: MeetEntry[], athletes: Athlete[]) => entryProblems(rulebook, entries, athletes).map(({ entry: id, problem }) => `${id} ${problem}`);

test('限报2项，可兼报接力: a third event is too many, a relay is not', () => {
  const four = ['a', 'b', 'c', 'd'].map((id) => athlete(id));
  const list = [entry('1', 'm1-100米', ['a']), entry('2', 'm1-200米', ['a']), entry('3', 'm1-4×100米接力', ['a', 'b', 'c', 'd'])];
  expect(problems(list, four)).toEqual([]);
  expect(problems([...list, entry('4', 'm1-400米', ['a'])], four)).toEqual(['4 tooMany']);
  expect(problems([entry('1', 'm1-100米', ['a']), entry('2', 'm1-100米', ['a'])], four)).toEqual(['2 twice']);
});

test('what else the server refuses', () => {
  const two = [athlete('a'), athlete('b', { unit: 'rail' })];
  expect(problems([entry('1', 'm1-100米', ['b'])], two)).toEqual(['1 otherUnit']);
  expect(problems([entry('1', 'm1-100米', ['b'], { units: ['steel', 'rail'] })], two)).toEqual([]);
  expect(problems([entry('1', 'w1-100米', ['a']), entry('2', 'm9-100米', ['a']), entry('3', 'm1-100米', ['z'])], two)).toEqual(['1 wrongSex', '2 noSuchEvent', '3 noSuchAthlete']);
  expect(problems([entry('1', 'm1-4×100米接力', ['a'])], two)).toEqual(['1 tooFewPeople']);
  expect(problems([entry('1', 'm1-100米', ['a', 'a'])], two)).toContain('1 notAlone');
  const three = ['a', 'b', 'c'].map((id) => athlete(id));
  expect(problems(three.map(({ id }) => entry(id, 'm1-100米', [id])), three)).toEqual(['c tooManyOfUnit']);
});

test('at most so many among a list of disciplines', () => {
  const strict = { ...rulebook, limits: { ...rulebook.limits, perPerson: 5, among: [{ disciplines: ['100米', '200米'], most: 1 }] } };
  const list = [entry('1', 'm1-100米', ['a']), entry('2', 'm1-跳远', ['a']), entry('3', 'm1-200米', ['a'])];
  expect(entryProblems(strict, list, [athlete('a')])).toEqual([{ entry: '3', problem: 'tooManyAmong', athlete: 'a' }]);
});

test('make-up: 男x女y and the ages of all together', () => {
  const rule: Api.Meet.TeamRule = { min: 3, max: 4, men: 1, women: 2, ages: { min: 100, max: 120 }, relay: false };
  const on = '2026-10-18';
  const person = (sex: Api.Meet.Sex, age: number) => ({ sex, born: `${2026 - age}-01-01` });
  expect(makeupProblems(rule, [person('male', 40), person('female', 40), person('female', 30)], on)).toEqual([]);
  expect(makeupProblems(rule, [person('male', 40), person('male', 40), person('female', 45)], on)).toEqual(['tooFewWomen', 'agesTooHigh']);
  expect(makeupProblems(rule, [person('female', 20), person('female', 20)], on)).toEqual(['tooFewPeople', 'tooFewMen', 'agesTooLow']);
});

test('an event with few entries may go into the next age group; the oldest changes to another event', () => {
  expect(thinEvents(rulebook, new Map([['m1-100米', 2], ['m3-100米', 1], ['m2-100米', 9], ['m1-200米', 1]]), 3)).toEqual([
    { event: 'm1-100米', entries: 2, into: 'm2-100米' },
    { event: 'm1-200米', entries: 1, into: null },
    { event: 'm3-100米', entries: 1, into: null },
  ]);
});

test('bibs: a block for each unit', () => {
  expect([...bibsOf([{ athletes: ['a', 'b'] }, { athletes: ['c'] }])]).toEqual([['a', 101], ['b', 102], ['c', 201]]);
  const many = Array.from({ length: 120 }, (_, index) => `p${index}`);
  expect(bibsOf([{ athletes: ['a'] }, { athletes: many }]).get('p119')).toBe(2_120);
});
