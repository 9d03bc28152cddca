import { fontScale } from '../../../../format/scale';
import { moment } from '../../../../format/when';
import { oneAtATime } from '../../../../services/acting';
import { serverNow } from '../../../../services/clock';
import { describe, type Failure } from '../../../../services/errors';
import { openExport } from '../../../../services/export';
import { tellFailure } from '../../../../services/failure-sheet';
import { delegation as fetchDelegation, insure, keepHealth, meet, openDelegation, removeAthlete } from '../../../../services/meet';
import { common } from '../../../../texts/common';
import { entryTexts } from '../../entry-texts';
import { jointTexts } from '../../joint-texts';
import { sheetTexts } from '../../sheet-texts';
import { type AthleteView, athleteViews, type EntryView, entryViews, jointNote } from '../../rulebook-words';

const t = entryTexts.team;

type Sheet = '' | 'open' | 'athlete' | 'insurance';

interface Data {
  fs: number;
  t: typeof t;
  joint: typeof jointTexts;
  sheetIn: typeof sheetTexts;
  common: typeof common;
  meetId: string;
  unitId: string;
  loaded: boolean;
  /** null: not opened yet. */
  delegation: Api.Meet.Delegation | null;
  /** I am a cadre of the unit that leads it. */
  leads: boolean;
  title: string;
  athletes: AthleteView[];
  entries: EntryView[];
  swaps: { words: string; reason: string }[];
  allPaperWords: string;
  insuredWords: string;
  /** About the 联队; empty: it is none and cannot become one any more, or I only look on. */
  jointNote: string;
  /** Athletes without 健康承诺书. */
  unsigned: string[];
  note: string;
  sheet: Sheet;
  sheetTitle: string;
  chosen: AthleteView | null;
  name: string;
  contact: string;
  company: string;
  policy: string;
  busy: boolean;
  fault: string;
  failure: Failure | null;
}

const data: Data = {
  fs: fontScale(),
  t,
  joint: jointTexts,
  sheetIn: sheetTexts,
  common,
  meetId: '',
  unitId: '',
  loaded: false,
  delegation: null,
  leads: false,
  title: '',
  athletes: [],
  entries: [],
  swaps: [],
  allPaperWords: '',
  insuredWords: '',
  jointNote: '',
  unsigned: [],
  note: '',
  sheet: '',
  sheetTitle: '',
  chosen: null,
  name: '',
  contact: '',
  company: '',
  policy: '',
  busy: false,
  fault: '',
  failure: null,
};

type Input = WechatMiniprogram.CustomEvent<{ value: string }, object, { field: 'name' | 'contact' | 'company' | 'policy' }>;

function noteOf({ setup, open, substitutes }: Api.Meet.Delegation, now: Api.Millis): string {
  if (open) return t.untilNote(moment(setup.entriesUntil, now));
  return substitutes ? t.swapNote(moment(setup.captainsAt, now)) : t.lockedNote;
}

