import { fontScale } from '../../../../format/scale';
import { span } from '../../../../format/when';
import { lastDetail } from '../../../../services/activity';
import { serverNow } from '../../../../services/clock';
import { registrationTexts } from '../../../../texts/registration';

interface Data {
  fs: number;
  t: typeof registrationTexts;
  id: string;
  held: boolean;
  headline: string;
  title: string;
  when: string;
  place: string;
}

const data: Data = { fs: fontScale(), t: registrationTexts, id: '', held: true, headline: '', title: '', when: '', place: '' };

/** After a sign-up: it worked, what comes next, and 通知我 as a tap of its own. */
Page({
  data,

  onLoad({ id = '', state, position }) {
    const held = state === 'held';
    const activity = lastDetail(id);
    this.setData({
      id,
      held,
      headline: held ? registrationTexts.doneHeld : position ? `${registrationTexts.doneWaiting} · 第 ${position} 位` : registrationTexts.doneWaiting,
      title: activity?.title ?? '',
      when: activity === null ? '' : span(activity.startsAt, activity.endsAt, serverNow()),
      place: activity?.place.name ?? '',
    });
  },

  openPass() {
    void wx.redirectTo({ url: `/packages/activity/pages/pass/pass?id=${this.data.id}` });
  },

  finish() {
    void wx.navigateBack();
  },
});
