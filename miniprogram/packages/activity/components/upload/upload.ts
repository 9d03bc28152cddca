import { documentEndings } from '../../../../domain/media/file';
import { failureOf } from '../../../../services/errors';
import { tellFailure } from '../../../../services/failure-sheet';
import { choosePhotos, type Chosen, keepFile, showFile } from '../../../../services/files';
import { formTexts as t } from '../../../../texts/form';

/** What of a file is known on this phone since it was chosen here; after the app was closed only its id is. */
interface Known {
  name: string;
  /** Of a photo: its temporary file. */
  thumb: string;
}

interface Shown extends Known {
  id: string;
}

/** Photos and documents of an answer, uploaded at once. `value`: their media ids. Fires `change` {value}. */
Component({
  properties: {
    activity: { type: String, value: '' },
    /** The question's id. */
    what: { type: String, value: '' },
    label: { type: String, value: '' },
    value: { type: Array, value: [] },
    most: { type: Number, value: 1 },
  },
  data: { t, files: [] as Shown[], known: {} as Record<string, Known>, busy: false, fault: '' },
  observers: {
    'value, known'(value: string[], known: Record<string, Known>) {
      this.setData({ files: value.map((id, index) => ({ id, thumb: known[id]?.thumb ?? '', name: known[id]?.name || (known[id]?.thumb ? t.photo(index + 1) : t.file(index + 1)) })) });
    },
  },
  methods: {
    ids(): string[] {
      return this.data.files.map(({ id }) => id);
    },

    async takePhoto() {
      if (this.data.busy) return;
      const count = this.data.most - this.data.files.length;
      await this.keep(await choosePhotos(count), true);
    },

    async takeFile() {
      const count = this.data.most - this.data.files.length;
      const chosen = await wx.chooseMessageFile({ count, type: 'file', extension: [...documentEndings] }).catch(() => null);
      await this.keep((chosen?.tempFiles ?? []).map(({ path, name, size }) => ({ path, name, bytes: size })), false);
    },

    /** One after another, so that those that came through stay where a later one fails. */
    async keep(chosen: Chosen[], photos: boolean) {
      if (chosen.length === 0) return;
      this.setData({ busy: true, fault: '' });
      try {
        for (const one of chosen) {
          const { mediaId } = await keepFile(one, this.data.activity, this.data.what);
          this.setData({ known: { ...this.data.known, [mediaId]: { name: photos ? '' : one.name, thumb: photos ? one.path : '' } } });
          this.triggerEvent('change', { value: [...this.ids(), mediaId] });
        }
      } catch (cause) {
        this.setData({ fault: failureOf(cause).message });
      } finally {
        this.setData({ busy: false });
      }
    },

    drop({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
      this.triggerEvent('change', { value: this.ids().filter((id) => id !== currentTarget.dataset.id) });
    },

    async open({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
      const { thumb } = this.data.known[currentTarget.dataset.id] ?? { thumb: '' };
      try {
        if (thumb === '') await showFile(currentTarget.dataset.id);
        else await wx.previewImage({ urls: [thumb] });
      } catch (cause) {
        void tellFailure(cause);
      }
    },
  },
});
