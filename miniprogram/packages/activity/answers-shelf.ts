import type { Typed } from './form';

/** What was typed into a form that is not sent yet, and the last answers by question: on this phone only. */

const draftOf = (activityId: string) => `form:${activityId}`;
const lastName = 'form:last';
/** So many questions are remembered, the latest. */
const remembered = 40;

export function keptTyped(activityId: string): Typed | null {
  const kept: Typed | '' = wx.getStorageSync(draftOf(activityId));
  return kept === '' ? null : kept;
}

export function keepTyped(activityId: string, typed: Typed): void {
  wx.setStorage({ key: draftOf(activityId), data: typed });
}

const seenOf = (activityId: string) => `form:seen:${activityId}`;

/** Questions that this person has had before them, answered or left. */
export function seenQuestions(activityId: string): string[] {
  const kept: string[] | '' = wx.getStorageSync(seenOf(activityId));
  return kept === '' ? [] : kept;
}

export function keepSeen(activityId: string, fields: readonly Api.Activity.Field[]): void {
  wx.setStorage({ key: seenOf(activityId), data: [...new Set([...seenQuestions(activityId), ...fields.map(({ id }) => id)])] });
}

/** By the words of the question. */
export function lastAnswers(): Record<string, string | string[]> {
  const kept: Record<string, string | string[]> | '' = wx.getStorageSync(lastName);
  return kept === '' ? {} : kept;
}

/** The form was sent: its draft goes, its answers are there for the next form that asks the same. */
export function settleTyped(activityId: string, fields: readonly Api.Activity.Field[], typed: Typed): void {
  wx.removeStorageSync(draftOf(activityId));
  const answered = fields.flatMap(({ id, label, kind }) => (typed[id] === undefined || kind === 'file' ? [] : [[label, typed[id]] as const]));
  const all = [...Object.entries(lastAnswers()).filter(([label]) => !answered.some(([asked]) => asked === label)), ...answered];
  wx.setStorage({ key: lastName, data: Object.fromEntries(all.slice(-remembered)) });
}
