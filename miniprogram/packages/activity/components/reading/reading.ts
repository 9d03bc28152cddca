import { edition, lastEdition } from '../../../../services/reading';
import { readingTexts } from '../../../../texts/reading';

const t = readingTexts;

interface Way {
  note: string;
  page: 'checkin' | 'mine' | 'ranking';
}

/** Where an activity's page leads to: what can be done of the edition now. */
function wayOf({ phase, mine, from }: Api.Reading.Edition): Way {
  if (phase === 'announced') return { note: t.way.announced(t.monthDay(from)), page: 'checkin' };
  if (phase === 'closing') return { note: t.way.closing, page: 'ranking' };
  if (phase === 'frozen') return { note: t.way.frozen, page: 'ranking' };
  if (mine === null) return { note: t.way.outside, page: 'ranking' };
  if (mine.today.checkIns > 0) return { note: t.card.done(mine.today.points), page: 'mine' };
  return { note: mine.streak > 0 ? t.card.keep(mine.streak) : t.card.todo, page: 'checkin' };
}

/** The way from an activity to its reading month; nothing where it is no edition. Fires `reads` {reads}: it is on, and the person reads in it. */
Component({
  properties: { activityId: { type: String, value: '' } },
  data: { t, way: null as Way | null },
  lifetimes: {
    attached() {
      const known = lastEdition(this.data.activityId);
      if (known !== null) this.show(known);
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
      await edition(this.data.activityId).then(
        (found) => this.show(found),
        () => undefined,
      );
    },

    show(found: Api.Reading.Edition) {
      this.setData({ way: wayOf(found) });
      this.triggerEvent('reads', { reads: found.phase === 'open' && found.mine !== null });
    },
  },
});
