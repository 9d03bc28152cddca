import { lastToday, recount, today } from '../../../../services/desk';
import { deskTexts as t, waitingWords } from '../../desk-texts';

interface Row {
  counter: string;
  icon: string;
  title: string;
  note: string;
  url: string;
}

const rowsOf = ({ waiting, most }: Api.Desk.Today): Row[] =>
  waiting.map(({ counter, count, subject }) => {
    const { icon, title, note, url } = waitingWords[counter];
    return { counter, icon, title: t.count(title, count, most), note, url: url(subject) };
  });

/** 今天要办: what waits for this cadre, and the way to it: at once as it was, then as it is. */
Component({
  data: { t, rows: [] as Row[], counted: false },
  lifetimes: {
    attached() {
      const known = lastToday();
      if (known !== null) this.setData({ rows: rowsOf(known) });
      void this.refresh();
    },
  },
  pageLifetimes: {
    show() {
      void this.refresh();
    },
  },
  methods: {
    async refresh() {
      try {
        if (!this.data.counted) this.setData({ rows: rowsOf(await today()) });
        this.setData({ rows: rowsOf(await recount()), counted: true });
      } catch {
        // The page's own list says what is wrong with the network.
      }
    },
  },
});
