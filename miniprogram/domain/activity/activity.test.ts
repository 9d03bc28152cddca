import { day, hour, instant } from '../time/shanghai';
import { checkDraft } from './draft';
import { phaseOf } from './phase';
import { plainStretches, stepsAt, whenOf } from './steps';

const now = instant(2026, 11, 20, 9);
const draft: Api.Activity.CreateInput = {
  title: '周末羽毛球友谊赛',
  programme: 'general',
  audienceUnionId: 'u1',
  placeName: '市工人文化宫 羽毛球馆',
  startsAt: now + 2 * day,
  endsAt: now + 2 * day + 3 * hour,
  capacity: 40,
};

describe('phase', () => {
  const schedule = { signUpOpensAt: 10, signUpClosesAt: 20, startsAt: 30, endsAt: 40, cancelled: false };
  test.each([
    [9, 'announced'],
    [10, 'open'],
    [19, 'open'],
    [20, 'closed'],
    [30, 'running'],
    [39, 'running'],
    [40, 'ended'],
  ] as const)('at %i: %s', (at, phase) => expect(phaseOf(schedule, at)).toBe(phase));

  test('a programme that takes latecomers is open while it runs', () => {
    expect(phaseOf({ ...schedule, signUpClosesAt: 40 }, 35)).toBe('open');
  });
  test('a cancel outweighs everything', () => {
    expect(phaseOf({ ...schedule, cancelled: true }, 45)).toBe('cancelled');
  });
});

describe('draft', () => {
  const faults = (change: Partial<Api.Activity.CreateInput>) => checkDraft({ ...draft, ...change }, now).map((fault) => fault.field);

  test('title, time and places are enough', () => expect(checkDraft(draft, now)).toEqual([]));
  test.each([
    [{ title: '\u200B\u200B\u200B' }, ['title']],
    [{ title: '长'.repeat(41) }, ['title']],
    [{ endsAt: draft.startsAt }, ['endsAt']],
    [{ startsAt: now - 2 * day, endsAt: now - day, signUpClosesAt: now - day }, ['endsAt', 'signUpClosesAt']],
    [{ capacity: 0 }, ['capacity']],
    [{ capacity: 2.5 }, ['capacity']],
    [{ capacity: Number.NaN }, ['capacity']],
    [{ capacity: 2001 }, ['capacity']],
    [{ placeName: ' ' }, ['placeName']],
    [{ signUpOpensAt: draft.startsAt }, ['signUpClosesAt']],
    [{ signUpClosesAt: draft.endsAt + 1 }, ['signUpClosesAt']],
    [{ endsAt: now + 800 * day }, ['endsAt']],
  ])('%j is refused at %j', (change, fields) => expect(faults(change)).toEqual(fields));
});

describe('steps', () => {
  test('times as people say them', () => {
    expect(whenOf(instant(2026, 12, 1, 9), instant(2026, 12, 1, 11, 30))).toBe('12月1日 9:00 – 11:30');
    expect(whenOf(instant(2026, 12, 1), instant(2026, 12, 20))).toBe('12月1日 – 12月20日');
    expect(whenOf(instant(2026, 12, 1), instant(2027, 12, 1))).toBe('2026年12月1日 – 2027年12月1日');
    expect(whenOf(instant(2026, 12, 1, 9, 5), instant(2026, 12, 1, 9, 5))).toBe('12月1日 9:05');
  });
  test('what is over, what is on, what comes', () => {
    const stretches = plainStretches({ programme: 'reading', signUpOpensAt: 0, signUpClosesAt: 10, startsAt: 20, endsAt: 30 });
    expect(stepsAt(stretches, 5).map((step) => step.state)).toEqual(['now', 'next']);
    expect(stepsAt(stretches, 15).map((step) => step.state)).toEqual(['done', 'next']);
    expect(stepsAt(stretches, 30).map((step) => step.state)).toEqual(['done', 'done']);
  });
});
