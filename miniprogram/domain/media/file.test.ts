import fc from 'fast-check';
import { beginsAs, documentEndings, endingOf, faultOfFile, isPhoto, isSound, mostBytes, mostSoundBytes, soundEndings } from './file';

test.each([
  ['a.jpg', 'jpg'],
  ['wxfile://tmp/a.JPEG', 'jpg'],
  ['报名表.PNG', 'png'],
  ['名单.xlsx', 'xlsx'],
  ['伴奏.MP3', 'mp3'],
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

test('a recording is taken where one is asked for, and nowhere else', () => {
  expect(faultOfFile('a.mp3', mostSoundBytes, 'sound')).toBeNull();
  expect(faultOfFile('a.mp3', mostSoundBytes + 1, 'sound')).toContain('20 MB');
  expect(faultOfFile('a.jpg', 10, 'sound')).toContain('音频');
  expect(faultOfFile('a.mp3', 10)).toContain('只能传');
  expect(faultOfFile('a.mp3', 10, 'photo')).toContain('照片');
  expect(faultOfFile('a.pdf', 10, 'photo')).toContain('照片');
  expect(beginsAs('mp3', Uint8Array.of(0x49, 0x44, 0x33, 4))).toBe(true);
  expect(beginsAs('mp3', Uint8Array.of(0xff, 0xfb, 0x90))).toBe(true);
  expect(beginsAs('mp3', Uint8Array.of(0xff, 0x00, 0x90))).toBe(false);
  expect(beginsAs('m4a', Uint8Array.of(0, 0, 0, 32, 0x66, 0x74, 0x79, 0x70))).toBe(true);
  expect(beginsAs('wav', new TextEncoder().encode('RIFF....WAVE'))).toBe(true);
  expect(beginsAs('wav', new TextEncoder().encode('RIFF....AVI '))).toBe(false);
  expect(soundEndings.every(isSound)).toBe(true);
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
