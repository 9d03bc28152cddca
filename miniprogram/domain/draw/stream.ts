import { sha256 } from '@noble/hashes/sha2.js';

/** Draws a whole number from 0 to `bound` − 1, each as likely as any other. @param bound 1 … 2³² */
export type Below = (bound: number) => number;

const words = 2 ** 32;

/** The n-th block of a seed: SHA-256 of its bytes followed by n in four bytes, highest first. */
function blockOf(seed: Uint8Array, counter: number): DataView {
  const input = new Uint8Array(seed.length + 4);
  input.set(seed);
  new DataView(input.buffer).setUint32(seed.length, counter);
  const block = sha256(input);
  return new DataView(block.buffer, block.byteOffset, block.length);
}

/**
 * Chance from a seed that anybody can run again: the 32-bit words, highest byte first, of SHA-256(seed ‖ 0), SHA-256(seed ‖ 1) …
 * A word is taken modulo the bound; one from the incomplete last stretch of the range is thrown away, or small numbers would come more often.
 */
export function chanceFrom(seed: Uint8Array): Below {
  let block = blockOf(seed, 0);
  let counter = 0;
  let offset = 0;
  const next = () => {
    if (offset === block.byteLength) {
      counter += 1;
      block = blockOf(seed, counter);
      offset = 0;
    }
    offset += 4;
    return block.getUint32(offset - 4);
  };
  return (bound) => {
    if (!Number.isInteger(bound) || bound < 1 || bound > words) throw new RangeError(`no number below ${bound}`);
    const limit = words - (words % bound);
    for (;;) {
      const word = next();
      if (word < limit) return word % bound;
    }
  };
}

/** Fisher–Yates from the last place down: each place takes one of those up to itself. A new list. */
export function shuffled<T>(items: readonly T[], below: Below): T[] {
  const order = [...items];
  for (let place = order.length - 1; place > 0; place -= 1) {
    const from = below(place + 1);
    const [here, there] = [order[place], order[from]];
    // Both lie within the list; the check is for the compiler, which cannot see it.
    if (here === undefined || there === undefined) throw new RangeError('a hole in the list');
    order[place] = there;
    order[from] = here;
  }
  return order;
}
