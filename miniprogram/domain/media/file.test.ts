import fc from 'fast-check';
import { beginsAs, documentEndings, endingOf, faultOfFile, isPhoto, mostBytes } from './file';

test.each([
  ['a.jpg', 'jpg'],
  ['wxfile://tmp/a.JPEG', 'jpg'],
  ['报名表.PNG', 'png'],
  ['名单.xlsx', 'xlsx'],
  ['a.exe', null],
  ['a.jpg.html', null],
  ['jpg', null],
  ['a.constructor', null],
  ['', null],
])('the ending of %s is %s', (name, ending) => expect(endingOf(name)).toBe(ending));

test('size and kind', () => {
  expect(faultOfFile('a.jpg', mostBytes)).toBeNull();
  expect(faultOfFile('a.jpg', mostBytes + 1)).toBe('文件不能超过 10 MB');
  expect(faultOfFile('a.jpg', 0)).toBe('这个文件是空的');
  expect(faultOfFile('a.mp4', 10)).toContain('只能传');
});

test('a file begins as it is named', () => {
  expect(beginsAs('jpg', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0))).toBe(true);
  expect(beginsAs('png', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0))).toBe(false);
  expect(beginsAs('jpg', Uint8Array.of(0xff, 0xd8))).toBe(false);
  expect(documentEndings.some(isPhoto)).toBe(false);
});

test('whatever is no photo or document by its first bytes is none by any ending', () => {
  const text = fc.uint8Array({ minLength: 8 }).filter((bytes) => bytes[0] !== 0xff && bytes[0] !== 0x89 && bytes[0] !== 0x25 && bytes[0] !== 0x50);
  fc.assert(fc.property(text, fc.constantFrom('jpg', 'png', 'pdf', 'docx', 'xlsx'), (bytes, ending) => !beginsAs(ending, bytes)));
});
