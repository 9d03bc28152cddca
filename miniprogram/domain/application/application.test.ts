import fc from 'fast-check';
import { type Act, type Application, decideApply, decideReview, decideWithdraw, type Decision, type Deed, refusalOf, type Terms } from './application';
import { desksOf } from './desks';

const lottery: Terms = { mode: 'lottery', opensAt: 10, closesAt: 100, endsAt: 200, cancelled: false, sealedForm: false };
const review: Terms = { ...lottery, mode: 'review' };
const act = (deed: Deed, t = 50, k = `${deed}-${t}`, why?: string): Act => ({ k, h: 'h', do: deed, t, ...(why === undefined ? {} : { why }) });
const applied: Application = { state: 'applied', at: 50, v: 1, acts: [act('apply')] };
const then = (application: Application, next: Act, state: Api.Application.State): Application => ({ ...application, state, v: application.v + 1, acts: [...application.acts, next] });
const passed = then(applied, act('pass', 60), 'passed');
const reasonOf = (decision: Decision) => (decision.do === 'refuse' ? decision.reason : decision.do);

describe('applying', () => {
  const apply = (application: Application | null, change: Partial<Act> = {}, terms = lottery, sealed = false, placeGone = false) =>
    reasonOf(decideApply(application, { ...act('apply', 50, 'new'), ...change }, terms, sealed, placeGone));

  test.each<[number, string]>([[9, 'notOpen'], [10, 'write'], [99, 'write'], [100, 'closed'], [200, 'over']])('at %i: %s', (t, expected) => expect(apply(null, { t })).toBe(expected));
  test('called off', () => expect(apply(null, {}, { ...lottery, cancelled: true })).toBe('activityCancelled'));
  test('a repeat and a second phone get what is there; another body under the key does not', () => {
    expect(apply(applied, { k: 'apply-50' })).toBe('answer');
    expect(apply(applied, { k: 'apply-50', h: 'other' })).toBe('keyReused');
    expect(apply(applied)).toBe('answer');
    expect(apply(passed, {}, review)).toBe('answer');
  });
  test('after a withdrawal, a refusal or a place given back: again, but not without end', () => {
    const withdrawn = then(applied, act('withdraw', 60), 'withdrawn');
    expect(apply(withdrawn)).toBe('write');
    expect(apply(then(passed, act('refuse', 70, 'r', '材料不全'), 'refused'), {}, review)).toBe('write');
    const confirmed = then(passed, act('confirm', 70), 'confirmed');
    expect(apply(confirmed, {}, review)).toBe('answer');
    expect(apply(confirmed, {}, review, false, true)).toBe('write');
    const often = { ...withdrawn, acts: Array.from({ length: 5 }, (_, index) => act('apply', index)) };
    expect(apply(often)).toBe('restless');
  });
  test('a photo of the sealed form where the rules ask for it', () => {
    expect(apply(null, {}, { ...review, sealedForm: true })).toBe('sealMissing');
    expect(apply(null, {}, { ...review, sealedForm: true }, true)).toBe('write');
  });
});

test('withdrawing: of a lottery until sign-up closes, of a review until it is confirmed', () => {
  const withdraw = (application: Application | null, t: number, terms: Terms) => reasonOf(decideWithdraw(application, act('withdraw', t), terms));
  expect(withdraw(applied, 99, lottery)).toBe('write');
  expect(withdraw(applied, 100, lottery)).toBe('frozen');
  expect(withdraw(applied, 150, review)).toBe('write');
  expect(withdraw(passed, 150, review)).toBe('write');
  expect(withdraw(then(passed, act('confirm', 70), 'confirmed'), 80, review)).toBe('confirmed');
  expect(withdraw(null, 50, review)).toBe('notIn');
  expect(withdraw(then(applied, act('withdraw', 60, 'w'), 'withdrawn'), 70, review)).toBe('notIn');
});

