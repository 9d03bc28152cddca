import { apart } from './spacing';

/** The running order as it follows reality: calls 催场, exchanges, who is late or absent. */

type State = Api.Contest.StageState;

export interface Runs {
  entryId: string;
  state: State;
}

const steps: readonly State[] = ['expected', 'signed', 'waiting', 'stage', 'done'];

/** One step on, or one back to undo a slip of the thumb; an absence is noted by a change, with its reason. */
export const mayCall = (from: State, to: State): boolean => steps.includes(from) && steps.includes(to) && Math.abs(steps.indexOf(from) - steps.indexOf(to)) === 1;

/** The next call of an entry; null: it is over. */
export const nextCall = (state: State): State | null => (state === 'absent' ? null : (steps[steps.indexOf(state) + 1] ?? null));

/** Has not been on stage: it can still change its place. */
export const isAhead = ({ state }: Runs) => state === 'expected' || state === 'signed' || state === 'waiting';

/** Who is on stage; undefined: nobody. */
export const onStage = <R extends Runs>(order: readonly R[]): R | undefined => order.find(({ state }) => state === 'stage');

/** Those called next, in order. */
export const nextUp = <R extends Runs>(order: readonly R[], count = 3): R[] => order.filter(isAhead).slice(0, count);

/** `otherId`: of an exchange, or whom the late one comes behind. */
export type Change = { kind: 'swap'; entryId: string; otherId: string } | { kind: 'late'; entryId: string; otherId: string } | { kind: 'absent'; entryId: string } | { kind: 'back'; entryId: string };

export type ChangeRefusal = 'unknown' | 'same' | 'over' | 'notAbsent';

/** What the order becomes. swap: the two change places. late: it comes right behind the other. */
export function changed<R extends Runs>(order: readonly R[], change: Change): { order: R[] } | { refuse: ChangeRefusal } {
  const from = order.findIndex(({ entryId }) => entryId === change.entryId);
  const one = order[from];
  if (!one) return { refuse: 'unknown' };
  const put = (state: State) => ({ order: order.map((row, index) => (index === from ? { ...row, state } : row)) });
  if (change.kind === 'back') return one.state === 'absent' ? put('expected') : { refuse: 'notAbsent' };
  if (!isAhead(one)) return { refuse: 'over' };
  if (change.kind === 'absent') return put('absent');
  const to = order.findIndex(({ entryId }) => entryId === change.otherId);
  const other = order[to];
  if (!other) return { refuse: 'unknown' };
  if (to === from) return { refuse: 'same' };
  if (change.kind === 'swap') {
    if (!isAhead(other)) return { refuse: 'over' };
    return { order: order.map((row, index) => (index === from ? other : index === to ? one : row)) };
  }
  const rest = order.filter((_, index) => index !== from);
  const behind = rest.findIndex(({ entryId }) => entryId === change.otherId);
  return { order: [...rest.slice(0, behind + 1), one, ...rest.slice(behind + 1)] };
}

/** Entries that share people with one less than three places before them, absent ones left out. */
export function tooClose(order: readonly (Runs & { shared: readonly string[] })[]): string[] {
  const there = order.filter(({ state }) => state !== 'absent');
  return there.flatMap((here, index) => (there.slice(Math.max(0, index - apart + 1), index).some(({ shared }) => shared.some((tag) => here.shared.includes(tag))) ? [here.entryId] : []));
}

/** The first so many that performed, whose scores are released together 基准. Absent ones do not count. */
export const heldTogether = <R extends Runs>(order: readonly R[], held: number): R[] => order.filter(({ state }) => state !== 'absent').slice(0, held);
