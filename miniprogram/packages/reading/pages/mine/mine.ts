import { dayOf } from '../../../../domain/time/shanghai';
import { fontScale } from '../../../../format/scale';
import { serverNow } from '../../../../services/clock';
import { describe, type Failure } from '../../../../services/errors';
import { appended, type Listing, loadMore, reload, unlisted } from '../../../../services/listing';
import { pulled } from '../../../../services/loading';
import { edition as fetchEdition, lastEdition, lastLedger, ledger, notes, remember } from '../../../../services/reading';
import { common } from '../../../../texts/common';
import { notifyTexts } from '../../../../texts/notice';
import { cardTexts } from '../../card-texts';
import { challengeTexts } from '../../challenge-texts';
import { roomTexts } from '../../room-texts';
import { checkInTexts, mineTexts as t } from '../../texts';
import { type LineView, linesView, mineView, type MineView, type NoteView, notesView } from './view';

type Tab = 'ledger' | 'notes';

/** The listing is of the notes; the ledger comes whole and is laid out piece by piece. */
interface Data extends Listing {
  fs: number;
  t: typeof t;
  words: typeof checkInTexts;
  card: typeof cardTexts;
  challenge: Pick<typeof challengeTexts, 'title' | 'way'>;
  room: Pick<typeof roomTexts, 'title' | 'way'>;
  common: typeof common;
  notify: Pick<typeof notifyTexts, 'streak'>;
  id: string;
  known: boolean;
  view: MineView | null;
  problem: Failure | null;
  tab: Tab;
  lines: LineView[];
  linesLoaded: boolean;
  shown: number;
  rows: NoteView[];
}

interface NotesPage {
  items: Api.Reading.Note[];
  next: string | null;
}

/** A page of notes with its end as text, as lists have it. */
async function pageOfNotes(id: string, before?: Api.Millis): Promise<NotesPage> {
  const { items, next } = await notes(id, before);
  return { items, next: next === null ? null : String(next) };
}

/** Lines of the ledger at a time. */
const piece = 30;

const data: Data = {
  ...{ fs: fontScale(), t, words: checkInTexts, card: cardTexts, challenge: { title: challengeTexts.title, way: challengeTexts.way }, room: { title: roomTexts.title, way: roomTexts.way }, common },
  ...{ notify: { streak: notifyTexts.streak }, ...unlisted, id: '', known: false, view: null, problem: null },
  ...{ tab: 'ledger', lines: [], linesLoaded: false, shown: piece, rows: [] },
};

/** 我的阅读: the month at a glance, make-ups, every point with its reason, my notes. */
Page({
  data,

  onLoad({ id = '' }: { id?: string }) {
    this.setData({ id });
    const [edition, lines] = [lastEdition(id), lastLedger(id)];
    if (edition !== null) this.show(edition);
    if (lines !== null) this.setData({ lines: linesView(lines.lines), linesLoaded: true });
  },

  onShow() {
    return this.refresh();
  },

  onPullDownRefresh: pulled,

  async refresh() {
    const { id, tab } = this.data;
    try {
      const [edition, { lines }] = await Promise.all([fetchEdition(id), ledger(id)]);
      remember(edition);
      this.show(edition);
      this.setData({ lines: linesView(lines), linesLoaded: true, problem: null });
    } catch (cause) {
      this.setData({ problem: describe(cause) });
    }
    if (tab === 'notes') await this.loadNotes();
  },

  show(edition: Api.Reading.Edition) {
    this.setData({ known: true, view: mineView(edition, dayOf(serverNow())) });
  },

  loadNotes() {
    return reload(this, () => pageOfNotes(this.data.id), ({ items }) => ({ rows: notesView(items) }));
  },

  onReachBottom() {
    const { tab, shown, lines, rows } = this.data;
    if (tab === 'ledger') {
      if (shown < lines.length) this.setData({ shown: shown + piece });
      return;
    }
    return loadMore(this, (cursor) => pageOfNotes(this.data.id, Number(cursor)), ({ items }) => ({ rows: appended(rows, notesView(items), ({ key }) => key) }));
  },

  change({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: Tab }>) {
    this.setData({ tab: value });
    if (value === 'notes') return this.loadNotes();
  },

  makeUp({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { day: Api.Day }>) {
    void wx.navigateTo({ url: `/packages/reading/pages/checkin/checkin?id=${this.data.id}&day=${currentTarget.dataset.day}` });
  },

  openNote({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    void wx.navigateTo({ url: `/packages/reading/pages/note/note?id=${this.data.id}&note=${currentTarget.dataset.id}` });
  },

  checkIn() {
    void wx.navigateTo({ url: `/packages/reading/pages/checkin/checkin?id=${this.data.id}` });
  },
});
