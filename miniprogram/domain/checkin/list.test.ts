import { arrivalsByUnit, findListed } from './list';

const list = [
  { uid: '1', staffTail: '17', name: '李秀英', unitName: '纺织厂', at: 5 },
  { uid: '2', staffTail: '42', name: '李秀', unitName: '机床厂', at: null },
  { uid: '3', staffTail: '', name: '阿尔肯·买买提', unitName: '纺织厂', at: null },
];

test('names are found by any part, whatever the dot, those outside first; units where no name fits', () => {
  expect(findListed(list, '秀', 9).map(({ uid }) => uid)).toEqual(['2', '1']);
  expect(findListed(list, ' 阿尔肯买买提', 9).map(({ uid }) => uid)).toEqual(['3']);
  expect(findListed(list, '肯•买', 9)).toHaveLength(1);
  expect(findListed(list, '纺织', 9).map(({ uid }) => uid)).toEqual(['3', '1']);
  expect(findListed(list, ' · ', 9)).toEqual([]);
  expect(findListed(list, '李', 1)).toHaveLength(1);
});

test('a staff number is found by its end, the only part that is kept', () => {
  expect(findListed(list, '20260817', 9).map(({ uid }) => uid)).toEqual(['1']);
  expect(findListed(list, '42', 9).map(({ uid }) => uid)).toEqual(['2']);
  expect(findListed(list, '7', 9)).toEqual([]);
  expect(findListed(list, '99', 9)).toEqual([]);
});

test('units with their holders and arrivals', () => {
  expect(arrivalsByUnit(list)).toEqual([
    { unitName: '纺织厂', held: 2, arrived: 1 },
    { unitName: '机床厂', held: 1, arrived: 0 },
  ]);
});
