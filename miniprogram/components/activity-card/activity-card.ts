import { movedWords } from '../../format/moved';
import { statusOf, type Status } from '../../format/status';
import { moment, span } from '../../format/when';
import { serverNow } from '../../services/clock';

const nothing: Status = { text: '', tone: 'neutral', icon: '' };

/** An activity in a list. Leads to its page; `url` leads elsewhere. */
Component({
  properties: {
    /** Api.Activity.Card */
    activity: { type: Object, value: {} as Partial<Api.Activity.Card> },
    url: { type: String, value: '' },
    /** Without bar and countdown, for a short list. */
    plain: { type: Boolean, value: false },
  },
  data: { status: nothing, when: '', moved: '', opens: '', soon: false, places: false, target: '' },
  observers: {
    'activity, url'(activity: Partial<Api.Activity.Card>, url: string) {
      if (!isCard(activity)) return;
      const now = serverNow();
      this.setData({
        status: statusOf(activity),
        when: span(activity.startsAt, activity.endsAt, now),
        moved: movedWords(activity.changed),
        opens: activity.phase === 'announced' ? `${moment(activity.signUpOpensAt, now)} 开放报名` : '',
        soon: activity.phase === 'announced' && activity.signUpOpensAt - now < 24 * 3_600_000,
        places: activity.phase === 'open' || activity.phase === 'closed',
        target: url || `/packages/activity/pages/detail/detail?id=${activity.activityId}`,
      });
    },
  },
});

function isCard(activity: Partial<Api.Activity.Card>): activity is Api.Activity.Card {
  return activity.activityId !== undefined;
}
