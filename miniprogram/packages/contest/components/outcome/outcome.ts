import { lastResults, results } from '../../../../services/results';
import { resultTexts as t } from '../../texts-results';

interface Way {
  title: string;
  note: string;
  url: string;
}

function waysOf({ contestId, rounds, works }: Api.Contest.ResultBoard): Way[] {
  const published = rounds.filter((round) => round.published).map(({ name }) => name);
  const seen = published.length > 0 ? [{ title: t.link, note: t.linkNote(published.join('、')), url: `/packages/contest/pages/results/results?id=${contestId}` }] : [];
  return works ? [...seen, { title: t.workLink, note: t.workNote, url: `/packages/contest/pages/award/award?id=${contestId}` }] : seen;
}

/** The ways to a contest's results, once there are some, and for those who make them. */
Component({
  properties: {
    contestId: { type: String, value: '' },
  },
  data: { ways: [] as Way[] },
  lifetimes: {
    attached() {
      const known = lastResults(this.data.contestId);
      if (known !== null) this.setData({ ways: waysOf(known) });
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
      const { contestId } = this.data;
      if (contestId === '') return;
      try {
        this.setData({ ways: waysOf(await results(contestId)) });
      } catch {
        // The page around it says that there is no network; a contest that is not set up has no results.
      }
    },
  },
});
