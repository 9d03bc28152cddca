import { fontScale } from '../../../../format/scale';
import { serverNow } from '../../../../services/clock';
import type { Failure } from '../../../../services/errors';
import { loading, pulled } from '../../../../services/loading';
import { worksResult } from '../../../../services/works';
import { common } from '../../../../texts/common';
import { resultTexts as t } from '../../texts';
import { type ResultView, resultView } from './view';

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  id: string;
  result: Api.Works.Result | null;
  kind: string;
  view: ResultView | null;
  failure: Failure | null;
}

const data: Data = { fs: fontScale(), t, common, id: '', result: null, kind: '', view: null, failure: null };

/** 评审结果: prizes to their holders; before it is out, every place for its cadres. */
Page({
  data,

  onLoad({ id = '' }: { id?: string }) {
    this.setData({ id });
    return this.refresh();
  },

  onPullDownRefresh: pulled,

  refresh() {
    return loading(this, async () => {
      const result = await worksResult(this.data.id);
      this.setData({ result, kind: this.data.kind || (result.kinds[0]?.id ?? '') });
      this.draw();
    });
  },

  draw() {
    const { result, kind } = this.data;
    if (result) this.setData({ view: resultView(result, kind, serverNow()) });
  },

  choose({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ kind: value });
    this.draw();
  },

  read({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { number: number; readable: boolean }>) {
    const { number, readable } = currentTarget.dataset;
    if (readable) void wx.navigateTo({ url: `/packages/works/pages/read/read?id=${this.data.id}&number=${number}` });
  },

  onShareAppMessage() {
    const { result, id } = this.data;
    return { title: result ? `${result.title} · ${t.title}` : common.app, path: `/packages/works/pages/result/result?id=${id}` };
  },
});
