import { checkFields } from './message-fields';

const accepts = (name: string, value: unknown): boolean => 'fields' in checkFields({ [name]: { value } }, undefined);

test.each([
  ['thing1', '工'.repeat(20), true],
  ['thing1', '工'.repeat(21), false],
  ['thing1', '😀'.repeat(20), true],
  ['thing1', '  ', false],
  ['thing1', 'a\nb', false],
  ['thing', '没有编号', false],
  ['subject1', '没有这一种', false],
  ['number3', 12.5, true],
  ['number3', '12人', false],
  ['character_string4', 'A-01', true],
  ['character_string4', '甲', false],
  ['time2', '2026年11月21日 09:00', true],
  ['time2', '09:00~11:30', true],
  ['time2', '明天上午', false],
  ['date5', '2026-11-21', true],
  ['date5', '2026年11月21日 15:01', true],
  ['date5', '周六', false],
  ['amount6', '¥12.50', true],
  ['amount6', '十元', false],
  ['phrase7', '已通过', true],
  ['phrase7', '审核已通过了', false],
  ['name8', '阿卜杜拉·买买提', true],
  ['name8', '名'.repeat(11), false],
  ['phone_number9', '+86-0766-66888866', true],
])('%s %j → %s', (name, value, expected) => expect(accepts(name, value)).toBe(expected));

test('a template asks for all its fields and drops others', () => {
  expect(checkFields({ thing1: { value: 'x' }, extra1: { value: 'y' } }, ['thing1'])).toEqual({ fields: { thing1: { value: 'x' } } });
  expect(checkFields({ thing1: { value: 'x' } }, ['thing1', 'time2'])).toEqual({ problem: 'argument invalid! data.time2.value invalid' });
  expect(checkFields('no object', ['thing1'])).toHaveProperty('problem');
  expect(checkFields({}, undefined)).toHaveProperty('problem');
});
