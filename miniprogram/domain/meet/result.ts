import { minute } from '../time/shanghai';

/** From the sheet to the 成绩公告, and protests against it. Instants are ms. */

/** The signing chain: 记录员 → 主裁判 → 裁判长 → 公告. */
export const signers = ['recorder', 'judge', 'referee'] as const;
export type Signer = (typeof signers)[number];

export interface Signature {
  as: Signer;
  by: string;
  at: number;
}

/** Who signs next; null: all have, it can be announced. A signature out of turn is not in the list. */
export function nextSigner(signatures: readonly Signature[]): Signer | null {
  return signers[signatures.length] ?? null;
}

/** How long the 领队 may protest after the announcement, and appeal after the answer. */
export const protestTime = 30 * minute;

export interface Protest {
  at: number;
  /** The 裁判长's answer; null: not yet. */
  answered: number | null;
  /** When it went on to the 仲裁委员会; null: it did not. */
  appealed: number | null;
  /** The committee's decision, final; null: not yet. */
  decided: number | null;
}

/** May a protest still be handed in? @param announced null: not announced yet */
export function mayProtest(announced: number | null, now: number): boolean {
  return announced !== null && now >= announced && now < announced + protestTime;
}

export function mayAppeal({ answered, appealed }: Protest, now: number): boolean {
  return answered !== null && appealed === null && now < answered + protestTime;
}

/**
 * When nothing can change a result any more: the time for protests is over and each protest is through. From then on its points are no longer 待确认.
 * @returns null: not yet foreseeable, something waits for an answer
 */
export function confirmedFrom(announced: number | null, protests: readonly Protest[]): number | null {
  if (announced === null) return null;
  let from = announced + protestTime;
  for (const { answered, appealed, decided } of protests) {
    if (answered === null || (appealed !== null && decided === null)) return null;
    from = Math.max(from, decided ?? answered + protestTime);
  }
  return from;
}
