import { fontScale } from '../../../../format/scale';
import { describe, type Failure } from '../../../../services/errors';
import { delegation as fetchDelegation } from '../../../../services/meet';
import { common } from '../../../../texts/common';
import { entryTexts } from '../../entry-texts';
import { teamWords } from '../../rulebook-words';

const t = entryTexts.events;

interface EventView {
  id: string;
  name: string;
  note: string;
  counted: string;
  full: boolean;
}

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  meetId: string;
  unitId: string;
  delegation: Api.Meet.Delegation | null;
  groups: { value: string; label: string }[];
  group: string;
  events: EventView[];
  failure: Failure | null;
}

const data: Data = { fs: fontScale(), t, common, meetId: '', unitId: '', delegation: null, groups: [], group: '', events: [], failure: null };

/** Events to enter for, group by group, with how many of the unit are in each. */
Page({
  data,

  onLoad({ meet = '', unit = '' }: { meet?: string; unit?: string }) {
    this.setData({ meetId: meet, unitId: unit });
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
      const delegation = await fetchDelegation(this.data.meetId, this.data.unitId);
      const { groups, events } = delegation.setup.rulebook;
      const used = groups.filter(({ id }) => events.some(({ group }) => group === id));
      this.setData({ delegation, groups: used.map(({ id, name }) => ({ value: id, label: name || t.group })), group: this.data.group || (used[0]?.id ?? '') });
      this.show();
    } catch (cause) {
      this.setData({ failure: describe(cause) });
    }
  },

  show() {
    const { delegation, group } = this.data;
    if (!delegation) return;
    const { entries, setup } = delegation;
    this.setData({
      events: setup.rulebook.events
        .filter((event) => event.group === group)
        .map((event) => {
          const entered = entries.filter((entry) => entry.event === event.id).length;
          const team = teamWords(event);
          return { id: event.id, name: event.discipline, note: team === '' ? '' : t.team(team), counted: t.counted(entered, event.perUnit), full: entered >= event.perUnit };
        }),
    });
  },

  choose({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ group: value });
    this.show();
  },

  open({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    const { meetId, unitId } = this.data;
    void wx.navigateTo({ url: `/packages/meet/pages/enter/enter?meet=${meetId}&unit=${unitId}&event=${currentTarget.dataset.id}` });
  },
});
