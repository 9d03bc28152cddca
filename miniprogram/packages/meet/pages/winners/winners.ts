import { clockTime } from '../../../../format/when';
import { fontScale } from '../../../../format/scale';
import type { Failure } from '../../../../services/errors';
import { loading, pulled } from '../../../../services/loading';
import { winners, winnersOf } from '../../../../services/meet-end';
import { common } from '../../../../texts/common';
import { prizeTexts as t } from '../../prize-texts';

interface Data {
  fs: number;
  common: typeof common;
  id: string;
  title: string;
  /** Why they cannot be given yet; empty: they can. */
  note: string;
  none: { title: string; text: string };
  /** null: not loaded yet. */
  rows: Api.Meet.PrizeRow[] | null;
  failure: Failure | null;
}

const data: Data = { fs: fontScale(), common, id: '', title: '', note: '', none: { title: '', text: '' }, rows: null, failure: null };

/** The prizes of an event, or of whoever wears a bib: handed over one by one. */
Page({
  data,
  event: '',
  bib: 0,

  onLoad({ id = '', event = '', bib = '' }: { id?: string; event?: string; bib?: string }) {
    this.event = decodeURIComponent(event);
    this.bib = Number(bib);
    this.setData({ id });
  },

  onShow() {
    return this.refresh();
  },

  onPullDownRefresh: pulled,

  refresh() {
    return loading(this, () => (this.event === '' ? this.ofBib() : this.ofEvent()));
  },

  async ofEvent() {
    const { name, state, until, rows } = await winners(this.data.id, this.event);
    const note = state === 'due' ? '' : state === 'open' ? t.notAnnounced : until === null ? t.waitsAnswer : t.notConfirmed(clockTime(until));
    this.setData({ title: name, rows, note, none: { title: state === 'open' ? t.notAnnounced : t.noPrize, text: '' } });
  },

  async ofBib() {
    const { rows, waits } = await winnersOf(this.data.id, this.bib);
    this.setData({ title: t.bibTitleOf(this.bib), rows, note: '', none: { title: t.bibNone, text: t.bibNoneText(waits) } });
  },
});
