import { fontScale } from '../../../../format/scale';
import { entries } from '../../../../services/contest';
import { appended, type Listing, loadMore, reload, unlisted } from '../../../../services/listing';
import { pulled } from '../../../../services/loading';
import { common } from '../../../../texts/common';
import { cardOf, type CardView } from '../../rulebook-words';
import { entryTexts as t } from '../../texts-entries';

type State = Api.Contest.EntryState;

interface Data extends Listing {
  fs: number;
  t: typeof t;
  common: typeof common;
  id: string;
  state: State;
  states: { value: State; label: string }[];
  rows: CardView[];
}

const data: Data = {
  fs: fontScale(),
  t,
  common,
  ...unlisted,
  id: '',
  state: 'submitted',
  states: (['submitted', 'returned', 'accepted', 'withdrawn'] as const).map((value) => ({ value, label: t.reviewStates[value] })),
  rows: [],
};

const viewsOf = (rows: readonly Api.Contest.EntryCard[]) => rows.map((card) => cardOf(card, t.reviewStates));

/** 节目审查: the entries of a contest by how they stand; each opens to be read and decided. */
Page({
  data,

  onLoad({ id = '' }: { id?: string }) {
    this.setData({ id });
  },

  onShow() {
    return this.refresh();
  },

  onPullDownRefresh: pulled,

  question(): Pick<Api.Input<'contest.entries'>, 'contestId' | 'state'> {
    return { contestId: this.data.id, state: this.data.state };
  },

  refresh() {
    return reload(this, () => entries(this.question()), ({ rows }) => ({ rows: viewsOf(rows) }));
  },

  onReachBottom() {
    return loadMore(
      this,
      (cursor) => entries({ ...this.question(), cursor }),
      ({ rows }) => ({ rows: appended(this.data.rows, viewsOf(rows), ({ id }) => id) }),
    );
  },

  change({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: State }>) {
    this.setData({ state: value, ...unlisted, rows: [] });
    return this.refresh();
  },

  open({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    void wx.navigateTo({ url: `/packages/contest/pages/piece/piece?id=${currentTarget.dataset.id}` });
  },
});
