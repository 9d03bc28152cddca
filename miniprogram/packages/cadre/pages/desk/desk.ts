import { fontScale } from '../../../../format/scale';
import { lastManaged, managed } from '../../../../services/activity';
import { serverNow } from '../../../../services/clock';
import { appended, loadMore, reload, unlisted, type Listing } from '../../../../services/listing';
import { pulled } from '../../../../services/loading';
import { holds, lastMe, me } from '../../../../services/people';
import { common } from '../../../../texts/common';
import { announceTexts } from '../../announce-texts';
import { rolesTexts } from '../../roles-texts';
import { cadreTexts as t } from '../../texts';
import { numbersOf, rowOf, type DeskRow } from './view';

interface Data extends Listing {
  fs: number;
  t: typeof t;
  common: typeof common;
  rows: DeskRow[];
  numbers: string[];
  ways: { icon: string; title: string; url: string }[];
}

const data: Data = { fs: fontScale(), t, common, ...unlisted, rows: [], numbers: [], ways: [] };

/** The ways from the desk that this person's roles open. */
function waysOf(who: Api.People.Me | null): Data['ways'] {
  return [
    ...(holds(who, 'cadre') ? [{ icon: 'bell', title: announceTexts.desk, url: '/packages/cadre/pages/announcements/announcements' }] : []),
    ...(holds(who, 'cadre') ? [{ icon: 'flag', title: t.assessments, url: '/packages/balance/pages/assessments/assessments' }] : []),
    ...(holds(who, 'cadre') ? [{ icon: 'book', title: t.bookRoom, url: '/packages/editiondesk/pages/room/room' }] : []),
    ...(holds(who, 'cadre') ? [{ icon: 'map', title: t.unions, url: '/packages/unions/pages/tree/tree' }] : []),
    ...(holds(who, 'cadre') ? [{ icon: 'shield', title: rolesTexts.grants, url: '/packages/cadre/pages/grants/grants' }] : []),
    ...(holds(who, 'supervisor') ? [{ icon: 'list', title: rolesTexts.audit, url: '/packages/cadre/pages/audit/audit' }] : []),
  ];
}

function rowsOf(items: readonly Api.Activity.Card[]): DeskRow[] {
  const now = serverNow();
  return items.map((card) => rowOf(card, now));
}

const deskView = ({ items }: Api.Output<'activity.managed'>) => ({ rows: rowsOf(items), numbers: numbersOf(items) });

/** 工作台: the activities of my scope, and the way to a new one. */
Page({
  data,

  onLoad() {
    void this.openWays();
    const known = lastManaged();
    if (known !== null) this.setData({ ...deskView(known), next: known.next, loaded: true });
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

  onPullDownRefresh: pulled,

  refresh() {
    return reload(this, managed, deskView);
  },

  onReachBottom() {
    return loadMore(this, managed, ({ items }) => ({ rows: appended(this.data.rows, rowsOf(items), ({ activityId }) => activityId) }));
  },

  publish() {
    void wx.navigateTo({ url: '/packages/cadre/pages/open/open' });
  },
});
