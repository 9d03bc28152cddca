import { moment } from '../../../../format/when';
import { serverNow } from '../../../../services/clock';
import { lastMeet, meet } from '../../../../services/meet';
import { activityTexts } from '../../../../texts/activity';

const t = activityTexts.meet;

/** What an activity's page says of its meet; empty: it has no rulebook yet. */
function noteOf({ setup, unit, me }: Api.Meet.Detail): string {
  if (setup === null) return '';
  const now = serverNow();
  if (me && me.health === null) return t.sign;
  if (me) return t.mine;
  return now < setup.entriesUntil && setup.state === 'entries' ? (unit ? t.enters : t.takes)(moment(setup.entriesUntil, now)) : t.rules;
}

/** The way from an activity to its sports meet 运动会; nothing before the rulebook stands. */
Component({
  properties: { activityId: { type: String, value: '' } },
  data: { t, note: '' },
  lifetimes: {
    attached() {
      const known = lastMeet(this.data.activityId);
      if (known !== null) this.setData({ note: noteOf(known) });
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
      await meet(this.data.activityId).then((detail) => this.setData({ note: noteOf(detail) }), () => undefined);
    },
  },
});
