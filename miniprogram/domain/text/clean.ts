/**
 * What a person may write into a field. Characters are counted as people see them (graphemes), so a family emoji or
 * a rare character outside the BMP is one; names such as 阿卜杜拉·买买提 pass unharmed.
 */

// Control characters except line feed and tab, the byte-order mark, bidirectional overrides and lone surrogates break lists, logs and print.
// With the u flag a surrogate matches only where it stands alone.
const forbidden = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\uFEFF\uFFFE\uFFFF\uD800-\uDFFF]/u;
const invisible = /[\s\u00AD\u034F\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u2028\u2029\u2060-\u2065\u3164\u2800\uFE00-\uFE0F\uFFA0\uFFF9-\uFFFB\u{E0000}-\u{E0FFF}]/gu;

/** Number of characters as people see them. */
export function graphemes(text: string): number {
  // A combining mark, a variation selector, a joiner, a skin tone or a tag belongs to the character before it; two letters make a flag.
  const joined = text.normalize('NFC').replace(/\r\n/g, '\n').replace(/\u200D./gu, '').replace(/[\u{1F1E6}-\u{1F1FF}]{2}/gu, '旗');
  return [...joined.replace(/[\p{M}\p{Emoji_Modifier}\uFE00-\uFE0F\u200C\u{E0020}-\u{E007F}]/gu, '')].length;
}

/** Text as it is kept: NFC, CRLF as LF, no space at either end. */
export function tidy(text: string): string {
  return text.normalize('NFC').replace(/\r\n?/g, '\n').trim();
}

/**
 * Is this text fit to keep, with `min` to `max` visible characters after tidying?
 * One line unless `lines` is set.
 */
export function fits(text: string, min: number, max: number, lines = false): boolean {
  if (forbidden.test(text.replace(/\r\n?/g, '\n'))) return false;
  const kept = tidy(text);
  if (!lines && /[\n\t]/.test(kept)) return false;
  if (kept.length > max * 16) return false;
  const length = graphemes(kept);
  if (length > max) return false;
  return graphemes(kept.replace(invisible, '')) >= min;
}
