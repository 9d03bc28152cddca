import { fontScale } from '../../../../format/scale';
import { serverNow } from '../../../../services/clock';
import type { Failure } from '../../../../services/errors';
import { loading, pulled } from '../../../../services/loading';
import { lastWorksCall, recheckWorks, worksCall } from '../../../../services/works';
import { common } from '../../../../texts/common';
import { callTexts as t } from '../../texts';
import { type CallView, callView } from './view';

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  id: string;
  view: CallView | null;
  failure: Failure | null;
  /** The kinds to choose from are shown. */
  choosing: boolean;
}

const data: Data = { fs: fontScale(), t, common, id: '', view: null, failure: null, choosing: false };

/** 作品征集: what is asked for, until when, how it is judged; my works and what became of them. */
Page({
  data,

  onLoad({ id = '' }: { id?: string }) {
    this.setData({ id });
    const known = lastWorksCall(id);
    if (known !== null) this.show(known);
  },

  onShow() {
    return this.refresh();
  },

  onPullDownRefresh: pulled,

  refresh() {
    return loading(this, async () => {
      const { id } = this.data;
      const call = await worksCall(id);
      this.show(call);
      if (!call.mine.some(({ held }) => held)) return;
      const { held } = await recheckWorks(id);
      if (held < call.mine.filter((one) => one.held).length) this.show(await worksCall(id));
    });
  },

  show(call: Api.Works.Call) {
    this.setData({ view: callView(call, serverNow()) });
  },

  act() {
    const { view, id } = this.data;
    switch (view?.act?.kind) {
      case 'write':
        return view.act.of === '' ? this.setData({ choosing: true }) : this.go(view.act.of);
      case 'judge':
        return void wx.navigateTo({ url: `/packages/works/pages/sheets/sheets?id=${id}` });
      case 'result':
        return void wx.navigateTo({ url: `/packages/works/pages/result/result?id=${id}` });
      default:
        return undefined;
    }
  },

  open({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { kind: string }>) {
    this.go(currentTarget.dataset.kind);
  },

  go(kind: string) {
    this.setData({ choosing: false });
    void wx.navigateTo({ url: `/packages/works/pages/write/write?id=${this.data.id}&kind=${kind}` });
  },

  closeSheet() {
    this.setData({ choosing: false });
  },

  /** Where it is not there, back to where one came from. */
  recover() {
    if (this.data.failure?.code !== 'NOT_FOUND') return this.refresh();
    if (getCurrentPages().length > 1) return void wx.navigateBack();
    return void wx.switchTab({ url: '/pages/activities/activities' });
  },

  onShareAppMessage() {
    const { view, id } = this.data;
    return { title: view?.title ?? common.app, path: `/packages/works/pages/call/call?id=${id}` };
  },
});
