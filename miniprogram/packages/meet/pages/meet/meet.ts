import { fontScale } from '../../../../format/scale';
import { moment } from '../../../../format/when';
import { oneAtATime } from '../../../../services/acting';
import { serverNow } from '../../../../services/clock';
import type { Failure } from '../../../../services/errors';
import { loading, pulled } from '../../../../services/loading';
import { lastMeet, meet, sign } from '../../../../services/meet';
import { common } from '../../../../texts/common';
import { notifyTexts } from '../../../../texts/notice';
import { entryTexts } from '../../entry-texts';
import { eventsByGroup, type Fact, factsOf } from '../../rulebook-words';

const t = entryTexts.meet;

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  notify: string;
  id: string;
  detail: Api.Meet.Detail | null;
  /** Heats and lanes are there. */
  drawn: boolean;
  facts: Fact[];
  groups: { id: string; name: string; events: string }[];
  /** The disciplines that I am entered for, in words. */
  myEvents: string;
  /** My 号码布 in words; empty: none yet. */
  myBib: string;
  /** What the bottom button does for my unit; empty: there is none. */
  act: string;
  note: string;
  failure: Failure | null;
  signing: boolean;
  busy: boolean;
  fault: string;
}

const data: Data = { fs: fontScale(), t, common, notify: notifyTexts.heat, id: '', detail: null, drawn: false, facts: [], groups: [], myEvents: '', myBib: '', act: '', note: '', failure: null, signing: false, busy: false, fault: '' };

/** What my unit's cadre can do now, and a word about it. */
function acting({ setup, unit, mine }: Api.Meet.Detail, now: Api.Millis): Pick<Data, 'act' | 'note'> {
  if (setup === null || unit === null) return { act: '', note: setup === null ? '' : t.forCadre };
  if (setup.state !== 'entries' || now >= setup.captainsAt) return { act: mine ? t.see : '', note: t.closed };
  if (now >= setup.entriesUntil) return { act: mine ? t.see : '', note: t.swapUntil(moment(setup.captainsAt, now)) };
  return { act: mine ? t.go : t.start, note: t.until(moment(setup.entriesUntil, now)) };
}

/** A sports meet: my own events first, my unit's delegation, the rulebook in plain words. */
Page({
  data,

  onLoad({ id = '' }: { id?: string }) {
    this.setData({ id });
    const known = lastMeet(id);
    if (known !== null) this.show(known);
  },

  onShow() {
    return this.refresh();
  },

  onPullDownRefresh: pulled,

  refresh() {
    return loading(this, async () => this.show(await meet(this.data.id)));
  },

  show(detail: Api.Meet.Detail) {
    const now = serverNow();
    const { setup, me } = detail;
    const names = me ? me.events.flatMap((id) => setup?.rulebook.events.find((event) => event.id === id)?.name ?? []) : [];
    this.setData({
      detail,
      drawn: setup !== null && setup.state !== 'entries' && setup.state !== 'frozen',
      facts: setup ? factsOf(setup, now) : [],
      groups: setup ? eventsByGroup(setup.rulebook) : [],
      myEvents: names.length > 0 ? names.join('、') : t.noEvents,
      myBib: me === null || me.bib === null ? '' : t.myBib(me.bib),
      ...acting(detail, now),
    });
  },

  openTeam() {
    void wx.navigateTo({ url: `/packages/meet/pages/team/team?meet=${this.data.id}` });
  },

  /** An invitation into a 联队 was answered. */
  async answered({ detail: { joined } }: WechatMiniprogram.CustomEvent<{ joined: boolean }>) {
    await this.refresh();
    if (joined) this.openTeam();
  },

  openSign() {
    this.setData({ signing: true, fault: '' });
  },

  closeSign() {
    this.setData({ signing: false });
  },

  sign() {
    return oneAtATime(this, async () => {
      await sign(this.data.id);
      wx.vibrateShort({ type: 'medium' });
      this.setData({ signing: false });
      await this.refresh();
    });
  },

  onShareAppMessage() {
    return { title: this.data.detail?.title ?? common.app, path: `/packages/meet/pages/meet/meet?id=${this.data.id}` };
  },
});
