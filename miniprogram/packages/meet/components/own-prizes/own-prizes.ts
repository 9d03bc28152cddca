import { moment } from '../../../../format/when';
import { serverNow } from '../../../../services/clock';
import { ownPrizes } from '../../../../services/meet-end';
import { prizeTexts } from '../../prize-texts';

const t = prizeTexts.own;

interface RowView {
  at: number;
  title: string;
  note: string;
  stands: string;
  given: boolean;
}

/** My prizes of a meet, each with its certificate; nothing where there are none. */
Component({
  properties: { meetId: { type: String, value: '' } },
  data: { t, rows: [] as RowView[] },
  lifetimes: {
    attached() {
      void this.refresh();
    },
  },
  pageLifetimes: {
    show() {
      void this.refresh();
    },
  },
  methods: {
    /** A miss is not worth a word: the page's own notice says that there is no network. */
    async refresh() {
      await ownPrizes(this.data.meetId).then(
        ({ items }) => {
          const now = serverNow();
          this.setData({
            rows: items.map(({ prize, what, mark, whom, unitName, given }, at) => ({ at, title: [what, prize].filter((word) => word !== '').join(' '), note: [mark, whom === unitName ? '' : unitName].filter((word) => word !== '').join(' · '), stands: given === null ? t.due : t.given(moment(given, now)), given: given !== null })),
          });
        },
        () => undefined,
      );
    },

    open({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { at: number }>) {
      void wx.navigateTo({ url: `/packages/contest/pages/certificate/certificate?meet=${this.data.meetId}&at=${currentTarget.dataset.at}` });
    },
  },
});
