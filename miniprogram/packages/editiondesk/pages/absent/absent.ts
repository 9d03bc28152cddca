import { fontScale } from '../../../../format/scale';
import { absentees, editionDesk } from '../../../../services/edition';
import { appended, type Listing, loadMore, reload, unlisted } from '../../../../services/listing';
import { pulled } from '../../../../services/loading';
import { common } from '../../../../texts/common';
import { readingTexts } from '../../../../texts/reading';
import { remindUrl } from '../../remind';
import { absentTexts as t } from '../../texts';

type Absentee = Api.Reading.Absentee;

interface Data extends Listing {
  fs: number;
  t: typeof t;
  common: typeof common;
  id: string;
  /** The unit whose roster it is. */
  unit: string;
  unitName: string;
  rows: Absentee[];
  count: string;
  words: string;
  remindUrl: string;
}

const data: Data = { fs: fontScale(), t, common, ...unlisted, id: '', unit: '', unitName: '', rows: [], count: '', words: '', remindUrl: '' };

/** So many names on the first screen: pages of those who have read are looked through until then. */
const enough = 12;

const ask = ({ id, unit }: Pick<Data, 'id' | 'unit'>, cursor?: string) => absentees({ editionId: id, unionId: unit, ...(cursor === undefined ? {} : { cursor }) });

/** 还没打卡的人 of one's own unit, with a word for their group and 代录 for those without WeChat. */
Page({
  data,

  onLoad({ id = '', unit = '' }: { id?: string; unit?: string }) {
    this.setData({ id, unit });
  },

  onShow() {
    return this.refresh();
  },

  onPullDownRefresh: pulled,

  async refresh() {
    await reload(
      this,
      async () => {
        const desk = await editionDesk(this.data.id);
        if (desk.plan) {
          const { title, plan: { until } } = desk;
          this.setData({ words: t.words(title, readingTexts.monthDay(until)), remindUrl: remindUrl({ editionId: this.data.id, title, until, unit: this.data.unit }) });
        }
        return ask(this.data);
      },
      ({ items, unionName, next }) => ({ rows: items, unitName: unionName, count: t.count(items.length, next !== null) }),
    );
    await this.fill();
  },

  async fill() {
    while (this.data.rows.length < enough && this.data.next !== null && this.data.failure === null) await this.onReachBottom();
  },

  onReachBottom() {
    return loadMore(this, (cursor) => ask(this.data, cursor), ({ items, next }) => {
      const rows = appended(this.data.rows, items, ({ uid }) => uid);
      return { rows, count: t.count(rows.length, next !== null) };
    });
  },

  enter({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { uid: string; name: string; unit: string }>) {
    const { uid, name, unit } = currentTarget.dataset;
    const words = [`uid=${uid}`, `name=${encodeURIComponent(name)}`, `unit=${encodeURIComponent(unit)}`].join('&');
    void wx.navigateTo({ url: `/packages/editiondesk/pages/paper/paper?id=${this.data.id}&${words}` });
  },

  /** Those with WeChat get a message; its words can be changed before it goes. */
  remind() {
    void wx.navigateTo({ url: this.data.remindUrl });
  },

  copy() {
    void wx.setClipboardData({ data: this.data.words });
  },
});
