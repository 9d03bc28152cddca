import { waitingForMe } from '../../../../services/application';
import { reviewTexts as t } from '../../review-texts';

/** 待审核: how many applications wait for this cadre, and the way to them; nothing where none do. */
Component({
  data: { title: '', note: '' },
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
      try {
        const { waiting } = await waitingForMe();
        this.setData({ title: waiting > 0 ? `${t.deskRow} ${waiting}` : '', note: t.deskNote(waiting) });
      } catch {
        // The page's own list says what is wrong with the network.
      }
    },
  },
});
