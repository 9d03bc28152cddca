/** The one-time code by which the first administrator of an empty system is known: 16 characters without look-alikes, 80 bits. */

export const codeAlphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
export const codeLength = 16;

/** A code as it was typed, in one spelling; null: it cannot be one. */
export function claimCodeOf(text: string): string | null {
  const plain = text.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '');
  return plain.length === codeLength && [...plain].every((character) => codeAlphabet.includes(character)) ? plain : null;
}

/** From chance, a byte a character. */
export function codeFrom(bytes: Uint8Array): string {
  return [...bytes.subarray(0, codeLength)].map((byte) => codeAlphabet.charAt(byte % codeAlphabet.length)).join('');
}

/** In groups of four, to read out and to type. */
export const codeInGroups = (code: string) => (code.match(/.{4}/g) ?? []).join('-');
