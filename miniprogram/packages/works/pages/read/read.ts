import { fontScale } from '../../../../format/scale';
import type { Failure } from '../../../../services/errors';
import { loading } from '../../../../services/loading';
import { prizedWork } from '../../../../services/works';
import { common } from '../../../../texts/common';
import { resultTexts as t } from '../../texts';

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  id: string;
  number: number;
  work: Api.Output<'works.read'> | null;
  failure: Failure | null;
}

const data: Data = { fs: fontScale(), t, common, id: '', number: 0, work: null, failure: null };

/** A work that got a prize, with its writer's name. */
Page({
  data,

  onLoad({ id = '', number = '' }: { id?: string; number?: string }) {
    this.setData({ id, number: Number(number) });
    return this.load();
  },

  load() {
    const { id, number } = this.data;
    return loading(this, async () => this.setData({ work: await prizedWork(id, number) }));
  },

  onShareAppMessage() {
    const { work, id, number } = this.data;
    return { title: work ? `《${work.title}》 · ${work.prize}` : common.app, path: `/packages/works/pages/read/read?id=${id}&number=${number}` };
  },
});
