import fc from 'fast-check';
import { day, instant } from '../time/shanghai';
import { answerBy, type Candidate, daysLeft, regionsIn, routeTo, works } from './outside';

const union = (path: string, level: number, name: string, trade: string, region: string): Candidate => ({ id: path.split('/').slice(-2)[0] ?? '', path, level, name, trade, region });
const city = union('/c/', 0, '江城市总工会', '综合', '江城市');
const east = union('/c/e/', 1, '江东区总工会', '综合', '江东区');
const west = union('/c/w/', 1, '江西新区总工会', '综合', '江西新区');
const street = union('/c/e/s/', 2, '滨江街道工会联合会', '快递外卖', '江东区');
const company = union('/c/e/a/', 2, '快快送有限公司工会', '快递外卖', '江东区');
const transport = union('/c/t/', 1, '江城市交通运输工会', '交通运输', '江城市');
const quay = union('/c/w/q/', 2, '码头街道工会联合会', '家政服务', '码头街道');
const all = [city, east, west, street, company, transport, quay];
const idFor = (...[work, region]: Parameters<typeof routeTo> extends [infer W, infer R, ...unknown[]] ? [W, R] : never) => routeTo(work, region, all)?.id;

test('a street of the trade, else the trade, else the district, else the city; never a company', () => {
  expect(idFor('courier', '江东区')).toBe('s');
  expect(idFor('courier', '江西新区')).toBe('w');
  expect(idFor('driver', '江东区')).toBe('t');
  expect(idFor('builder', '江东区')).toBe('e');
  expect(idFor('builder', '码头街道')).toBe('w');
  expect(idFor('domestic', '码头街道')).toBe('q');
  expect(idFor('builder', '')).toBe('c');
  expect(idFor('other', '别的城市')).toBe('c');
  expect(routeTo('other', '', [])).toBeNull();
});

test('the order of the list changes nothing; whoever is asked is there and stands for many employers', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(all, { minLength: 1 }), fc.constantFrom(...works), fc.constantFrom('江东区', '江西新区', '码头街道', ''), (some, work, region) => {
      const to = routeTo(work, region, some);
      expect(to).toEqual(routeTo(work, region, [...some].reverse()));
      if (some.includes(city)) expect(to).not.toBeNull();
      expect(to).not.toBe(company);
    }),
  );
});

test('places to choose from', () => {
  expect(regionsIn(all)).toEqual(['江东区', '江西新区', '码头街道'].sort((a, b) => a.localeCompare(b, 'zh')));
});

test('seven days, the day of asking not counted, to the end of the last', () => {
  const asked = instant(2026, 11, 21, 9, 30);
  const due = answerBy(asked);
  expect(due).toBe(instant(2026, 11, 29));
  expect(daysLeft(due, asked)).toBe(7);
  expect(daysLeft(due, instant(2026, 11, 28, 23, 59))).toBe(0);
  expect(daysLeft(due, due)).toBe(-1);
  fc.assert(fc.property(fc.integer({ min: 1_600_000_000_000, max: 4_000_000_000_000 }), (at) => answerBy(at) - at > 7 * day && answerBy(at) - at <= 8 * day));
});
