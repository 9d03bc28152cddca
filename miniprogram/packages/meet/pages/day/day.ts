import { fontScale } from '../../../../format/scale';
import { serverNow } from '../../../../services/clock';
import type { Failure } from '../../../../services/errors';
import { loading, pulled } from '../../../../services/loading';
import { athlete, board, lastAthlete, lastBoard } from '../../../../services/meet-day';
import { common } from '../../../../texts/common';
import { dayTexts } from '../../texts-day';
import { type EventRow, eventRows, type Filter, type OwnRow, ownRows } from './view';

const t = dayTexts.day;

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  id: string;
  board: Api.Meet.Board | null;
  mine: OwnRow[];
  bib: string;
  works: boolean;
  manages: boolean;
  leads: string;
  /** Some result stands for certain: there are prizes. */
  confirmed: boolean;
  filters: { value: Filter; label: string }[];
  filter: Filter;
  rows: EventRow[];
  failure: Failure | null;
}

const filters = (Object.keys(t.filters) as Filter[]).map((value) => ({ value, label: t.filters[value] }));
const data: Data = { fs: fontScale(), t, common, id: '', board: null, mine: [], bib: '', works: false, manages: false, leads: '', confirmed: false, filters, filter: 'all', rows: [], failure: null };

/** 运动会现场: my own events first, then all of them with what came of each. */
Page({
  data,

  onLoad({ id = '' }: { id?: string }) {
    this.setData({ id });
    const [known, mine] = [lastBoard(id)?.board ?? null, lastAthlete(id)];
    if (known) this.take(known);
    if (mine) this.own(mine);
  },

  onShow() {
    return this.refresh();
  },

  onPullDownRefresh: pulled,

  refresh() {
    return loading(this, async () => {
      const [found, mine] = await Promise.all([board(this.data.id), athlete(this.data.id)]);
      if (found.board) this.take(found.board);
      this.own(mine);
    });
  },

  take(found: Api.Meet.Board) {
    const [first] = found.classes[0]?.units ?? [];
    const leads = first && first.points !== '0' ? t.boardNote(first.name, first.points) : t.boardEmpty;
    this.setData({ board: found, leads, confirmed: found.events.some(({ confirmed }) => confirmed), rows: eventRows(found.events, this.data.filter) });
  },

  own({ events, works, manages }: Api.Output<'meet.athlete'>) {
    const [first] = events;
    this.setData({ mine: ownRows(events, serverNow()), bib: first ? dayTexts.bib(first.bib) : '', works, manages });
  },

  choose({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: Filter }>) {
    this.setData({ filter: value, rows: eventRows(this.data.board?.events ?? [], value) });
  },

  open({ currentTarget }: WechatMiniprogram.BaseEvent<object, { event: string }>) {
    void wx.navigateTo({ url: `/packages/meet/pages/event/event?meet=${this.data.id}&event=${encodeURIComponent(currentTarget.dataset.event)}` });
  },

  onShareAppMessage() {
    return { title: this.data.board?.title ?? common.app, path: `/packages/meet/pages/day/day?id=${this.data.id}` };
  },
});
