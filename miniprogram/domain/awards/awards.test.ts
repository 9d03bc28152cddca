import fc from 'fast-check';
import { addDays, dayText } from '../time/days';
import { find, lastDayOf, listDigest, type Named, type Notice, object, publish, standingOfNotice } from './notice';
import { quotasOf } from './quotas';

const wang: Named = { name: '王秀兰', unit: '机床厂', post: '钳工' };
const li: Named = { name: '李建军', unit: '公交公司', post: '驾驶员' };
const desk = { name: '市总工会宣教部', telephone: '0551-1234567' };
const there = (notice: Notice | null): Notice => {
  if (!notice) throw new Error('refused');
  return notice;
};

test('worked: 10 places over 47, 33 and 20: 5, 3, 2', () => {
  const given = [{ id: 'a', weight: 47 }, { id: 'b', weight: 33 }, { id: 'c', weight: 20 }];
  expect(quotasOf(given, 10).map(({ places }) => places)).toEqual([5, 3, 2]);
  expect(quotasOf(given, 0).map(({ places }) => places)).toEqual([0, 0, 0]);
  expect(quotasOf([{ id: 'a', weight: 0 }, { id: 'b', weight: 0 }], 3).map(({ places }) => places)).toEqual([0, 0]);
  expect(quotasOf([{ id: 'b', weight: 1 }, { id: 'a', weight: 1 }], 1)).toEqual([{ id: 'b', weight: 1, places: 0 }, { id: 'a', weight: 1, places: 1 }]);
  expect(() => quotasOf(given, 1.5)).toThrow(RangeError);
  expect(() => quotasOf([{ id: 'a', weight: -1 }], 1)).toThrow(RangeError);
});

test('quotas sum to the places, each is its exact share rounded up or down, in whatever order units come', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 9000 }), { minLength: 1, maxLength: 30 }), fc.nat({ max: 300 }), (weights, places) => {
      const given = weights.map((weight, index) => ({ id: `u${index}`, weight }));
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      const quotas = quotasOf(given, places);
      expect(quotas.reduce((sum, quota) => sum + quota.places, 0)).toBe(total === 0 ? 0 : places);
      for (const { weight, places: own } of quotas) if (total > 0) expect(Math.abs(own * total - weight * places)).toBeLessThan(total);
      expect(quotasOf([...given].reverse(), places).reverse()).toEqual(quotas);
    }),
  );
});

test('a notice runs five working days from the day after', () => {
  const notice = publish('city', [wang], desk, '2026-04-28');
  expect(lastDayOf(notice)).toEqual({ day: '2026-05-08', sure: true });
  expect(standingOfNotice(notice, '2026-05-08')).toBe('running');
  expect(standingOfNotice(notice, '2026-05-09')).toBe('clear');
  expect(() => publish('city', [wang], desk, '2026-04-28', 4)).toThrow('4 working days');
  expect(() => publish('city', [], desk, '2026-04-28')).toThrow('empty');
  expect(() => publish('city', [wang], { name: '', telephone: '' }, '2026-04-28')).toThrow('objections');
});

test('the list has name, unit and post only, whatever comes in', () => {
  const more = { ...wang, idNumber: '340102199001011234' };
  expect(publish('unit', [more], desk, '2026-04-28').list).toEqual([wang]);
  expect(listDigest([more])).toBe(listDigest([wang]));
  expect(listDigest([wang, li])).not.toBe(listDigest([li, wang]));
});

test('an objection keeps the decision open until its finding; only the finding is recorded', () => {
  const notice = there(object(publish('city', [wang, li], desk, '2026-04-28'), 'o1', 5, '2026-05-08'));
  expect(standingOfNotice(notice, '2026-05-11')).toBe('open');
  expect(JSON.stringify(notice.objections)).toBe('[{"id":"o1","at":5,"finding":null}]');
  expect(object(notice, 'o1', 9, '2026-06-01')).toBe(notice);
  expect(object(notice, 'o2', 9, '2026-05-09')).toBeNull();
  const found = there(find(notice, 'o1', { at: 6, words: '经核实，不影响推选', today: '2026-05-11' }, null));
  expect(standingOfNotice(found, '2026-05-11')).toBe('clear');
  expect(find(found, 'o1', { at: 7, words: '', today: '2026-05-11' }, null)).toBeNull();
  expect(find(found, 'o9', { at: 7, words: '', today: '2026-05-11' }, null)).toBeNull();
});

test('a change restarts the notice, with another digest', () => {
  const notice = there(object(publish('city', [wang, li], desk, '2026-03-02'), 'o1', 5, '2026-03-04'));
  const changed = there(find(notice, 'o1', { at: 6, words: '取消一人资格', today: '2026-03-05' }, [wang]));
  expect(changed).toMatchObject({ published: '2026-03-05', list: [wang] });
  expect(changed.digest).not.toBe(notice.digest);
  expect(lastDayOf(changed).day).toBe('2026-03-12');
  expect(standingOfNotice(changed, '2026-03-10')).toBe('running');
  expect(changed.objections[0]?.finding?.changed).toBe(true);
});

test('no notice is over before five days have passed', () => {
  fc.assert(
    fc.property(fc.integer({ min: 20_454, max: 20_780 }), (number) => {
      const published = dayText(number);
      expect(standingOfNotice(publish('unit', [wang], desk, published), addDays(published, 5))).toBe('running');
      expect(lastDayOf({ published, workingDays: 5 }).day >= addDays(published, 5)).toBe(true);
    }),
  );
});
