import { listDigest } from '../../../../domain/awards/notice';
import { fits } from '../../../../domain/text/clean';
import { fontScale } from '../../../../format/scale';
import { oneAtATime } from '../../../../services/acting';
import { notice, objectTo } from '../../../../services/awards';
import type { Failure } from '../../../../services/errors';
import { loading, pulled } from '../../../../services/loading';
import { common } from '../../../../texts/common';
import { noticeTexts as t } from '../../texts';

type Notice = Api.Awards.Notice;

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  id: string;
  noticeId: string;
  failure: Failure | null;
  notice: Notice | null;
  span: string;
  count: string;
  quotas: { name: string; note: string }[];
  /** The phone hashed the list itself. */
  same: boolean;
  decision: string;
  mine: string;
  objecting: boolean;
  words: string;
  fault: string;
  busy: boolean;
}

const data: Data = {
  ...{ fs: fontScale(), t, common, id: '', noticeId: '', failure: null, notice: null, span: '', count: '', quotas: [], same: false, decision: '', mine: '' },
  ...{ objecting: false, words: '', fault: '', busy: false },
};

/** One 公示: the list with its digest, until when, who takes objections; and an objection that names nobody. */
Page({
  data,

  onLoad({ id = '', notice: noticeId = '' }: { id?: string; notice?: string }) {
    this.setData({ id, noticeId });
    return this.refresh();
  },

  onPullDownRefresh: pulled,

  refresh() {
    return loading(this, async () => {
      const found = await notice(this.data.id, this.data.noticeId);
      const { published, until, workingDays, sure, list, quotas, digest, decision, mine } = found;
      this.setData({
        ...{ notice: found, span: t.span(published, until, workingDays, sure), count: t.list(list.length), same: list.length > 0 && listDigest(list) === digest },
        quotas: quotas.map(({ name, weight, places }) => ({ name, note: t.quota(weight, places) })),
        decision: decision ? `${decision.paper}：${decision.words}` : '',
        mine: mine === 'none' ? '' : t[mine],
      });
    });
  },

  call() {
    const { notice: found } = this.data;
    if (found) wx.makePhoneCall({ phoneNumber: found.desk.telephone, fail: () => undefined });
  },

  open() {
    this.setData({ objecting: true, fault: '' });
  },

  close() {
    this.setData({ objecting: false });
  },

  type({ detail: { value } }: WechatMiniprogram.Input) {
    this.setData({ words: value, fault: '' });
  },

  async send() {
    const { id, noticeId, words, busy } = this.data;
    if (busy) return;
    if (!fits(words, 10, 500, true)) return this.setData({ fault: t.tooShort });
    await oneAtATime(this, async () => {
      await objectTo({ selectionId: id, noticeId, words });
      this.setData({ objecting: false, words: '' });
      void wx.showToast({ icon: 'none', title: t.sent });
      await this.refresh();
    });
  },
});
