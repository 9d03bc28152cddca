import { appeals } from '../../../../services/absence';
import { waitingForMe } from '../../../../services/application';
import { appealTexts } from '../../appeal-texts';
import { reviewTexts as t } from '../../review-texts';

/** 待审核: how many applications wait for this cadre, how many appeals, and the way to them; nothing where none do. */
Component({
  data: { title: '', note: '', appeals: '', appealsNote: appealTexts.deskNote },
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
        const [{ waiting }, { rows, more }] = await Promise.all([waitingForMe(), appeals()]);
        const count = `${rows.length}${more ? '+' : ''}`;
        this.setData({ appeals: rows.length > 0 ? appealTexts.deskRow(count) : '', title: waiting > 0 ? `${t.deskRow} ${waiting}` : '', note: t.deskNote(waiting) });
      } catch {
        // The page's own list says what is wrong with the network.
      }
    },
  },
});
