import { moment } from '../../../../format/when';
import { serverNow } from '../../../../services/clock';
import { contest, lastContest } from '../../../../services/contest';
import { activityTexts } from '../../../../texts/activity';

const t = activityTexts.contest;

/** What an activity's page says of its contest; empty: it has no rulebook yet. */
function noteOf({ setup, unit }: Api.Contest.Detail): string {
  if (setup === null) return '';
  const now = serverNow();
  if (now < setup.entriesUntil) return (unit ? t.sends : t.takes)(moment(setup.entriesUntil, now));
  const next = setup.rulebook.rounds.find(({ startsAt }) => startsAt > now);
  return next ? t.next(next.name, moment(next.startsAt, now)) : t.rules;
}

/** The way from an activity to its contest 歌咏大赛; nothing before the rulebook stands. */
Component({
  properties: { activityId: { type: String, value: '' } },
  data: { t, note: '' },
  lifetimes: {
    attached() {
      const known = lastContest(this.data.activityId);
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
      await contest(this.data.activityId).then((detail) => this.setData({ note: noteOf(detail) }), () => undefined);
    },
  },
});