describe('the two steps', () => {
  const decide = (application: Application | null, deed: 'pass' | 'confirm' | 'refuse', step: 'unit' | 'organiser', why?: string, terms = review) =>
    reasonOf(decideReview(application, act(deed, 70, 'k', why), step, terms));

  test('unit, then organiser, never the other way', () => {
    expect(decide(applied, 'pass', 'unit')).toBe('write');
    expect(decide(applied, 'confirm', 'organiser')).toBe('notPassed');
    expect(decide(passed, 'confirm', 'organiser')).toBe('write');
    expect(decide(passed, 'pass', 'unit')).toBe('decided');
    expect(decide(then(passed, act('confirm', 65), 'confirmed'), 'refuse', 'organiser', '名额有限')).toBe('decided');
  });
  test('a refusal says why, and by whom', () => {
    expect(decide(applied, 'refuse', 'unit')).toBe('reasonMissing');
    expect(decide(applied, 'refuse', 'unit', '不在岗')).toBe('write');
    expect(refusalOf(then(applied, act('refuse', 70, 'r', '不在岗'), 'refused'))).toEqual({ by: 'unit', why: '不在岗' });
    expect(refusalOf(then(passed, act('refuse', 70, 'r', '名额有限'), 'refused'))).toEqual({ by: 'organiser', why: '名额有限' });
    expect(refusalOf(passed)).toBeNull();
  });
  test('what was withdrawn, is over or is a lottery is not reviewed', () => {
    expect(decide(then(applied, act('withdraw', 60), 'withdrawn'), 'pass', 'unit')).toBe('withdrawn');
    expect(decide(applied, 'pass', 'unit', undefined, { ...review, endsAt: 60 })).toBe('over');
    expect(decide(applied, 'pass', 'unit', undefined, lottery)).toBe('notIn');
    expect(decide(null, 'pass', 'unit')).toBe('notIn');
  });
  test('whatever the order of acts, a confirmed application was passed first', () => {
    const deeds = fc.constantFrom<['pass' | 'confirm' | 'refuse', 'unit' | 'organiser'] | ['withdraw'] | ['apply']>(['pass', 'unit'], ['refuse', 'unit'], ['confirm', 'organiser'], ['refuse', 'organiser'], ['withdraw'], ['apply']);
    fc.assert(
      fc.property(fc.array(deeds, { maxLength: 12 }), (sequence) => {
        let application = applied;
        sequence.forEach(([deed, step], index) => {
          const next = act(deed, 60 + index, `k${index}`, deed === 'refuse' ? '原因' : undefined);
          const decision = deed === 'apply' ? decideApply(application, next, review, false, false) : deed === 'withdraw' ? decideWithdraw(application, next, review) : decideReview(application, next, step ?? 'unit', review);
          if (decision.do === 'write') application = then(application, next, decision.state);
        });
        if (application.state === 'confirmed') expect(application.acts.slice(-2).map((one) => one.do)).toEqual(['pass', 'confirm']);
      }),
    );
  });
});

test('in which lists it stands', () => {
  expect(desksOf('applied', '/c/e/j/t/', '/c/')).toEqual(['u:/c/e/', 'u:/c/e/j/', 'u:/c/e/j/t/', 'w:/c/']);
  expect(desksOf('passed', '/c/e/j/', '/c/e/')).toEqual(['o:/c/', 'o:/c/e/', 'd:/c/e/j/']);
  expect(desksOf('applied', '/c/e/j/t/', '/c/e/j/')).toEqual(['u:/c/e/j/', 'u:/c/e/j/t/', 'w:/c/', 'w:/c/e/', 'w:/c/e/j/']);
  expect(desksOf('applied', '/c/e/j/', '/c/e/j/').slice(0, 1)).toEqual(['u:/c/e/j/']);
  expect(desksOf('refused', '/c/e/', '/c/')).toEqual(['d:/c/', 'd:/c/e/']);
  expect(desksOf('withdrawn', '/c/e/', '/c/')).toEqual([]);
});
