import { lengthWords } from '../../../../domain/contest/entry';
import { fontScale } from '../../../../format/scale';
import { moment } from '../../../../format/when';
import { actFromSheet } from '../../../../services/acting';
import { serverNow } from '../../../../services/clock';
import { entry as fetchEntry, recheck, review, withdraw } from '../../../../services/contest';
import { describe, type Failure } from '../../../../services/errors';
import { fileAddress } from '../../../../services/files';
import { loading } from '../../../../services/loading';
import { common } from '../../../../texts/common';
import { cardOf, type CardView } from '../../rulebook-words';
import { entryTexts as t } from '../../texts-entries';

interface View {
  card: CardView;
  sentAt: string;
  /** What is amiss with its words; empty: nothing. */
  words: string;
  songs: { title: string; note: string }[];
  performers: { line: string; names: string }[];
  rehearsal: { title: string; note: string; url: string } | null;
}

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  id: string;
  entry: Api.Contest.Entry | null;
  view: View | null;
  photos: string[];
  failure: Failure | null;
  sheet: '' | 'withdraw' | 'return';
  busy: boolean;
  fault: string;
}

const data: Data = { fs: fontScale(), t, common, id: '', entry: null, view: null, photos: [], failure: null, sheet: '', busy: false, fault: '' };

function viewOf(entry: Api.Contest.Entry, now: Api.Millis): View {
  const named = (part: Api.Contest.Performer['part']) =>
    entry.performers.filter((one) => one.part === part).map(({ name, outside }) => (outside ? `${name}（${t.piece.outside}）` : name));
  const parts = (['conductor', 'lead', 'accompanist', 'singer'] as const).map((part) => ({ line: t.piece.parts[part], names: named(part).join('、') }));
  return {
    card: cardOf(entry, entry.reviews ? t.reviewStates : t.states),
    words: entry.text === null || entry.state === 'withdrawn' ? '' : t.words[entry.reviews ? 'reviewer' : 'unit'][entry.text],
    sentAt: t.piece.sentAt(moment(entry.at, now)),
    songs: entry.songs.map(({ title, kind, author, seconds }) => ({ title: `《${title}》`, note: [kind === 'set' ? t.form.set : t.form.own, author, lengthWords(seconds)].filter((word) => word !== '').join(' · ') })),
    performers: parts.filter(({ names }) => names !== ''),
    rehearsal: rehearsalOf(entry, now),
  };
}

function rehearsalOf({ contestId, rehearsal }: Api.Contest.Entry, now: Api.Millis): View['rehearsal'] {
  if (!rehearsal) return null;
  const { roundId, roundName, stage, at, chooseUntil } = rehearsal;
  const note = at === null ? t.piece.rehearsalChoose(moment(chooseUntil ?? now, now)) : t.piece.rehearsalAt(moment(at, now), stage);
  return { title: t.piece.rehearsal(roundName), note, url: `/packages/contest/pages/rehearsal/rehearsal?contest=${contestId}&round=${roundId}` };
}

/** WeChat judges words on behalf of somebody who is in the app: a unit's leader who comes back asks again. */
async function checkedAgain(entry: Api.Contest.Entry): Promise<Api.Contest.Entry> {
  if (entry.text !== 'held' || !(entry.mayChange || entry.mayWithdraw)) return entry;
  return recheck(entry.entryId).then(({ text }) => ({ ...entry, text }), () => entry);
}

/** 参赛节目: all of an entry. Its unit corrects or withdraws it, the organiser accepts or returns it. */
Page({
  data,

  onLoad({ id = '' }: { id?: string }) {
    this.setData({ id });
  },

  onShow() {
    return this.load();
  },

  load() {
    return loading(this, async () => {
      const entry = await checkedAgain(await fetchEntry(this.data.id));
      this.setData({ entry, view: viewOf(entry, serverNow()) });
      this.setData({ photos: (await Promise.all(entry.photos.map((id) => fileAddress(id).catch(() => '')))).filter((url) => url !== '') });
    });
  },

  change() {
    void wx.navigateTo({ url: `/packages/contest/pages/entry/entry?id=${this.data.id}` });
  },

  openWithdraw() {
    this.setData({ sheet: 'withdraw', fault: '' });
  },

  openReturn() {
    this.setData({ sheet: 'return', fault: '' });
  },

  closeSheet() {
    this.setData({ sheet: '' });
  },

  leave({ detail: { reason } }: WechatMiniprogram.CustomEvent<{ reason: string }>) {
    return this.during(() => withdraw(this.data.id, reason), t.piece.withdrawn);
  },

  sendBack({ detail: { reason } }: WechatMiniprogram.CustomEvent<{ reason: string }>) {
    const { id, entry } = this.data;
    return this.during(() => review({ entryId: id, v: entry?.v ?? 1, accept: false, reason }), t.piece.returned);
  },

  accept() {
    const { id, entry } = this.data;
    return this.during(() => review({ entryId: id, v: entry?.v ?? 1, accept: true, reason: '' }), t.piece.accepted);
  },

  during(act: () => Promise<unknown>, done: string) {
    const felt = async () => {
      await act();
      void wx.vibrateShort({ type: 'medium' });
    };
    return actFromSheet(this, felt, done, () => this.load());
  },

  showPhoto({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { at: number }>) {
    const { photos } = this.data;
    void wx.previewImage({ urls: photos, current: photos[currentTarget.dataset.at] ?? '' });
  },

  async play() {
    const fileId = this.data.entry?.accompaniment.fileId ?? '';
    try {
      const sound = wx.createInnerAudioContext();
      sound.src = await fileAddress(fileId);
      sound.play();
    } catch (cause) {
      void wx.showToast({ icon: 'none', title: describe(cause).message });
    }
  },

  copyVideo() {
    void wx.setClipboardData({ data: this.data.entry?.video ?? '', success: () => void wx.showToast({ icon: 'none', title: t.piece.copied }) });
  },

  call() {
    wx.makePhoneCall({ phoneNumber: this.data.entry?.contact ?? '', fail: () => undefined });
  },
});
