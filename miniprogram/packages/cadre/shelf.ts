import type { AnnounceForm } from './announce-form';
import type { Form, Habit } from './form';

const draftName = 'cadre:draft:3';
const habitName = 'cadre:habit';
const noHabit: Habit = { placeName: '', placeAddress: '', contact: '' };

/** The draft that was left unfinished; null: none. */
export function keptDraft(): Form | null {
  const kept: Form | '' = wx.getStorageSync(draftName);
  return kept === '' ? null : kept;
}

export function keepDraft(form: Form): void {
  wx.setStorage({ key: draftName, data: form });
}

export function dropDraft(): void {
  wx.removeStorageSync(draftName);
}

export function keptHabit(): Habit {
  const kept: Habit | '' = wx.getStorageSync(habitName);
  return kept === '' ? noHabit : kept;
}

export function keepHabit({ placeName, placeAddress, contact }: Habit): void {
  wx.setStorageSync(habitName, { placeName, placeAddress, contact });
}

const announcementName = 'cadre:announcement:1';

/** The announcement that was left unfinished; null: none. */
export function keptAnnouncement(): AnnounceForm | null {
  const kept: AnnounceForm | '' = wx.getStorageSync(announcementName);
  return kept === '' ? null : kept;
}

export function keepAnnouncement(form: AnnounceForm): void {
  wx.setStorage({ key: announcementName, data: form });
}

export function dropAnnouncement(): void {
  wx.removeStorageSync(announcementName);
}
