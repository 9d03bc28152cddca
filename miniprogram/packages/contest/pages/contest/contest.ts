import { fontScale } from '../../../../format/scale';
import { moment } from '../../../../format/when';
import { serverNow } from '../../../../services/clock';
import { contest, lastContest } from '../../../../services/contest';
import type { Failure } from '../../../../services/errors';
import { loading, pulled } from '../../../../services/loading';
import { common } from '../../../../texts/common';
import { notifyTexts } from '../../../../texts/notice';
import { cardOf, type CardView, type Fact, factsOf, roundsOf, type RoundView } from '../../rulebook-words';
import { entryTexts as t } from '../../texts-entries';

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  notify: string;
  id: string;
  detail: Api.Contest.Detail | null;
  facts: Fact[];
  rounds: RoundView[];
  mine: CardView[];
  /** May send an entry now; else why not. */
  sends: boolean;
  note: string;
  failure: Failure | null;
}

const data: Data = { fs: fontScale(), t, common, notify: notifyTexts.result, id: '', detail: null, facts: [], rounds: [], mine: [], sends: false, note: '', failure: null };

/** Whether my unit can send an entry, and a word about it. */
function sending({ setup, unit, mine }: Api.Contest.Detail, now: Api.Millis): Pick<Data, 'sends' | 'note'> {
  if (setup === null) return { sends: false, note: '' };
  if (now >= setup.entriesUntil) return { sends: false, note: t.closed };
  if (unit === null) return { sends: false, note: t.forCadre };
  const most = setup.rulebook.entriesPerUnit;
  if (most !== null && mine.filter(({ state }) => state !== 'withdrawn').length >= most) return { sends: false, note: t.full(most) };
  return { sends: true, note: t.sendNote(moment(setup.entriesUntil, now)) };
}

/** A contest: its rounds, its rulebook in plain words, and what my unit has sent. */
Page({
  data,

  onLoad({ id = '' }: { id?: string }) {
    this.setData({ id });
    const known = lastContest(id);
    if (known !== null) this.show(known);
  },

  onShow() {
    return this.refresh();
  },

  onPullDownRefresh: pulled,

  refresh() {
    return loading(this, async () => this.show(await contest(this.data.id)));
  },

  show(detail: Api.Contest.Detail) {
    const now = serverNow();
    const { setup } = detail;
    this.setData({
      detail,
      facts: setup ? factsOf(setup, now) : [],
      rounds: setup ? roundsOf(setup.rulebook, now) : [],
      mine: detail.mine.map((card) => cardOf(card)),
      ...sending(detail, now),
    });
  },

  send() {
    void wx.navigateTo({ url: `/packages/contest/pages/entry/entry?contest=${this.data.id}` });
  },

  open({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    void wx.navigateTo({ url: `/packages/contest/pages/piece/piece?id=${currentTarget.dataset.id}` });
  },

  onShareAppMessage() {
    return { title: this.data.detail?.title ?? common.app, path: `/packages/contest/pages/contest/contest?id=${this.data.id}` };
  },
});
