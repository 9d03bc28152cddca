import { onlySinging } from '../../domain/contest/entry';
import { readPerformers, writePerformers } from '../../domain/contest/performers';
import { entryTexts } from './texts-entries';

/** What a leader types of an entry: texts as they stand in the fields. */

export interface SongTyped {
  kind: 'set' | 'own';
  title: string;
  author: string;
  minutes: string;
  seconds: string;
}

export interface EntryTyped {
  title: string;
  form: Api.Contest.Form;
  songs: SongTyped[];
  performers: string;
  accompaniment: Api.Contest.EntryDraft['accompaniment'];
  photos: string[];
  video: string;
  lyrics: string;
  contact: string;
}

export const emptySong = (kind: SongTyped['kind']): SongTyped => ({ kind, title: '', author: '', minutes: '', seconds: '' });

export function emptyEntry({ forms, setSongs }: Api.Contest.Rulebook): EntryTyped {
  const songs = setSongs.length > 0 ? [emptySong('set'), emptySong('own')] : [emptySong('own')];
  return { title: '', form: forms[0] ?? 'solo', songs, performers: '', accompaniment: { kind: 'live', fileId: '' }, photos: [], video: '', lyrics: '', contact: '' };
}

/** An entry that was sent, to be corrected. */
export function typedOf({ title, form, songs, performers, accompaniment, photos, video, lyrics, contact }: Api.Contest.Entry): EntryTyped {
  return {
    ...{ title, form, accompaniment, photos, video, lyrics, contact },
    songs: songs.map(({ kind, title: name, author, seconds }) => ({ kind, title: name, author, minutes: String(Math.floor(seconds / 60)), seconds: String(seconds % 60) })),
    performers: writePerformers(performers),
  };
}

const count = (text: string) => (text.trim() === '' ? 0 : /^\d{1,3}$/.test(text.trim()) ? Number(text.trim()) : Number.NaN);

export function draftOf({ songs, performers, ...typed }: EntryTyped): Api.Contest.EntryDraft {
  return {
    ...typed,
    video: typed.video.trim(),
    contact: typed.contact.trim(),
    accompaniment: typed.accompaniment.kind === 'file' ? typed.accompaniment : { kind: typed.accompaniment.kind, fileId: '' },
    songs: songs.map(({ kind, title, author, minutes, seconds }) => ({ kind, title, author, seconds: count(minutes) * 60 + count(seconds) })),
    performers: readPerformers(performers),
  };
}

/** How the list of performers was understood. */
export function countedWords(text: string): string {
  const performers = readPerformers(text);
  const singing = performers.filter(onlySinging).length;
  return performers.length === 0 ? '' : entryTexts.form.counted(singing, performers.length - singing, performers.filter(({ outside }) => outside).length);
}

const shelf = (contestId: string) => `entry:${contestId}`;

/** What was typed and not sent yet, on this phone only. */
export function keptEntry(contestId: string): EntryTyped | null {
  const kept: EntryTyped | '' = wx.getStorageSync(shelf(contestId));
  return kept === '' ? null : kept;
}

export function keepEntry(contestId: string, typed: EntryTyped): void {
  wx.setStorage({ key: shelf(contestId), data: typed });
}

export const dropEntry = (contestId: string) => wx.removeStorageSync(shelf(contestId));
