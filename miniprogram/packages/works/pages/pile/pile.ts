import { fontScale } from '../../../../format/scale';
import { actFromSheet, oneAtATime } from '../../../../services/acting';
import { appended, type Listing, loadMore, reload, unlisted } from '../../../../services/listing';
import { pulled } from '../../../../services/loading';
import { pile, vetWork, worksCall } from '../../../../services/works';
import { common } from '../../../../texts/common';
import { deskTexts as t } from '../../texts-desk';
import { type Card, cardOf } from './view';

interface Data extends Listing {
  fs: number;
  t: typeof t;
  common: typeof common;
  id: string;
  filter: 'look' | 'all';
  phase: Api.Works.Phase;
  kinds: Record<string, string>;
  cards: Card[];
  /** The work that is struck. */
  striking: Card | null;
  sheet: '' | 'strike';
  sheetTitle: string;
  busy: boolean;
  fault: string;
}

const data: Data = {
  ...{ fs: fontScale(), t, common, id: '', filter: 'all', phase: 'open', kinds: {}, cards: [], ...unlisted },
  ...{ striking: null, sheet: '', sheetTitle: '', busy: false, fault: '' },
};

type Pile = Api.Output<'works.pile'>;
type Tap = WechatMiniprogram.TouchEvent<object, object, { id: string; verdict: 'pass' | 'mask' }>;

/** 收到的作品: what came in, without names; what judges should not read is covered here, what does not belong is struck. */
Page({
  data,

  onLoad({ id = '', look = '' }: { id?: string; look?: string }) {
    this.setData({ id, filter: look === '1' ? 'look' : 'all' });
    return this.refresh();
  },

  onPullDownRefresh: pulled,

  refresh() {
    const { id } = this.data;
    return reload(
      this,
      async () => {
        const [{ items, next }, call] = await Promise.all([this.ask(), worksCall(id)]);
        return { items, next, kinds: Object.fromEntries(call.kinds.map((kind): [string, string] => [kind.id, kind.name])), phase: call.phase };
      },
      ({ items, kinds, phase }) => ({ kinds, phase, cards: items.map((work: Api.Works.DeskWork) => cardOf(work, kinds, phase)) }),
    );
  },

  ask(cursor?: string): Promise<Pile> {
    const { id, filter } = this.data;
    return pile({ callId: id, look: filter === 'look', ...(cursor === undefined ? {} : { cursor }) });
  },

  onReachBottom() {
    const { kinds, phase } = this.data;
    return loadMore(
      this,
      (cursor): Promise<Pile> => this.ask(cursor),
      ({ items }) => ({ cards: appended(this.data.cards, items.map((work) => cardOf(work, kinds, phase)), (card) => card.id) }),
    );
  },

  choose({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: 'look' | 'all' }>) {
    this.setData({ filter: value, loaded: false, cards: [] });
    return this.refresh();
  },

  vet({ currentTarget }: Tap) {
    const { id, verdict } = currentTarget.dataset;
    const card = this.data.cards.find((one) => one.id === id);
    if (!card) return undefined;
    return oneAtATime(this, async () => {
      await vetWork({ callId: this.data.id, workId: card.id, v: card.v, verdict, reason: '' });
      void wx.showToast({ icon: 'none', title: verdict === 'mask' ? t.maskedDone : t.passed });
      await this.refresh();
    });
  },

  askStrike({ currentTarget }: Tap) {
    const card = this.data.cards.find((one) => one.id === currentTarget.dataset.id);
    if (card) this.setData({ sheet: 'strike', striking: card, sheetTitle: t.strikeTitle(card.title), fault: '' });
  },

  strike({ detail: { reason } }: WechatMiniprogram.CustomEvent<{ reason: string }>) {
    const { striking, id } = this.data;
    return striking && actFromSheet(this, () => vetWork({ callId: id, workId: striking.id, v: striking.v, verdict: 'strike', reason }), t.struck, () => this.refresh());
  },

  closeSheet() {
    this.setData({ sheet: '', fault: '' });
  },
});
