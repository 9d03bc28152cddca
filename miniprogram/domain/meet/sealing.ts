/** 成绩册封存: what stands in its way. After the last 成绩公告 and the times for protests everything in it is certain, and the 总裁判长 signs it. */

export interface BookEvent {
  event: string;
  name: string;
  stands: { n: number; state: Api.Meet.RoundShown['state'] };
  /** null: nothing announced; `confirmedFrom` null: something waits for an answer. */
  result: { confirmedFrom: number | null } | null;
}

/** Why this event keeps the book open; null: it does not. */
function faultOf({ event, name, stands, result }: BookEvent, now: number): Api.Meet.SealFault | null {
  const fault = (why: Api.Meet.SealFault['why'], until: number | null = null): Api.Meet.SealFault => ({ event, name, why, until, mayBeUnheld: false });
  if (stands.state === 'correcting') return fault('correcting');
  if (stands.state === 'signing') return fault('unsigned');
  // An event of which nothing went out may not have been held; one that is between its rounds was.
  if (result === null || stands.state === 'open') return { ...fault('open'), mayBeUnheld: result === null && stands.n === 1 };
  if (result.confirmedFrom === null) return fault('protest');
  return result.confirmedFrom > now ? fault('waits', result.confirmedFrom) : null;
}

/** What keeps the book open, in the order of the events. @param unheld events that the organiser says were not held; they must have nothing announced */
export function sealFaults(events: readonly BookEvent[], unheld: readonly string[], now: number): Api.Meet.SealFault[] {
  return events.flatMap((one) => {
    const fault = faultOf(one, now);
    return fault === null || (fault.mayBeUnheld && unheld.includes(one.event)) ? [] : [fault];
  });
}

const why: Readonly<Record<Api.Meet.SealFault['why'], string>> = { open: '还没有公告', unsigned: '还在签字', correcting: '正在更正', protest: '有抗议待处理', waits: '还在抗议期' };

/** The first few of them in a sentence. */
export function faultsWords(faults: readonly Pick<Api.Meet.SealFault, 'name' | 'why'>[]): string {
  const named = faults.slice(0, 3).map((one) => `${one.name}（${why[one.why]}）`);
  return `还不能封存：${named.join('、')}${faults.length > named.length ? `等 ${faults.length} 项` : ''}`;
}

/** A digest as it is read out and compared: 4 characters at a time. */
export const codeText = (digest: string): string => (digest.slice(0, 16).match(/.{1,4}/g) ?? []).join(' ');
