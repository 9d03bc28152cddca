import { fits, graphemes, tidy } from '../text/clean';
import { songKey } from './songs';

/** What makes an entry fit for its rulebook; the phone and the server ask the same. */

export type EntryField = 'title' | 'form' | 'songs' | 'performers' | 'accompaniment' | 'photos' | 'video' | 'lyrics' | 'contact';

export interface EntryFault {
  field: EntryField;
  /** A sentence for the leader. */
  message: string;
}

export const formNames: Readonly<Record<Api.Contest.Form, string>> = { solo: '独唱', duet: '重唱', group: '小组唱', choir: '合唱' };

const usualPeople: Readonly<Record<Api.Contest.Form, { min: number; max: number }>> = {
  solo: { min: 1, max: 1 },
  duet: { min: 2, max: 4 },
  group: { min: 5, max: 16 },
  choir: { min: 17, max: 120 },
};

/** How many sing in a form: by the rulebook, else as the trade has it. Conductor and accompanists are not counted. */
export const peopleOf = ({ people }: Pick<Api.Contest.Rulebook, 'people'>, form: Api.Contest.Form) => people[form] ?? usualPeople[form];

export const onlySinging = ({ part }: Pick<Api.Contest.Performer, 'part'>) => part === 'lead' || part === 'singer';

export const secondsOf = (songs: readonly Pick<Api.Contest.Song, 'seconds'>[]) => songs.reduce((sum, { seconds }) => sum + seconds, 0);

/** 5分, 4分30秒 */
export function lengthWords(seconds: number): string {
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
  return `${minutes > 0 ? `${minutes}分` : ''}${rest > 0 || minutes === 0 ? `${rest}秒` : ''}`;
}

const range = ({ min, max }: { min: number; max: number }) => (min === max ? `${min} 人` : `${min}–${max} 人`);

/** All that is not as it must be; empty: it can be sent. */
export function checkEntry(draft: Api.Contest.EntryDraft, rulebook: Api.Contest.Rulebook): EntryFault[] {
  const faults: EntryFault[] = [];
  const fault = (field: EntryField, message: string) => faults.push({ field, message });
  if (!fits(draft.title, 2, 40)) fault('title', '节目名称写 2–40 个字');
  const formed = rulebook.forms.includes(draft.form);
  if (!formed) fault('form', `这次比赛只收${rulebook.forms.map((form) => formNames[form]).join('、')}`);
  for (const message of songFaults(draft, rulebook)) fault('songs', message);
  const wrong = draft.performers.find(({ name }) => !fits(name, 1, 20));
  if (wrong) fault('performers', '每个姓名写 1–20 个字');
  const singing = draft.performers.filter(onlySinging).length;
  const people = peopleOf(rulebook, draft.form);
  if (formed && (singing < people.min || singing > people.max)) fault('performers', `${formNames[draft.form]}要 ${range(people)}演唱，现在是 ${singing} 人`);
  if (draft.performers.length > 200) fault('performers', '演职人员最多 200 人');
  if (draft.accompaniment.kind === 'file' && draft.accompaniment.fileId === '') fault('accompaniment', '还没有上传伴奏');
  if (draft.photos.length > 6) fault('photos', '照片最多 6 张');
  if (draft.video !== '' && !/^https:\/\/[^\s]{4,280}$/.test(draft.video)) fault('video', '视频链接要以 https:// 开头');
  if (draft.songs.some(({ kind }) => kind === 'own') && graphemes(tidy(draft.lyrics)) < 10) fault('lyrics', '自选曲目要附歌词，供节目审查');
  else if (!fits(draft.lyrics, 0, 5000, true)) fault('lyrics', '歌词最多 5000 个字');
  if (!/^[0-9+\- ]{7,20}$/.test(draft.contact)) fault('contact', '写一个能打通的电话');
  return faults;
}

function songFaults({ songs }: Api.Contest.EntryDraft, { setSongs, duration }: Api.Contest.Rulebook): string[] {
  if (songs.length < 1) return ['至少写一首歌'];
  if (songs.length > 5) return ['一个节目最多 5 首歌'];
  if (songs.some(({ title, author }) => !fits(title, 1, 40) || songKey(title) === '' || !fits(author, 0, 40))) return ['歌名写 1–40 个字'];
  if (songs.some(({ seconds }) => !Number.isSafeInteger(seconds) || seconds < 10 || seconds > 3600)) return ['写上每首歌的时长'];
  const faults: string[] = [];
  const keys = songs.map(({ title }) => songKey(title));
  if (new Set(keys).size < keys.length) faults.push('同一首歌写了两次');
  const given = new Set(setSongs.map(songKey));
  for (const { kind, title } of songs) {
    const isSet = given.has(songKey(title));
    if (kind === 'set' && !isSet) faults.push(`《${tidy(title)}》不在必选曲目里`);
    if (kind === 'own' && isSet) faults.push(`《${tidy(title)}》是必选曲目，自选请换一首`);
  }
  if (setSongs.length > 0 && !songs.some(({ kind }) => kind === 'set')) faults.push('要唱一首必选曲目');
  const total = secondsOf(songs);
  if (total > duration.seconds) faults.push(`一共 ${lengthWords(total)}，超过规定的 ${lengthWords(duration.seconds)}`);
  return faults;
}
