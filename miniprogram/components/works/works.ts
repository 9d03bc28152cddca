import { callTag, callTime } from '../../format/works';
import { serverNow } from '../../services/clock';
import { callsOf, lastCallsOf } from '../../services/works';
import { worksTexts as t } from '../../texts/works';

interface CallRow {
  callId: string;
  title: string;
  time: string;
  tag: string;
  tone: string;
}

function rowsOf(items: readonly Api.Works.Card[]): CallRow[] {
  const now = serverNow();
  return items.map((card) => {
    const { text, tone } = callTag(card, now);
    return { callId: card.callId, title: card.title, time: callTime(card, now), tag: text, tone };
  });
}

/** The calls for works of an activity, each a way to its page, for cadres to its desk; nothing where there is none and none can be made. */
Component({
  properties: {
    activityId: { type: String, value: '' },
    /** A cadre over the activity: to the desk of each. */
    desk: { type: Boolean, value: false },
    /** Also the way to a new one. */
    manages: { type: Boolean, value: false },
  },
  data: { t, rows: [] as CallRow[] },
  lifetimes: {
    attached() {
      const known = lastCallsOf(this.data.activityId);
      if (known !== null) this.setData({ rows: rowsOf(known.items) });
      void this.refresh();
    },
  },
  pageLifetimes: {
    show() {
      void this.refresh();
    },
  },
  methods: {
    /** A miss is not worth a word: the activity's own page says what is wrong with the network. */
    async refresh() {
      await callsOf(this.data.activityId).then(({ items }) => this.setData({ rows: rowsOf(items) }), () => undefined);
    },
  },
});
