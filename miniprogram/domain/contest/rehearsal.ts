/** 走台彩排: slots on the stage, one an entry at most, one entry a slot at most. Times are Millis. */

/** `entryId` empty: free. */
export interface Slot {
  id: string;
  at: number;
  entryId: string;
}

type Session = Api.Contest.RehearsalSession;

const minute = 60_000;
/** More slots than entries that a round can have. */
export const mostSlots = 300;
export const lengths = { least: 1, most: 60 } as const;

/** What is wrong with a plan, a sentence; null: nothing. */
export function faultOfPlan(sessions: readonly Session[], minutes: number, now: number): string | null {
  if (minutes < lengths.least || minutes > lengths.most) return `每个节目 ${lengths.least}–${lengths.most} 分钟`;
  if (sessions.length === 0 || sessions.some(({ count }) => count < 1)) return '每段至少排 1 个节目';
  if (sessions.reduce((sum, { count }) => sum + count, 0) > mostSlots) return `最多排 ${mostSlots} 个时段`;
  const sorted = [...sessions].sort((a, b) => a.startsAt - b.startsAt);
  if ((sorted[0]?.startsAt ?? 0) <= now) return '走台时间已经过了，请往后排';
  const clash = sorted.find(({ startsAt }, index) => {
    const before = sorted[index - 1];
    return before !== undefined && startsAt < before.startsAt + before.count * minutes * minute;
  });
  return clash ? '两段时间重叠了，请错开' : null;
}

/** The free slots of a plan, in the order of time. */
export function slotsOf(sessions: readonly Session[], minutes: number): Slot[] {
  const times = sessions.flatMap(({ startsAt, count }) => Array.from({ length: count }, (_, index) => startsAt + index * minutes * minute));
  return times.sort((a, b) => a - b).map((at, index) => ({ id: `s${index + 1}`, at, entryId: '' }));
}

/** The stretches without a pause that slots were laid out in. */
export function sessionsIn(slots: readonly { at: number }[], minutes: number): Session[] {
  const sessions: Session[] = [];
  for (const { at } of slots) {
    const last = sessions[sessions.length - 1];
    if (last && at === last.startsAt + last.count * minutes * minute) last.count += 1;
    else sessions.push({ startsAt: at, count: 1 });
  }
  return sessions;
}

/** Entries by the running order, as far as slots are there. */
export const placedByOrder = (slots: readonly Slot[], order: readonly string[]): Slot[] => slots.map((slot, index) => ({ ...slot, entryId: order[index] ?? '' }));

/** Entries keep the slot of the same instant; who had one that is no more has none. */
export function keptIn(slots: readonly Slot[], before: readonly Slot[]): Slot[] {
  const had = new Map(before.map(({ at, entryId }) => [at, entryId]));
  return slots.map((slot) => ({ ...slot, entryId: had.get(slot.at) ?? '' }));
}

/** An entry comes into a slot; who was there gets the slot it had, if any. `slotId` null: its slot becomes free. @returns null: no such slot */
export function movedInto(slots: readonly Slot[], entryId: string, slotId: string | null): Slot[] | null {
  const from = slots.find((slot) => slot.entryId === entryId);
  if (slotId === null) return slots.map((slot) => (slot === from ? { ...slot, entryId: '' } : slot));
  const to = slots.find(({ id }) => id === slotId);
  if (!to) return null;
  if (to === from) return [...slots];
  return slots.map((slot) => (slot === to ? { ...slot, entryId } : slot === from ? { ...slot, entryId: to.entryId } : slot));
}

/** An entry's new time; null: none. */
export interface Moved {
  entryId: string;
  is: number | null;
}

/** Whose time on the stage is another now. */
export function movedEntries(before: readonly Slot[], after: readonly Slot[]): Moved[] {
  const timeIn = (slots: readonly Slot[], entryId: string) => slots.find((slot) => slot.entryId === entryId)?.at ?? null;
  const entries = new Set([...before, ...after].flatMap(({ entryId }) => (entryId === '' ? [] : [entryId])));
  return [...entries].flatMap((entryId) => {
    const is = timeIn(after, entryId);
    return timeIn(before, entryId) === is ? [] : [{ entryId, is }];
  });
}
