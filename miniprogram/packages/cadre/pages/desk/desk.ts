import { fontScale } from '../../../../format/scale';
import { lastManaged, managed } from '../../../../services/activity';
import { serverNow } from '../../../../services/clock';
import { describe, type Failure } from '../../../../services/errors';
import { holds, lastMe, me } from '../../../../services/people';
import { common } from '../../../../texts/common';
import { rolesTexts } from '../../roles-texts';
import { cadreTexts as t } from '../../texts';
import { numbersOf, rowOf, type DeskRow } from './view';

interface Data {
  fs: number;
  t: typeof t;
  common: typeof common;
  loaded: boolean;
  failure: Failure | null;
  rows: DeskRow[];
  numbers: string[];
  next: string | null;
  more: boolean;
  ways: { icon: string; title: string; url: string }[];
}

const data: Data = { fs: fontScale(), t, common, loaded: false, failure: null, rows: [], numbers: [], next: null, more: false, ways: [] };

/** The ways from the desk that this person's roles open. */
function waysOf(who: Api.People.Me | null): Data['ways'] {
  return [
    ...(holds(who, 'cadre') ? [{ icon: 'shield', title: rolesTexts.grants, url: '/packages/cadre/pages/grants/grants' }] : []),
    ...(holds(who, 'supervisor') ? [{ icon: 'list', title: rolesTexts.audit, url: '/packages/cadre/pages/audit/audit' }] : []),
  ];
}

/** 工作台: the activities of my scope, and the way to a new one. */
Page({
  data,

  onLoad() {
    void this.openWays();
    const known = lastManaged();
    if (known !== null) this.show(known);
  },

  async openWays() {
    this.setData({ ways: waysOf(lastMe()) });
    try {
      this.setData({ ways: waysOf(await me()) });
    } catch {
      // The list below says what is wrong with the network.
    }
  },

  onShow() {
    return this.refresh();
  },

  async onPullDownRefresh() {
    await this.refresh();
    wx.stopPullDownRefresh();
  },

  async refresh() {
    try {
      this.show(await managed());
      this.setData({ failure: null });
    } catch (cause) {
      this.setData({ failure: describe(cause) });
    }
  },

  show({ items, next }: Api.Output<'activity.managed'>) {
    const now = serverNow();
    this.setData({ loaded: true, rows: items.map((card) => rowOf(card, now)), numbers: numbersOf(items), next });
  },

  async onReachBottom() {
    const { next, more } = this.data;
    if (next === null || more) return;
    this.setData({ more: true, failure: null });
    try {
      const page = await managed(next);
      const now = serverNow();
      const known = new Set(this.data.rows.map(({ activityId }) => activityId));
      const rows = page.items.filter(({ activityId }) => !known.has(activityId)).map((card) => rowOf(card, now));
      this.setData({ rows: [...this.data.rows, ...rows], next: page.next });
    } catch (cause) {
      this.setData({ failure: describe(cause) });
    } finally {
      this.setData({ more: false });
    }
  },

  publish() {
    void wx.navigateTo({ url: '/packages/cadre/pages/open/open' });
  },
});
