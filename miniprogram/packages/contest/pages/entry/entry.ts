import { checkEntry, type EntryField } from '../../../../domain/contest/entry';
import { soundEndings } from '../../../../domain/media/file';
import { fontScale } from '../../../../format/scale';
import { change, contest, entry as fetchEntry, submit } from '../../../../services/contest';
import { describe, type Failure } from '../../../../services/errors';
import { choosePhotos, keepFile, showFile } from '../../../../services/files';
import { common } from '../../../../texts/common';
import { formTexts } from '../../../../texts/form';
import { countedWords, draftOf, dropEntry, emptyEntry, emptySong, type EntryTyped, keepEntry, keptEntry, type SongTyped, typedOf } from '../../entry-form';
import { entryTexts } from '../../texts-entries';

const t = entryTexts.form;

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  contestId: string;
  /** The entry that is corrected; null: a new one. */
  entry: Api.Contest.Entry | null;
  unit: { id: string; name: string } | null;
  rulebook: Api.Contest.Rulebook | null;
  typed: EntryTyped | null;
  /** Photos chosen on this phone, by media id. */
  thumbs: Record<string, string>;
  words: typeof formTexts;
  forms: { value: Api.Contest.Form; label: string }[];
  kinds: { value: SongTyped['kind']; label: string }[];
  counted: string;
  fromBefore: boolean;
  faults: Partial<Record<EntryField, string>>;
  /** Faults are shown from the first try to send on. */
  tried: boolean;
  missing: string;
  failure: Failure | null;
  busy: boolean;
}

const data: Data = {
  fs: fontScale(),
  t,
  common,
  contestId: '',
  entry: null,
  unit: null,
  rulebook: null,
  typed: null,
  thumbs: {},
  words: formTexts,
  forms: [],
  kinds: [
    { value: 'set', label: t.set },
    { value: 'own', label: t.own },
  ],
  counted: '',
  fromBefore: false,
  faults: {},
  tried: false,
  missing: '',
  failure: null,
  busy: false,
};

type Field<K extends string = string> = WechatMiniprogram.CustomEvent<{ value: string }, object, { field: K; at: number }>;