/** 代表队: a unit's athletes and entries, for its leader and for the organiser. */
Page({
  data,

  onLoad({ meet: meetId = '', unit = '' }: { meet?: string; unit?: string }) {
    this.setData({ meetId, unitId: unit });
  },

  onShow() {
    return this.load();
  },

  async onPullDownRefresh() {
    await this.load();
    wx.stopPullDownRefresh();
  },

  async load() {
    this.setData({ failure: null });
    try {
      const { meetId, unitId } = this.data;
      if (unitId !== '') return this.show(await fetchDelegation(meetId, unitId));
      const { unit, mine, title } = await meet(meetId);
      this.setData({ title, unitId: mine ? mine.unitId : '' });
      if (mine) this.show(await fetchDelegation(meetId, mine.unitId));
      else if (unit) this.setData({ loaded: true, name: this.data.name || unit.name, unitId: '' });
    } catch (cause) {
      this.setData({ failure: describe(cause) });
    }
  },

  show(delegation: Api.Meet.Delegation) {
    const unsigned = delegation.athletes.filter(({ health }) => health === null).map(({ uid }) => uid);
    const { insurance } = delegation;
    this.setData({
      loaded: true,
      delegation,
      leads: delegation.mine.includes(delegation.unitId),
      title: delegation.title,
      unitId: delegation.unitId,
      athletes: athleteViews(delegation),
      entries: entryViews(delegation),
      swaps: delegation.substitutions.map(({ out, into, reason }) => ({ words: t.swapped(out, into), reason })),
      unsigned,
      allPaperWords: t.allPaper(unsigned.length),
      insuredWords: insurance ? t.insured(insurance.company, insurance.policy) : t.notInsured,
      jointNote: jointNote(delegation),
      note: noteOf(delegation, serverNow()),
    });
  },

  type({ currentTarget, detail: { value } }: Input) {
    this.setData({ [currentTarget.dataset.field]: value, fault: '' });
  },

  openNames() {
    const { delegation } = this.data;
    if (delegation) this.setData({ sheet: 'open', sheetTitle: t.change, name: delegation.name, contact: delegation.contact, fault: '' });
  },

  openInsurance() {
    const { insurance } = this.data.delegation ?? {};
    this.setData({ sheet: 'insurance', sheetTitle: t.insuranceTitle, company: insurance?.company ?? '', policy: insurance?.policy ?? '', fault: '' });
  },

  openAthlete({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { uid: string }>) {
    const chosen = this.data.athletes.find(({ uid }) => uid === currentTarget.dataset.uid) ?? null;
    const { delegation } = this.data;
    if (chosen && delegation && (delegation.open || delegation.substitutes)) this.setData({ sheet: 'athlete', sheetTitle: chosen.name, chosen, fault: '' });
  },

  closeSheet() {
    this.setData({ sheet: '' });
  },

  async keepNames() {
    const { meetId, name, contact } = this.data;
    const unitId = this.data.delegation?.unitId ?? (await meet(meetId)).unit?.id ?? '';
    const first = this.data.delegation === null;
    await this.during(() => openDelegation({ meetId, unitId, name, contact }), first ? t.opened : t.kept);
  },

  async keepInsurance() {
    const { meetId, unitId, company, policy } = this.data;
    await this.during(() => insure({ meetId, unitId, insurance: { company, policy } }), t.kept);
  },

  async paper() {
    const { meetId, unitId, chosen } = this.data;
    if (chosen) await this.during(() => keepHealth({ meetId, unitId, uids: [chosen.uid] }), t.kept);
  },

  async allPaper() {
    const { meetId, unitId, unsigned } = this.data;
    await this.during(() => keepHealth({ meetId, unitId, uids: unsigned }), t.kept);
  },

  async remove() {
    const { meetId, unitId, chosen } = this.data;
    if (!chosen) return;
    const { confirm } = await wx.showModal({ content: t.removeSure(chosen.name), confirmText: t.remove });
    if (confirm) await this.during(() => removeAthlete({ meetId, unitId, uid: chosen.uid }), t.removed);
  },

  substitute() {
    const { meetId, unitId, chosen } = this.data;
    this.setData({ sheet: '' });
    if (chosen) void wx.navigateTo({ url: `/packages/meet/pages/athletes/athletes?meet=${meetId}&unit=${unitId}&out=${chosen.uid}` });
  },

  during(act: () => Promise<unknown>, done: string) {
    return oneAtATime(this, async () => {
      await act();
      this.setData({ sheet: '' });
      await this.load();
      void wx.showToast({ icon: 'none', title: done });
    });
  },

  print() {
    const { meetId, unitId } = this.data;
    return oneAtATime(this, () => openExport('delegationForm', meetId, { unitId }).catch(tellFailure));
  },

  addAthletes() {
    const { meetId, unitId } = this.data;
    void wx.navigateTo({ url: `/packages/meet/pages/athletes/athletes?meet=${meetId}&unit=${unitId}` });
  },

  addEntry() {
    const { meetId, unitId } = this.data;
    void wx.navigateTo({ url: `/packages/meet/pages/events/events?meet=${meetId}&unit=${unitId}` });
  },

  openEntry({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string; event: string }>) {
    const { meetId, unitId, delegation } = this.data;
    const { id, event } = currentTarget.dataset;
    if (delegation?.open) void wx.navigateTo({ url: `/packages/meet/pages/enter/enter?meet=${meetId}&unit=${unitId}&event=${event}&entry=${id}` });
  },
});
