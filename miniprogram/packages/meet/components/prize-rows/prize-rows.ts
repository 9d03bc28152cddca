import { moment } from '../../../../format/when';
import { oneAtATime } from '../../../../services/acting';
import { serverNow } from '../../../../services/clock';
import { give, takeBack } from '../../../../services/meet-end';
import { common } from '../../../../texts/common';
import { prizeTexts } from '../../prize-texts';

const t = prizeTexts.row;

interface RowView {
  at: number;
  title: string;
  note: string;
  signed: string;
  astray: string;
  tag: string;
  tone: string;
}

function viewOf(row: Api.Meet.PrizeRow, at: number, now: Api.Millis, named: boolean): RowView {
  const { prize, what, whom, unitName, people, mark, given, astray } = row;
  const bib = people.length === 1 ? `${people[0]?.bib ?? ''}号` : '';
  const team = people.length > 1 ? people.map(({ name }) => name).join(' ') : '';
  const when = given ? moment(given.at, now) : '';
  return {
    at,
    title: whom,
    note: [named ? what : '', prize, mark, bib, unitName === whom ? team : unitName].filter((word) => word !== '').join(' · '),
    signed: !given ? '' : given.proxy === '' ? t.signed(when, given.byName) : t.proxy(given.proxy, when, given.byName),
    astray: astray && given ? t.astrayNote(given.prize) : '',
    tag: astray ? t.astray[astray] : given ? t.done : t.due,
    tone: astray ? 'red' : given ? 'green' : 'neutral',
  };
}

/** Prizes as rows: a tap hands one over, signed for by the winner or a proxy, or takes the note back. Fires `done`. */
Component({
  properties: {
    meetId: { type: String, value: '' },
    rows: { type: Array, value: [] as Api.Meet.PrizeRow[] },
    /** They can be given now. */
    due: { type: Boolean, value: true },
    /** Of several events: each row says of which. */
    named: { type: Boolean, value: false },
  },
  data: { t, views: [] as RowView[], at: -1, open: false, title: '', detail: '', given: false, mine: false, others: '', proxy: '', busy: false, fault: '' },
  observers: {
    'rows, named'(rows: Api.Meet.PrizeRow[], named: boolean) {
      this.setData({ views: rows.map((row, at) => viewOf(row, at, serverNow(), named)) });
    },
  },
  methods: {
    tap({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { at: number }>) {
      const { at } = currentTarget.dataset;
      const row = this.data.rows[at];
      if (!row || (!row.given && !this.data.due)) return;
      const view = this.data.views[at];
      this.setData({
        ...{ at, open: true, title: row.whom, detail: [row.what, row.prize, view?.signed ?? ''].filter((word) => word !== '').join(' · '), proxy: '', fault: '' },
        given: row.given !== null,
        mine: row.given?.mine ?? false,
        others: row.given && !row.given.mine ? t.others(row.given.byName) : '',
      });
    },

    close() {
      this.setData({ open: false });
    },

    typeProxy({ detail: { value } }: WechatMiniprogram.Input) {
      this.setData({ proxy: value });
    },

    giveSelf() {
      return this.hand('');
    },

    giveProxy() {
      return this.hand(this.data.proxy.trim());
    },

    hand(proxy: string) {
      const row = this.data.rows[this.data.at];
      return row && this.during(() => give({ meetId: this.data.meetId, of: row.of, proxy }), t.given);
    },

    async back() {
      const row = this.data.rows[this.data.at];
      if (!row) return;
      const { confirm } = await wx.showModal({ title: t.back, content: t.backSure, confirmText: common.confirm, cancelText: common.cancel });
      if (confirm) await this.during(() => takeBack({ meetId: this.data.meetId, of: row.of }), t.taken);
    },

    during(act: () => Promise<unknown>, done: string) {
      return oneAtATime(this, async () => {
        await act();
        void wx.vibrateShort({ type: 'medium' });
        void wx.showToast({ icon: 'none', title: done });
        this.setData({ open: false });
        this.triggerEvent('done');
      });
    },
  },
});
