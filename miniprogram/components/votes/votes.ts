import { votePhase, voteTime } from '../../format/voting';
import { serverNow } from '../../services/clock';
import { lastVotesOf, votesOf } from '../../services/voting';
import { votingTexts as t } from '../../texts/voting';

interface VoteRow {
  voteId: string;
  title: string;
  time: string;
  tag: string;
  tone: string;
}

function rowsOf(items: readonly Api.Voting.Card[]): VoteRow[] {
  const now = serverNow();
  return items.map((card) => {
    const { text, tone } = votePhase(card, now);
    return { voteId: card.voteId, title: card.title, time: voteTime(card, now), tag: text, tone };
  });
}

/** The votes of an activity, each a way to its page; nothing where there is none and none can be opened. */
Component({
  properties: {
    activityId: { type: String, value: '' },
    /** A cadre over the activity: also the way to a new one. */
    manages: { type: Boolean, value: false },
  },
  data: { t, rows: [] as VoteRow[] },
  lifetimes: {
    attached() {
      const known = lastVotesOf(this.data.activityId);
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
      await votesOf(this.data.activityId).then(({ items }) => this.setData({ rows: rowsOf(items) }), () => undefined);
    },
  },
});
