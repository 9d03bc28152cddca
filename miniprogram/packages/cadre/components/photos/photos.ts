import { failureOf } from '../../../../services/errors';
import { keepFile } from '../../../../services/files';
import { formTexts as t } from '../../../../texts/form';

interface Photo {
  /** Media id. */
  id: string;
  /** Its temporary file on this phone. */
  thumb: string;
}

interface Shown extends Photo {
  name: string;
}

/** Photos for an activity's brief, or for what `what` says, uploaded at once. Fires `change` {value}: their media ids. */
Component({
  properties: {
    activity: { type: String, value: '' },
    what: { type: String, value: 'brief' },
    most: { type: Number, value: 1 },
  },
  data: { t, shown: [] as Shown[], busy: false, fault: '' },
  methods: {
    show(photos: Photo[]) {
      this.setData({ shown: photos.map((photo, index) => ({ ...photo, name: t.photo(index + 1) })) });
      this.triggerEvent('change', { value: photos.map(({ id }) => id) });
    },

    async take() {
      if (this.data.busy) return;
      const chosen = await wx.chooseMedia({ count: this.data.most - this.data.shown.length, mediaType: ['image'], sizeType: ['compressed'] }).catch(() => null);
      if (chosen === null) return;
      this.setData({ busy: true, fault: '' });
      try {
        // One after another, so that those that came through stay where a later one fails.
        for (const { tempFilePath, size } of chosen.tempFiles) {
          const { mediaId } = await keepFile({ path: tempFilePath, name: tempFilePath, bytes: size }, this.data.activity, this.data.what);
          this.show([...this.data.shown, { id: mediaId, thumb: tempFilePath }]);
        }
      } catch (cause) {
        this.setData({ fault: failureOf(cause).message });
      } finally {
        this.setData({ busy: false });
      }
    },

    drop({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
      this.show(this.data.shown.filter(({ id }) => id !== currentTarget.dataset.id));
    },

    open({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
      const photo = this.data.shown.find(({ id }) => id === currentTarget.dataset.id);
      if (photo) void wx.previewImage({ urls: [photo.thumb] });
    },
  },
});
