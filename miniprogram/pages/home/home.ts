import { fontScale } from '../../format/scale';
import { home, lastHome } from '../../services/activity';
import { serverNow } from '../../services/clock';
import { describe, type Failure } from '../../services/errors';
import { pulled } from '../../services/loading';
import { holds, lastMe, me } from '../../services/people';
import { keepPass, lastPass } from '../../services/registration';
import { common } from '../../texts/common';
import { homeTexts } from '../../texts/home';
import { programmeNames } from '../../texts/activity';
import { hello, nextView, openingView, type NextView, type OpeningView } from './view';

interface Data {
  fs: number;
  t: typeof homeTexts;
  common: typeof common;
  programmes: { programme: string; name: string; icon: string }[];
  loaded: boolean;
  failure: Failure | null;
  hello: string;
  unit: string;
  stranger: boolean;
  /** What a stranger waits for; empty: nothing. */
  asking: string;
  gate: boolean;
  cadre: boolean;
  next: NextView | null;
  opening: OpeningView[];
}

const data: Data = {
  fs: fontScale(),
  t: homeTexts,
  common,
  programmes: [
    { programme: 'reading', name: programmeNames.reading, icon: 'book' },
    { programme: 'contest', name: programmeNames.contest, icon: 'song' },
    { programme: 'meet', name: programmeNames.meet, icon: 'medal' },
  ],
  loaded: false,
  failure: null,
  ...hello(null, serverNow()),
  stranger: false,
  asking: '',
  gate: false,
  cadre: false,
  next: null,
  opening: [],
};

/** 首页: my next thing first, then what opens, then the programmes. */
Page({
  data,

  onLoad() {
    const known = lastHome();
    if (known !== null) this.show(lastMe(), known);
  },

  onShow() {
    return this.refresh();
  },

  onPullDownRefresh: pulled,

  async refresh() {
    try {
      const [who, answer] = await Promise.all([me(), home()]);
      this.show(who, answer);
      this.setData({ failure: null });
      if (answer.next !== null && answer.next.state === 'held' && lastPass(answer.next.activityId) === null) void keepPass(answer.next.activityId);
    } catch (cause) {
      this.setData({ failure: describe(cause) });
    }
  },

  show(who: Api.People.Me | null, answer: Api.Output<'activity.home'>) {
    const now = serverNow();
    this.setData({
      ...hello(who, now),
      loaded: true,
      stranger: who !== null && who.member === null,
      asking: who?.request?.state === 'open' ? homeTexts.asked(who.request.unionName) : '',
      gate: holds(who, 'gate'),
      cadre: holds(who, 'cadre'),
      next: nextView(answer.next, now),
      opening: answer.opening.map((card) => openingView(card, now)),
    });
  },

  openJoin() {
    void wx.navigateTo({ url: '/packages/people/pages/join/join' });
  },

  openPass() {
    if (this.data.next !== null) void wx.navigateTo({ url: `/packages/activity/pages/pass/pass?id=${this.data.next.activityId}` });
  },

  openNext() {
    if (this.data.next !== null) void wx.navigateTo({ url: `/packages/activity/pages/detail/detail?id=${this.data.next.activityId}` });
  },

  openMine() {
    void wx.navigateTo({ url: '/packages/activity/pages/mine/mine' });
  },

  openActivities() {
    void wx.switchTab({ url: '/pages/activities/activities' });
  },

  onShareAppMessage() {
    return { title: `${common.app} · ${homeTexts.slogan}`, path: '/pages/home/home' };
  },
});
