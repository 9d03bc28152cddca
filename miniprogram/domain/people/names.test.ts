import { maskName, plainName } from './names';

test('spellings of one name are one name', () => {
  for (const spelling of ['阿卜杜拉•买买提', '阿卜杜拉・买买提', '阿卜杜拉．买买提', ' 阿卜杜拉 · 买买提 ', '阿卜杜拉.买买提']) expect(plainName(spelling)).toBe('阿卜杜拉·买买提');
  expect(plainName('𠮷田')).not.toBe(plainName('吉田'));
});

test('a masked name', () => {
  expect(['王敏', '欧阳建国', '阿卜杜拉·买买提', '𠮷', ''].map(maskName)).toEqual(['王*', '欧***', '阿***', '𠮷', '']);
});
