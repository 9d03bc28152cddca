import { current, lastCurrent, lastEdition } from '../../services/reading';
import { waiting } from '../../services/reading-kept';
import { readingTexts } from '../../texts/reading';

const t = readingTexts.card;

interface CardView {
  editionId: string;
  title: string;
  streak: number;
  words: string;
  note: string;
  done: boolean;
  url: string;
}

function viewOf({ editionId, title, mine, phase }: Api.Reading.Edition): CardView | null {
  if (mine === null || phase !== 'open') return null;
  const { streak, today } = mine;
  const done = today.checkIns > 0;
  return {
    ...{ editionId, title, streak, done },
    words: done ? t.done(today.points) : streak > 0 ? t.keep(streak) : mine.days > 0 ? t.todo : t.first,
    note: waiting(editionId) ? t.waiting : done ? t.streak(streak) : title,
    url: `/packages/reading/pages/${done ? 'mine/mine' : 'checkin/checkin'}?id=${editionId}`,
  };
}

/** Today's check-in of the reading month that is on for me; nothing where there is none. */
Component({
  data: { t, view: null as CardView | null },
  lifetimes: {
    attached() {
      const known = lastCurrent() === '' ? null : lastEdition(lastCurrent());
      if (known !== null) this.setData({ view: viewOf(known) });
      void this.refresh();
    },
  },
  pageLifetimes: {
    show() {
      void this.refresh();
    },
  },
  methods: {
    /** A miss is not worth a word: the page says what is wrong with the network. */
    async refresh() {
      await current().then(
        (found) => this.setData({ view: found && viewOf(found) }),
        () => undefined,
      );
    },
  },
});
