/** What somebody has allowed, a message at a time: WeChat lets one message through for each 允许. */

export interface Allowed {
  answer: 'accept' | 'reject';
  at: number;
  /** Messages that may still be sent. */
  left: number;
}

/** So many subscribe messages a day one person gets at most, whatever they are about. */
export const dailyCap = 3;

/** After a no, so long nobody asks again. */
export const noAskFor = 7 * 24 * 60 * 60_000;

/** What somebody's answer leaves: a yes is one message more, a no takes nothing back that WeChat still counts. */
export function answered(before: Allowed | undefined, answer: Allowed['answer'], at: number): Allowed {
  const left = before?.left ?? 0;
  return { answer, at, left: answer === 'accept' ? left + 1 : left };
}

/** May this person be asked for this kind of message? Not right after a no, and not where enough is in store. */
export function mayAsk(allowed: Pick<Allowed, 'answer' | 'at' | 'left'> | undefined, now: number): boolean {
  if (!allowed) return true;
  return allowed.answer === 'reject' ? now - allowed.at >= noAskFor : allowed.left < dailyCap;
}
