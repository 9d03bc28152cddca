import fc from 'fast-check';
import { fits, graphemes, tidy } from './clean';
import { termsOf, termsSought } from './search';
import { fromUtf8, toUtf8 } from './utf8';

describe('fits', () => {
  test.each([
    ['阿卜杜拉·买买提', true],
    ['𠮷野家', true],
    ['王', false],
    ['\u200B\u200B\u200B', false],
    ['\u2800\u2800\u2800', false],
    ['\u{E0041}\u{E0042}', false],
    ['合唱\u0000比赛', false],
    ['合唱\u202E比赛', false],
    ['\uD83D孤', false],
    ['第一行\n第二行', false],
  ])('%j as a name of 2 to 20 characters: %s', (text, expected) => {
    expect(fits(text, 2, 20)).toBe(expected);
  });

  test('characters are counted as people see them', () => {
    expect(graphemes('👨‍👩‍👧职工')).toBe(3);
    expect(graphemes('🇨🇳🏴\u{E0067}\u{E0062}\u{E007F}')).toBe(2);
    expect(graphemes('é')).toBe(1);
    expect(graphemes('e\u0301')).toBe(1);
    expect(fits('读'.repeat(20), 1, 20)).toBe(true);
    expect(fits('读'.repeat(21), 1, 20)).toBe(false);
  });

  test('a long text of marks on one letter is refused', () => {
    expect(fits(`a${'\u0301'.repeat(5000)}`, 1, 20)).toBe(false);
  });

  test('tidying twice is tidying once', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => expect(tidy(tidy(text))).toBe(tidy(text))));
  });
});

describe('search', () => {
  const finds = (text: string, typed: string) => {
    const terms = new Set(termsOf(text));
    const sought = termsSought(typed);
    return sought.length > 0 && sought.every((term) => terms.has(term));
  };

  test('finds by parts of the title, whatever the width of letters', () => {
    expect(finds('2026年职工歌咏大赛', '歌咏')).toBe(true);
    expect(finds('2026年职工歌咏大赛', '咏大')).toBe(true);
    expect(finds('2026年职工歌咏大赛', '咏歌')).toBe(false);
    expect(finds('ＫＴＶ 之夜', 'ktv')).toBe(true);
    expect(finds('职工运动会', '  ')).toBe(false);
  });

  test('every stretch of a text finds it', () => {
    const words = fc.array(fc.constantFrom(...'读书月歌咏赛运动会工人文化宫2026AB'), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(words, fc.nat(), fc.nat(), (characters, from, length) => {
        const start = from % characters.length;
        const part = characters.slice(start, start + 1 + (length % 10)).join('');
        expect(finds(characters.join(''), part)).toBe(true);
      }),
    );
  });
});

test('UTF-8 there and back, as the platform encodes it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(Buffer.from(toUtf8(text)).equals(Buffer.from(text, 'utf8'))).toBe(true);
      expect(fromUtf8(toUtf8(text))).toBe(text);
    }),
  );
  expect(fromUtf8(Uint8Array.from([0xff, 0xfe]))).toBeNull();
});
