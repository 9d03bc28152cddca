import { judgeTexts as t } from '../../texts-judge';
import { type WordsLine, wordsView } from './view';

/** A work as it is read: its text in lines of a comfortable length, then its photos. */
Component({
  properties: {
    text: { type: String, value: '' },
    photos: { type: Array, value: [] as Api.Works.Photo[] },
    /** Inside a card: folded to some lines until it is opened. */
    plain: { type: Boolean, value: false },
  },
  data: { t, shown: [] as Api.Works.Photo[], lines: [] as WordsLine[], verse: false, long: false, open: false },
  observers: {
    'text, photos'(text: string, photos: Api.Works.Photo[]) {
      this.setData({ long: [...text].length > 160, ...wordsView(text), shown: photos.filter(({ url }) => url !== '') });
    },
  },
  methods: {
    unfold() {
      this.setData({ open: true });
    },

    look({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { url: string }>) {
      const photos: Api.Works.Photo[] = this.data.shown;
      void wx.previewImage({ current: currentTarget.dataset.url, urls: photos.map(({ url }) => url) });
    },
  },
});
