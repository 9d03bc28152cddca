import { fontScale } from '../../../../format/scale';
import { describe, type Failure } from '../../../../services/errors';
import { delegations } from '../../../../services/meet';
import { common } from '../../../../texts/common';
import { entryTexts } from '../../entry-texts';

const t = entryTexts.teams;

interface TeamView {
  unitId: string;
  name: string;
  note: string;
  tag: string;
  tone: 'green' | 'amber';
}

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  id: string;
  title: string;
  counted: string;
  /** null: not loaded yet. */
  teams: TeamView[] | null;
  failure: Failure | null;
}

const data: Data = { fs: fontScale(), t, common, id: '', title: '', counted: '', teams: null, failure: null };

function teamView({ unitId, name, athletes, entries, unsigned, insured }: Api.Meet.DelegationCard): TeamView {
  const tag = unsigned > 0 ? t.unsigned(unsigned) : insured ? t.ready : t.uninsured;
  return { unitId, name, note: t.card(athletes, entries), tag, tone: unsigned > 0 || !insured ? 'amber' : 'green' };
}

/** The delegations of a meet, for its organiser. */
Page({
  data,

  onLoad({ id = '' }: { id?: string }) {
    this.setData({ id });
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
      const { title, delegations: found } = await delegations(this.data.id);
      const sum = (of: (card: Api.Meet.DelegationCard) => number) => found.reduce((total, card) => total + of(card), 0);
      this.setData({ title, teams: found.map(teamView), counted: t.counted(found.length, sum(({ athletes }) => athletes), sum(({ entries }) => entries)) });
    } catch (cause) {
      this.setData({ failure: describe(cause) });
    }
  },

  open({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    void wx.navigateTo({ url: `/packages/meet/pages/team/team?meet=${this.data.id}&unit=${currentTarget.dataset.id}` });
  },
});
