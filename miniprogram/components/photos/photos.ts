import { faultWords } from '../../services/errors';
import { choosePhotos, keepFile, showFile } from '../../services/files';
import { formTexts as t } from '../../texts/form';

/** Photos, uploaded at once. `value`: their media ids. Fires `change` {value}. */
Component({
  properties: {
    activity: { type: String, value: '' },
    /** Their purpose: a reader's note, or `work`. */
    what: { type: String, value: 'note' },
    most: { type: Number, value: 3 },
    /** To be looked at only. */
    fixed: { type: Boolean, value: false },
    value: { type: Array, value: [] as string[] },
  },
  data: {
    t,
    /** By id, while this page is open: after that only the id of a photo is known on the phone. */
    thumbs: {} as Record<string, string>,
    busy: false,
    fault: '',
  },
  methods: {
    async add() {
      const ids: string[] = this.data.value;
      if (this.data.busy) return;
      const chosen = await choosePhotos(this.data.most - ids.length);
      if (chosen.length === 0) return;
      this.setData({ busy: true, fault: '' });
      let kept = ids;
      try {
        for (const one of chosen) {
          const { mediaId } = await keepFile(one, this.data.activity, this.data.what);
          this.setData({ thumbs: { ...this.data.thumbs, [mediaId]: one.path } });
          kept = [...kept, mediaId];
          this.triggerEvent('change', { value: kept });
        }
      } catch (cause) {
        this.setData({ fault: faultWords(cause) });
      } finally {
        this.setData({ busy: false });
      }
    },

    drop({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
      const ids: string[] = this.data.value;
      this.triggerEvent('change', { value: ids.filter((id) => id !== currentTarget.dataset.id) });
    },

    async open({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
      const path = this.data.thumbs[currentTarget.dataset.id];
      try {
        if (path === undefined) await showFile(currentTarget.dataset.id);
        else await wx.previewImage({ urls: [path] });
      } catch (cause) {
        this.setData({ fault: faultWords(cause) });
      }
    },
  },
});
