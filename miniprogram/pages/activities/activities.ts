import { fontScale } from '../../format/scale';
import { lastList, list } from '../../services/activity';
import { describe, type Failure } from '../../services/errors';
import { pulled } from '../../services/loading';
import { activityTexts, programmeNames } from '../../texts/activity';
import { common } from '../../texts/common';
import { questionOf, type Filter } from './question';

interface Data {
  fs: number;
  t: typeof activityTexts;
  common: typeof common;
  chips: { value: Filter; label: string }[];
  filter: Filter;
  search: string;
  items: Api.Activity.Card[];
  next: string | null;
  /** first: nothing to show yet · more: a further page is on its way */
  busy: 'first' | 'more' | '';
  failure: Failure | null;
}

const data: Data = {
  fs: fontScale(),
  t: activityTexts,
  common,
  chips: [
    { value: 'all', label: activityTexts.chips.all },
    { value: 'openNow', label: activityTexts.chips.openNow },
    { value: 'myUnit', label: activityTexts.chips.myUnit },
    { value: 'reading', label: programmeNames.reading },
    { value: 'contest', label: programmeNames.contest },
    { value: 'meet', label: programmeNames.meet },
    { value: 'general', label: programmeNames.general },
  ],
  filter: 'all',
  search: '',
  items: [],
  next: null,
  busy: 'first',
  failure: null,
};

/** How long after the last letter a search begins, ms. */
const typingPause = 300;

/** 活动: what is on, by programme, unit, name and place. */
Page({
  data,
  /** The number of the last question: an answer to an older one is dropped. */
  asked: 0,
  typing: 0,

  onShow() {
    return this.refresh();
  },

  onPullDownRefresh: pulled,

  /** Asks for the first page; what is known of this question is shown meanwhile. */
  async refresh() {
    const question = questionOf(this.data.filter, this.data.search);
    const asked = (this.asked += 1);
    const known = lastList(question);
    if (known !== null) this.setData({ items: known.items, next: known.next, busy: '' });
    else if (this.data.items.length === 0) this.setData({ busy: 'first' });
    try {
      const { items, next } = await list(question);
      if (asked === this.asked) this.setData({ items, next, busy: '', failure: null });
    } catch (cause) {
      if (asked === this.asked) this.setData({ failure: describe(cause), busy: '', items: known?.items ?? [], next: null });
    }
  },

  async more() {
    const { next, busy, filter, search } = this.data;
    if (next === null || busy !== '') return;
    const asked = this.asked;
    this.setData({ busy: 'more', failure: null });
    try {
      const page = await list({ ...questionOf(filter, search), cursor: next });
      if (asked !== this.asked) return;
      const known = new Set(this.data.items.map(({ activityId }) => activityId));
      this.setData({ items: [...this.data.items, ...page.items.filter(({ activityId }) => !known.has(activityId))], next: page.next, busy: '' });
    } catch (cause) {
      if (asked === this.asked) this.setData({ failure: describe(cause), busy: '' });
    }
  },

  onReachBottom() {
    return this.more();
  },

  choose({ detail }: WechatMiniprogram.CustomEvent<{ value: Filter }>) {
    this.setData({ filter: detail.value, items: [], next: null, failure: null });
    return this.refresh();
  },

  type({ detail }: WechatMiniprogram.Input) {
    this.setData({ search: detail.value });
    clearTimeout(this.typing);
    this.typing = Number(setTimeout(() => this.refresh(), typingPause));
  },

  search() {
    clearTimeout(this.typing);
    return this.refresh();
  },

  clear() {
    this.setData({ search: '', items: [], next: null });
    return this.search();
  },

  showAll() {
    this.setData({ search: '', filter: 'all', items: [], next: null });
    return this.search();
  },

  onShareAppMessage() {
    return { title: `${common.app} · ${activityTexts.title}`, path: '/pages/activities/activities' };
  },
});
