import { fits, tidy } from '../../../../domain/text/clean';
import { mostReply } from '../../../../domain/reading/talk';
import { dayWords } from '../../../../format/when';
import { fontScale } from '../../../../format/scale';
import { oneAtATime } from '../../../../services/acting';
import { serverNow } from '../../../../services/clock';
import { describe, type Failure } from '../../../../services/errors';
import { pulled } from '../../../../services/loading';
import { lastNote, note as fetchNote, reply } from '../../../../services/reading-talk';
import { common } from '../../../../texts/common';
import { aboutIt } from '../../report';
import { talkTexts as t } from '../../talk-texts';

type Note = Api.Output<'reading.note'>;

interface ReplyView {
  replyId: string;
  name: string;
  from: string;
  text: string;
  mine: boolean;
  state: string;
}

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  id: string;
  noteId: string;
  note: Note | null;
  hidden: string;
  replies: ReplyView[];
  text: string;
  busy: boolean;
  fault: string;
  failure: Failure | null;
}

const data: Data = { fs: fontScale(), t, common, id: '', noteId: '', note: null, hidden: '', replies: [], text: '', busy: false, fault: '', failure: null };

const replyView = ({ replyId, name, unitName, text, at, mine, state, why }: Api.Reading.Reply): ReplyView => ({
  ...{ replyId, name: mine ? t.mine : name, from: `${unitName} · ${dayWords(at, serverNow())}`, text, mine },
  state: state === 'hidden' ? t.hidden(why) : t.state[state],
});

/** A note with its replies, and a line to answer. */
Page({
  data,

  onLoad({ id = '', note = '' }: { id?: string; note?: string }) {
    this.setData({ id, noteId: note });
    const known = lastNote(id, note);
    if (known !== null) this.show(known);
    return this.refresh();
  },

  onPullDownRefresh: pulled,

  async refresh() {
    const { id, noteId } = this.data;
    try {
      this.show(await fetchNote(id, noteId));
      this.setData({ failure: null });
    } catch (cause) {
      const failure = describe(cause);
      this.setData({ failure, ...(failure.code === 'NOT_FOUND' ? { note: null } : {}) });
    }
  },

  show(note: Note) {
    this.setData({ note, hidden: note.state === 'hidden' ? t.hidden(note.why) : '', replies: note.replyList.map(replyView) });
  },

  type({ detail: { value } }: WechatMiniprogram.Input) {
    this.setData({ text: value, fault: '' });
  },

  async send() {
    const { id, noteId, busy } = this.data;
    const text = tidy(this.data.text);
    if (busy) return;
    if (!fits(text, 1, mostReply)) {
      this.setData({ fault: t.replyHint });
      return;
    }
    await oneAtATime(this, async () => {
      const given = await reply(id, noteId, text);
      this.setData({ text: '' });
      wx.vibrateShort({ type: 'light' });
      if (given.state !== 'shown') void wx.showToast({ title: given.state === 'held' ? t.held : t.waits, icon: 'none' });
      await this.refresh();
    });
  },

  async aboutReply({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    const { id, noteId, replies } = this.data;
    const found = replies.find(({ replyId }) => replyId === currentTarget.dataset.id);
    if (found && (await aboutIt({ editionId: id, noteId, replyId: found.replyId, mine: found.mine }))) await this.refresh();
  },

  back() {
    if (getCurrentPages().length > 1) void wx.navigateBack();
    else void wx.redirectTo({ url: `/packages/reading/pages/feed/feed?id=${this.data.id}` });
  },

  recover() {
    if (this.data.failure?.code === 'NOT_FOUND') this.back();
    else return this.refresh();
  },
});
