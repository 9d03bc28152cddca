import { minute } from '../time/shanghai';
import { confirmedFrom, mayAppeal, mayProtest, nextSigner } from './result';

const at = 1_800_000_000_000;
const protest = (change: Partial<Parameters<typeof mayAppeal>[0]> = {}) => ({ at: at + 5 * minute, answered: null, appealed: null, decided: null, ...change });

test('记录员 → 主裁判 → 裁判长, then it can be announced', () => {
  const signed = (['recorder', 'judge', 'referee'] as const).map((as) => ({ as, by: as, at }));
  expect([0, 1, 2, 3].map((done) => nextSigner(signed.slice(0, done)))).toEqual(['recorder', 'judge', 'referee', null]);
});

test('a protest within 30 minutes of the announcement', () => {
  expect([at, at + 30 * minute - 1, at + 30 * minute, at - 1].map((now) => mayProtest(at, now))).toEqual([true, true, false, false]);
  expect(mayProtest(null, at)).toBe(false);
});

test('points stay 待确认 until the time is over and each protest is through', () => {
  expect(confirmedFrom(null, [])).toBeNull();
  expect(confirmedFrom(at, [])).toBe(at + 30 * minute);
  expect(confirmedFrom(at, [protest()])).toBeNull();
  const answered = protest({ answered: at + 20 * minute });
  expect(confirmedFrom(at, [answered])).toBe(at + 50 * minute);
  expect([mayAppeal(answered, at + 49 * minute), mayAppeal(answered, at + 50 * minute), mayAppeal(protest(), at)]).toEqual([true, false, false]);
  expect(confirmedFrom(at, [protest({ answered: at + 20 * minute, appealed: at + 30 * minute })])).toBeNull();
  expect(confirmedFrom(at, [protest({ answered: at + 20 * minute, appealed: at + 30 * minute, decided: at + 90 * minute })])).toBe(at + 90 * minute);
});
