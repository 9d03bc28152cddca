import fc from 'fast-check';
import { instant } from '../time/shanghai';
import { howChosen, plainRules } from './rules';

const words = (change: Partial<Api.Activity.Rules>, capacity = 50) => howChosen({ ...plainRules, ...change }, capacity).split('；');

test('first come, and nothing more to say', () => {
  expect(words({})).toEqual(['先到先得，满额后按报名先后候补']);
});

test('each rule is told in a clause of its own', () => {
  expect(words({ mode: 'lottery', favourNew: true })).toEqual(['报名截止后统一摇号，先报后报机会一样，没摇中的按摇号次序候补', '没参加过活动的人机会加倍']);
  expect(words({ mode: 'review', sealedForm: true })[1]).toBe('要上传盖章的报名表');
  expect(words({ team: { min: 3, max: 5 } })[1]).toBe('组队报名，每队 3–5 人，名额按队算');
  expect(words({ team: { min: 2, max: 2 } })[1]).toBe('组队报名，每队 2 人，名额按队算');
  expect(words({ batches: [{ at: instant(2026, 12, 1, 10), places: 30 }, { at: instant(2026, 12, 2, 18, 30), places: 20 }] })[1]).toBe('分 2 批放号：12月1日 10:00 放 30 个，12月2日 18:30 放 20 个');
  expect(words({ offerHours: 24 })[1]).toBe('候补轮到时，名额留 24 小时，不接受就给下一位');
  expect(words({ substituteUntil: instant(2026, 12, 1, 18) })[1]).toBe('12月1日 18:00 前可以换人参加');
});

test('what the quotas leave is for everybody; a return is said only where there are quotas', () => {
  const quotas = [{ unionId: 'a', places: 20 }, { unionId: 'b', places: 10 }];
  const quotasReturnAt = instant(2026, 12, 1);
  expect(words({ quotas })).toEqual([expect.anything(), '2 个单位留了名额，共 30 个，其余 20 个不分单位']);
  expect(words({ quotas, quotasReturnAt }, 30)).toEqual([expect.anything(), '2 个单位留了名额，共 30 个，各单位在自己的名额内报', '12月1日 0:00 起，没用完的单位名额给候补的人']);
  expect(words({ quotasReturnAt })).toHaveLength(1);
});

test('any rules are told, and told differently from plain ones where they differ', () => {
  const at = fc.integer({ min: instant(2026, 1, 1), max: instant(2027, 1, 1) });
  const places = fc.integer({ min: 1, max: 50 });
  const rules = fc.record<Api.Activity.Rules>({
    mode: fc.constantFrom('firstCome', 'lottery', 'review'),
    quotas: fc.array(fc.record({ unionId: fc.string(), places }), { maxLength: 4 }),
    quotasReturnAt: fc.constant(null),
    batches: fc.array(fc.record({ at, places }), { maxLength: 4 }),
    offerHours: fc.option(fc.integer({ min: 1, max: 168 })),
    favourNew: fc.boolean(),
    team: fc.option(fc.record({ min: places, max: places })),
    substituteUntil: fc.option(at),
    sealedForm: fc.boolean(),
    exits: fc.boolean(),
  });
  fc.assert(
    fc.property(rules, (any) => {
      const said = howChosen(any, 1000);
      expect(said).not.toMatch(/undefined|null|NaN/);
      expect(said === howChosen(plainRules, 1000)).toBe(JSON.stringify(any) === JSON.stringify(plainRules));
    }),
  );
});
