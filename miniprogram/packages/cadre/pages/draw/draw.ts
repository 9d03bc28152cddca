import { unifyValue } from '../../../../domain/draw/seed';
import { valueNameOf } from '../../../../domain/draw/value';
import { fits } from '../../../../domain/text/clean';
import { fontScale } from '../../../../format/scale';
import { moment } from '../../../../format/when';
import { detail, lastDetail } from '../../../../services/activity';
import { draw, mine } from '../../../../services/application';
import { serverNow } from '../../../../services/clock';
import { faultWords, type Failure } from '../../../../services/errors';
import { loading, pulled } from '../../../../services/loading';
import { common } from '../../../../texts/common';
import { lotTexts as t } from '../../review-texts';

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  id: string;
  title: string;
  /** When sign-up closes, as people say it. */
  closes: string;
  valueName: string;
  answer: Api.Output<'application.mine'> | null;
  failure: Failure | null;
  value: string;
  fault: string;
  busy: boolean;
}

const data: Data = { fs: fontScale(), t, common, id: '', title: '', closes: '', valueName: '', answer: null, failure: null, value: '', fault: '', busy: false };

/** 摇号抽签: the organiser publishes the frozen list's hash and, once the public value is known, enters it. */
Page({
  data,

  onLoad({ id = '' }: { id?: string }) {
    this.setData({ id, title: lastDetail(id)?.title ?? '' });
  },

  onShow() {
    return this.refresh();
  },

  onPullDownRefresh: pulled,

  async refresh() {
    const { id } = this.data;
    await loading(this, async () => {
      const [activity, answer] = await Promise.all([detail(id), mine(id)]);
      const { rules, signUpClosesAt, title } = activity;
      const valueName = answer.draw?.valueName ?? valueNameOf(rules, signUpClosesAt);
      this.setData({ answer, title, valueName, closes: `${moment(signUpClosesAt, serverNow())} 截止` });
    });
  },

  copyNotice() {
    const { title, answer, valueName } = this.data;
    if (answer?.draw) void wx.setClipboardData({ data: t.notice(title, answer.draw.entries, answer.draw.list, answer.draw.commitment, valueName) });
  },

  type({ detail: { value } }: WechatMiniprogram.Input) {
    this.setData({ value, fault: '' });
  },

  async go() {
    const value = unifyValue(this.data.value);
    if (!fits(value, 1, 40)) {
      this.setData({ fault: t.valueFault });
      return;
    }
    const { confirm } = await wx.showModal({ title: t.ask, content: t.askText(value), confirmText: t.go, cancelText: t.back });
    if (!confirm) return;
    this.setData({ busy: true, fault: '' });
    try {
      await draw(this.data.id, value);
      wx.vibrateShort({ type: 'medium' });
      void wx.showToast({ icon: 'success', title: t.done });
    } catch (cause) {
      this.setData({ fault: faultWords(cause) });
    } finally {
      this.setData({ busy: false });
    }
    await this.refresh();
  },
});
