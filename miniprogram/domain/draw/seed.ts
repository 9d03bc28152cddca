import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { toUtf8 } from '../text/utf8';

/** What makes a draw 抽签 the draw of this list: hashes and the seed. All hashes are lower-case hex of SHA-256 over UTF-8. */

/** Hash of a list of entries, one text a line, each line ended by a line feed. */
export function listHash(lines: Iterable<string>): string {
  const hash = sha256.create();
  for (const line of lines) hash.update(toUtf8(`${line}\n`));
  return bytesToHex(hash.digest());
}

/**
 * What a party publishes before anybody knows a share: it binds to the share without showing it. It names the draw and the party,
 * so that nobody can hand in another's commitment as their own.
 */
export function commitmentOf(drawId: string, party: string, share: string): string {
  return bytesToHex(sha256(toUtf8(`gongyun-share-1\n${drawId}\n${party}\n${share}`)));
}

/** The seed: of the list and of all that was contributed, in the published order. 32 bytes */
export function seedOf(list: string, contributions: readonly string[]): Uint8Array {
  return sha256(toUtf8(['gongyun-draw-1', list, ...contributions].join('\n')));
}

/**
 * A public value in one spelling, so that ３２７ and "3 2 7" are not two draws: width unified, every kind of space left out.
 */
export function unifyValue(value: string): string {
  return value.normalize('NFKC').replace(/\s/gu, '');
}
