import { board, lastBoard } from '../../../../services/meet-day';
import { activityTexts } from '../../../../texts/activity';

const t = activityTexts.meetDay;

/** What a row says of a meet's day: who leads, or that it has begun. */
function noteOf({ classes, events }: Api.Meet.Board): string {
  const [first] = classes[0]?.units ?? [];
  const out = events.filter(({ announcedAt }) => announcedAt !== null).length;
  return first && out > 0 ? t.leads(out, first.name, first.points) : t.drawn(events.length);
}

/** The way to a meet's day: start lists, results, team points. Nothing before it is drawn. */
Component({
  properties: { meetId: { type: String, value: '' } },
  data: { t, note: '' },
  lifetimes: {
    attached() {
      const known = lastBoard(this.data.meetId)?.board;
      if (known) this.setData({ note: noteOf(known) });
      void this.refresh();
    },
  },
  pageLifetimes: {
    show() {
      void this.refresh();
    },
  },
  methods: {
    /** A miss is not worth a word: most often there is no day yet. */
    async refresh() {
      await board(this.data.meetId).then(
        ({ board: found }) => {
          if (found) this.setData({ note: noteOf(found) });
        },
        () => undefined,
      );
    },
  },
});
