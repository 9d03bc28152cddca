import { fontScale } from '../../../../format/scale';
import { serverNow } from '../../../../services/clock';
import { appended, loadMore, reload, unlisted, type Listing } from '../../../../services/listing';
import { pulled } from '../../../../services/loading';
import { lastMine, mine } from '../../../../services/registration';
import { absenceTexts } from '../../../../texts/absence';
import { common } from '../../../../texts/common';
import { registrationTexts } from '../../../../texts/registration';
import { mineView, type MineView } from './view';

interface Data extends Listing {
  fs: number;
  t: typeof registrationTexts;
  absences: typeof absenceTexts;
  common: typeof common;
  items: Api.Registration.Card[];
  applications: Api.Registration.Applied[];
  upcoming: MineView[];
  past: MineView[];
}

const data: Data = { fs: fontScale(), t: registrationTexts, absences: absenceTexts, common, ...unlisted, items: [], applications: [], upcoming: [], past: [] };

const viewOf = ({ items, applications }: Pick<Data, 'items' | 'applications'>) => ({ items, applications, ...mineView(items, applications, serverNow()) });

/** 我的报名: what I am in, and what I was in. */
Page({
  data,

  onLoad() {
    const known = lastMine();
    if (known !== null) this.setData({ ...viewOf(known), next: known.next, loaded: true });
  },

  onShow() {
    return this.refresh();
  },

  onPullDownRefresh: pulled,

  refresh() {
    return reload(this, mine, viewOf);
  },

  onReachBottom() {
    return loadMore(this, mine, ({ items, applications }) =>
      viewOf({
        items: appended(this.data.items, items, ({ activityId }) => activityId),
        applications: appended(this.data.applications, applications, ({ activityId }) => activityId),
      }),
    );
  },

  browse() {
    void wx.switchTab({ url: '/pages/activities/activities' });
  },
});
