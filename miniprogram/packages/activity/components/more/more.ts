import { myAnswers } from '../../../../services/registration';
import { formTexts as t } from '../../../../texts/form';
import { seenQuestions } from '../../answers-shelf';
import { waiting } from '../../form';

/** Questions that were added after somebody signed up: how many wait for an answer. Nothing where none does. */
Component({
  properties: {
    activityId: { type: String, value: '' },
  },
  data: { t, title: '' },
  lifetimes: {
    attached() {
      void this.load();
    },
  },
  pageLifetimes: {
    show() {
      void this.load();
    },
  },
  methods: {
    async load() {
      // A hint beside the page: where it cannot be read the page stands without it.
      const { activityId } = this.data;
      const count = await myAnswers(activityId).then((mine) => waiting(mine, seenQuestions(activityId)).length, () => 0);
      this.setData({ title: count > 0 ? t.more(count) : '' });
    },
    open() {
      void wx.navigateTo({ url: `/packages/activity/pages/form/form?id=${this.data.activityId}&more=1` });
    },
  },
});
