import { moment } from '../../../../format/when';
import { fontScale } from '../../../../format/scale';
import { announcement, lastAnnouncement, markDone } from '../../../../services/announce';
import { serverNow } from '../../../../services/clock';
import { describe, faultWords, type Failure } from '../../../../services/errors';
import { fetchAs } from '../../../../services/files';
import { pulled } from '../../../../services/loading';
import { common } from '../../../../texts/common';
import { announcementTexts as t } from '../../../../texts/notice';

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  id: string;
  loaded: boolean;
  failure: Failure | null;
  title: string;
  from: string;
  paragraphs: string[];
  pictures: { url: string; label: string }[];
  file: Api.Announce.Full['file'];
  link: Api.Announce.Full['link'];
  asks: boolean;
  done: boolean;
  busy: boolean;
}

const data: Data = {
  ...{ fs: fontScale(), t, common, id: '', loaded: false, failure: null, title: '', from: '', paragraphs: [], pictures: [], file: null, link: null },
  ...{ asks: false, done: false, busy: false },
};

function viewOf({ announcement: one, done }: Api.Output<'announce.open'>): Pick<Data, 'title' | 'from' | 'paragraphs' | 'pictures' | 'file' | 'link' | 'asks' | 'done'> {
  const { title, from, sendAt, text, pictures, file, link, asks } = one;
  return {
    ...{ title, file, link, asks, done },
    from: t.from(from, moment(sendAt, serverNow())),
    paragraphs: text.split('\n').filter((line) => line !== ''),
    pictures: pictures.map((url, index) => ({ url, label: t.picture(index + 1) })),
  };
}

/** One announcement, as whoever it came to reads it. `scene`: from the code on a printed one. */
Page({
  data,

  onLoad({ id, scene }) {
    this.setData({ id: id ?? decodeURIComponent(scene ?? '') });
    const known = lastAnnouncement(this.data.id);
    // Addresses of pictures and files do not last.
    if (known !== null) this.setData({ ...viewOf(known), pictures: [], file: null, loaded: true });
    return this.refresh();
  },

  onPullDownRefresh: pulled,

  async refresh() {
    try {
      this.setData({ ...viewOf(await announcement(this.data.id)), loaded: true, failure: null });
    } catch (cause) {
      const failure = describe(cause);
      // What was taken back is not shown from the phone's memory either.
      this.setData({ failure, ...(failure.code === 'CLOSED' || failure.code === 'NOT_FOUND' ? { loaded: false } : {}) });
    }
  },

  look({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { url: string }>) {
    void wx.previewImage({ urls: this.data.pictures.map(({ url }) => url), current: currentTarget.dataset.url });
  },

  async openFile() {
    const { file, id } = this.data;
    if (file === null || this.data.busy) return;
    this.setData({ busy: true });
    try {
      await wx.openDocument({ filePath: await fetchAs(file.url, `${id}.${file.ending}`), showMenu: true });
    } catch (cause) {
      void wx.showToast({ icon: 'none', title: faultWords(cause) });
    } finally {
      this.setData({ busy: false });
    }
  },

  follow() {
    const page = this.data.link?.page ?? '';
    if (page.startsWith('pages/')) void wx.switchTab({ url: `/${page}` });
    else if (page !== '') void wx.navigateTo({ url: `/${page}` });
  },

  async finish() {
    if (this.data.busy) return;
    this.setData({ busy: true });
    try {
      await markDone(this.data.id);
      this.setData({ done: true });
      void wx.vibrateShort({ type: 'medium' });
    } catch (cause) {
      void wx.showToast({ icon: 'none', title: faultWords(cause) });
    } finally {
      this.setData({ busy: false });
    }
  },

  toInbox() {
    void wx.redirectTo({ url: '/packages/notice/pages/inbox/inbox' });
  },
});
