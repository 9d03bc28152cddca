import { markUnit, readSeed, seedText } from '../../../../domain/meet/seed-marks';
import { fontScale } from '../../../../format/scale';
import { oneAtATime } from '../../../../services/acting';
import { describe, type Failure } from '../../../../services/errors';
import { delegation as fetchDelegation, enter, withdraw } from '../../../../services/meet';
import { common } from '../../../../texts/common';
import { entryTexts } from '../../entry-texts';
import { teamWords } from '../../rulebook-words';

const t = entryTexts.enter;

interface PersonView {
  uid: string;
  name: string;
  note: string;
  on: boolean;
}

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  meetId: string;
  unitId: string;
  event: Api.Meet.Event | null;
  /** The entry that is changed; empty: a new one. */
  entry: string;
  people: PersonView[];
  pick: string;
  seedHint: string;
  seed: string;
  note: string;
  busy: boolean;
  fault: string;
  failure: Failure | null;
}

const data: Data = { fs: fontScale(), t, common, meetId: '', unitId: '', event: null, entry: '', people: [], pick: '', seedHint: '', seed: '', note: '', busy: false, fault: '', failure: null };

/** One entry of one event: who, and with which seed mark. */
Page({
  data,
  eventId: '',

  onLoad({ meet = '', unit = '', event = '', entry = '' }: { meet?: string; unit?: string; event?: string; entry?: string }) {
    this.eventId = event;
    this.setData({ meetId: meet, unitId: unit, entry });
    return this.load();
  },

  async load() {
    this.setData({ failure: null });
    try {
      const { setup, athletes, entries } = await fetchDelegation(this.data.meetId, this.data.unitId);
      const event = setup.rulebook.events.find(({ id }) => id === this.eventId);
      if (!event) return;
      const mine = entries.find(({ id }) => id === this.data.entry);
      const taken = new Set(entries.filter((one) => one.event === event.id && one !== mine).flatMap(({ people }) => people));
      const people = athletes
        .filter(({ uid, groups }) => (groups.includes(event.group) && !taken.has(uid)) || mine?.people.includes(uid) === true)
        .map(({ uid, name }) => ({ uid, name, note: t.busyWith(entries.filter((one) => one.people.includes(uid)).length), on: mine?.people.includes(uid) === true }));
      const unit = markUnit(event);
      wx.setNavigationBarTitle({ title: event.name });
      this.setData({
        event,
        people,
        pick: event.team ? t.pickTeam(teamWords(event)) : t.pick,
        seedHint: unit === null ? '' : t.seedHints[unit],
        seed: mine === undefined || mine.seed === null ? '' : seedText(event, mine.seed),
      });
      this.count();
    } catch (cause) {
      this.setData({ failure: describe(cause) });
    }
  },

  tick({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { uid: string }>) {
    const { uid } = currentTarget.dataset;
    const alone = this.data.event?.team === null;
    this.setData({ people: this.data.people.map((one) => (one.uid === uid ? { ...one, on: !one.on } : alone ? { ...one, on: false } : one)), fault: '' });
    this.count();
  },

  count() {
    const chosen = this.data.people.filter(({ on }) => on).length;
    this.setData({ note: chosen > 0 ? t.chosen(chosen) : '' });
  },

  type({ detail: { value } }: WechatMiniprogram.Input) {
    this.setData({ seed: value, fault: '' });
  },

  async save() {
    const { meetId, unitId, event, entry, people, seed: typed } = this.data;
    if (event === null) return;
    const seed = typed.trim() === '' ? null : readSeed(event, typed);
    if (typed.trim() !== '' && seed === null) return this.setData({ fault: t.badSeed });
    const chosen = people.filter(({ on }) => on).map(({ uid }) => uid);
    await this.during(() => enter({ meetId, unitId, entry: entry === '' ? null : entry, event: event.id, people: chosen, seed }), t.saved);
  },

  async withdraw() {
    const { meetId, unitId, entry } = this.data;
    await this.during(() => withdraw({ meetId, unitId, entry }), t.withdrawn);
  },

  during(act: () => Promise<unknown>, done: string) {
    return oneAtATime(this, async () => {
      await act();
      wx.vibrateShort({ type: 'medium' });
      void wx.showToast({ icon: 'none', title: done });
      await wx.navigateBack();
    });
  },
});