/** 报送节目: a unit's leader writes an entry, or corrects one; what was typed stays on the phone until it is sent. */
Page({
  data,
  entryId: '',

  onLoad({ contest: contestId = '', id = '' }: { contest?: string; id?: string }) {
    this.entryId = id;
    this.setData({ contestId });
    if (id !== '') wx.setNavigationBarTitle({ title: t.titleChange });
    return this.load();
  },

  async load() {
    this.setData({ failure: null });
    try {
      const entry = this.entryId === '' ? null : await fetchEntry(this.entryId);
      const contestId = entry?.contestId ?? this.data.contestId;
      const { setup, unit } = await contest(contestId);
      if (setup === null) return;
      const { rulebook } = setup;
      const kept = entry ? null : keptEntry(contestId);
      const typed = entry ? typedOf(entry) : (kept ?? emptyEntry(rulebook));
      const forms = rulebook.forms.map((value) => ({ value, label: entryTexts.forms[value] }));
      this.setData({ contestId, entry, rulebook, forms, unit: entry ? { id: entry.unitId, name: entry.unitName } : unit, fromBefore: kept !== null, typed, counted: countedWords(typed.performers) });
    } catch (cause) {
      this.setData({ failure: describe(cause) });
    }
  },

  take(change: Partial<EntryTyped>) {
    const { typed, contestId, entry, tried } = this.data;
    if (typed === null) return;
    const next = { ...typed, ...change };
    this.setData({ typed: next, ...(change.performers === undefined ? {} : { counted: countedWords(change.performers) }) });
    if (entry === null) keepEntry(contestId, next);
    if (tried) this.check(next);
  },

  type({ currentTarget, detail: { value } }: Field<'title' | 'performers' | 'video' | 'lyrics' | 'contact'>) {
    this.take({ [currentTarget.dataset.field]: value });
  },

  chooseForm({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: Api.Contest.Form }>) {
    this.take({ form: value });
  },

  song(at: number, change: Partial<SongTyped>) {
    this.take({ songs: (this.data.typed?.songs ?? []).map((one, index) => (index === at ? { ...one, ...change } : one)) });
  },

  typeSong({ currentTarget, detail: { value } }: Field<'title' | 'author' | 'minutes' | 'seconds'>) {
    this.song(currentTarget.dataset.at, { [currentTarget.dataset.field]: value });
  },

  chooseKind({ currentTarget, detail: { value } }: WechatMiniprogram.CustomEvent<{ value: SongTyped['kind'] }, object, { at: number }>) {
    this.song(currentTarget.dataset.at, { kind: value, title: '' });
  },

  chooseSet({ currentTarget, detail: { value } }: Field) {
    this.song(currentTarget.dataset.at, { title: this.data.rulebook?.setSongs[Number(value)] ?? '' });
  },

  addSong() {
    this.take({ songs: [...(this.data.typed?.songs ?? []), emptySong('own')] });
  },

  removeSong({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { at: number }>) {
    this.take({ songs: (this.data.typed?.songs ?? []).filter((_, index) => index !== currentTarget.dataset.at) });
  },

  chooseAccompaniment({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: EntryTyped['accompaniment']['kind'] }>) {
    this.take({ accompaniment: { kind: value, fileId: this.data.typed?.accompaniment.fileId ?? '' } });
  },

  async addSound() {
    const chosen = await wx.chooseMessageFile({ count: 1, type: 'file', extension: [...soundEndings] }).catch(() => null);
    const file = chosen?.tempFiles[0];
    if (!file) return;
    await this.during(async () => {
      const { mediaId } = await keepFile({ path: file.path, name: file.name, bytes: file.size }, this.data.contestId, 'sound', 'sound');
      this.take({ accompaniment: { kind: 'file', fileId: mediaId } });
    });
  },

  async addPhoto() {
    const left = 6 - (this.data.typed?.photos.length ?? 0);
    const chosen = await choosePhotos(left);
    if (chosen.length === 0) return;
    await this.during(async () => {
      // One after another, so that those that came through stay where a later one fails.
      for (const one of chosen) {
        const { mediaId } = await keepFile(one, this.data.contestId, 'entry', 'photo');
        this.setData({ thumbs: { ...this.data.thumbs, [mediaId]: one.path } });
        this.take({ photos: [...(this.data.typed?.photos ?? []), mediaId] });
      }
    });
  },

  async during(run: () => Promise<void>) {
    this.setData({ busy: true });
    try {
      await run();
    } catch (cause) {
      void wx.showToast({ icon: 'none', title: describe(cause).message });
    } finally {
      this.setData({ busy: false });
    }
  },

  removePhoto({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    this.take({ photos: (this.data.typed?.photos ?? []).filter((id) => id !== currentTarget.dataset.id) });
  },

  openPhoto({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    const { id } = currentTarget.dataset;
    const thumb = this.data.thumbs[id];
    return thumb === undefined ? this.during(async () => void (await showFile(id))) : void wx.previewImage({ urls: [thumb] });
  },

  /** @returns the first field at fault; undefined: all is well */
  check(typed: EntryTyped): EntryField | undefined {
    const { rulebook } = this.data;
    const found = rulebook ? checkEntry(draftOf(typed), rulebook) : [];
    const faults: Data['faults'] = {};
    for (const { field, message } of found) faults[field] ??= message;
    const count = Object.keys(faults).length;
    this.setData({ faults, missing: count === 0 ? '' : t.faults(count) });
    return found[0]?.field;
  },

  async send() {
    const { typed, entry, unit, contestId } = this.data;
    if (typed === null || unit === null) return;
    this.setData({ tried: true, failure: null });
    const first = this.check(typed);
    if (first !== undefined) {
      void wx.pageScrollTo({ selector: `#${first}`, offsetTop: -24, duration: 200 });
      return;
    }
    this.setData({ busy: true });
    try {
      const draft = draftOf(typed);
      if (entry) await change({ entryId: entry.entryId, v: entry.v, draft });
      else await submit({ contestId, unitId: unit.id, draft });
      if (!entry) dropEntry(contestId);
      wx.vibrateShort({ type: 'medium' });
      void wx.showToast({ icon: 'none', title: t.sent });
      await wx.navigateBack();
    } catch (cause) {
      this.setData({ failure: describe(cause) });
      void wx.pageScrollTo({ scrollTop: 0, duration: 200 });
    } finally {
      this.setData({ busy: false });
    }
  },
});
