/** International standard book numbers (ISO 2108): the bar code on a book's back is the 13 digits as EAN-13. */

/** digits: neither 10 nor 13 of them · check: a digit is wrong · notBook: an EAN of something else (goods, music 979-0, journals 977) */
export type IsbnFault = 'digits' | 'check' | 'notBook';

const bare = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/^\s*ISBN(?:-?1[03])?\s*:?/, '')
    .replace(/[\s\-‐‑‒–—·]/g, '');

/** The last digit of 13 from the first twelve: weights 1 and 3 in turn. */
export function eanCheck(twelve: string): number {
  const sum = [...twelve].reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);
  return (10 - (sum % 10)) % 10;
}

/** The last digit of ten from the first nine: weights 10 to 2, modulo 11; ten is X. */
function check10(nine: string): string {
  const sum = [...nine].reduce((total, digit, index) => total + Number(digit) * (10 - index), 0);
  const digit = (11 - (sum % 11)) % 11;
  return digit === 10 ? 'X' : String(digit);
}

/** What was scanned or typed (hyphens, spaces, `ISBN`, full-width digits), as 13 digits; ten digits become the 978 number. */
export function readIsbn(typed: string): { isbn: string } | { fault: IsbnFault } {
  const text = bare(typed);
  if (/^\d{9}[\dX]$/.test(text)) {
    if (check10(text.slice(0, 9)) !== text.charAt(9)) return { fault: 'check' };
    const twelve = `978${text.slice(0, 9)}`;
    return { isbn: `${twelve}${eanCheck(twelve)}` };
  }
  if (!/^\d{13}$/.test(text)) return { fault: 'digits' };
  if (eanCheck(text.slice(0, 12)) !== Number(text.charAt(12))) return { fault: 'check' };
  return /^(?:978|979[1-9])/.test(text) ? { isbn: text } : { fault: 'notBook' };
}

/** The same book's ten digits; null: only 978 numbers have them. */
export function isbn10Of(isbn: string): string | null {
  return isbn.startsWith('978') ? `${isbn.slice(3, 12)}${check10(isbn.slice(3, 12))}` : null;
}
