import { lastDetail } from '../../../../services/activity';
import { mine, waitingCounts } from '../../../../services/application';
import { lotTexts, reviewTexts as t } from '../../review-texts';

/** The way from an activity to its review or its draw, with how they stand; nothing where places are first come. */
Component({
  properties: {
    activity: { type: String, value: '' },
  },
  data: { icon: '', title: '', note: '', url: '' },
  lifetimes: {
    attached() {
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
      const { activity } = this.data;
      // The page has just fetched it.
      const mode = lastDetail(activity)?.rules.mode;
      if (mode !== 'review' && mode !== 'lottery') return;
      const page = mode === 'review' ? 'review' : 'draw';
      this.setData({ icon: mode === 'review' ? 'list' : 'flag', title: mode === 'review' ? t.manageReview : t.manageDraw, url: `/packages/cadre/pages/${page}/${page}?id=${activity}` });
      // A miss is not worth a word: the way stands without its numbers.
      await (mode === 'review' ? this.showReview(activity) : this.showDraw(activity)).catch(() => undefined);
    },

    async showReview(activityId: string) {
      const { unit, organiser } = await waitingCounts(activityId);
      this.setData({ note: `${t.tabs.unit} ${unit} · ${t.tabs.organiser} ${organiser}` });
    },

    async showDraw(activityId: string) {
      const { draw, applied } = await mine(activityId);
      const open = lastDetail(activityId)?.phase === 'open';
      this.setData({ note: draw === null || open ? lotTexts.applied(applied) : draw.drawn === null ? lotTexts.frozen : lotTexts.drawn });
    },
  },
});
