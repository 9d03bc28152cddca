import fc from 'fast-check';
import { foldName, likeness, maskName, unifyName } from './names';
import { standIns } from './stand-ins';

test.each([
  ['陈建国', '陈 建 国', 'same'],
  ['阿尔肯·买买提', '阿尔肯•买买提', 'same'],
  ['阿尔肯·买买提', '阿尔肯．买买提', 'same'],
  ['阿尔肯·买买提', '阿尔肯・买买提', 'same'],
  ['Ｌｉ Ｍing', 'li ming', 'same'],
  ['阿尔肯·买买提', '阿尔肯买买提', 'near'],
  ['王㛃', '王洁', 'near'],
  ['李喆', '李吉吉', 'near'],
  ['李喆', '李哲', 'near'],
  ['张䶮', '张龑', 'near'],
  ['周𠮷', '周吉', 'near'],
  ['陈建国', '陈建华', 'different'],
  ['陈建国', '陈建', 'different'],
])('%s and %s are %s', (a, b, expected) => {
  expect(likeness(a, b)).toBe(expected);
  expect(likeness(b, a)).toBe(expected);
});

test.each([
  ['陈建国', '陈**'],
  ['王敏', '王*'],
  ['阿尔肯·买买提', '阿**提'],
  ['欧阳娜娜', '欧**娜'],
  ['𠮷野', '𠮷*'],
])('%s is shown as %s', (name, masked) => {
  expect(maskName(name)).toBe(masked);
});

test('unifying and folding twice is doing it once, whatever stands in a name', () => {
  const parts = fc.oneof(fc.constantFrom(...standIns.flat()), fc.constantFrom('·', '•', ' ', '．', '陈', 'a', 'Ｂ', '㛃'), fc.string({ unit: 'grapheme', maxLength: 2 }));
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 8 }), (pieces) => {
      const name = pieces.join('');
      expect(unifyName(unifyName(name))).toBe(unifyName(name));
      expect(foldName(unifyName(name))).toBe(foldName(name));
    }),
    { examples: [[['ῢ']]] },
  );
});

test('every spelling of a line of stand-ins is near every other', () => {
  for (const spellings of standIns) {
    for (const spelling of spellings) expect(foldName(`王${spelling}`)).toBe(foldName(`王${spellings[0] ?? ''}`));
  }
});
