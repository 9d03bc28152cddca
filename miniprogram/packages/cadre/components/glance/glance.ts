import { shareOf } from '../../../../domain/balance/shares';
import { board, lastBoard } from '../../../../services/balance';
import { cadreTexts as t } from '../../texts';

function wordsOf({ members, joined }: Api.Balance.Board) {
  const share = Math.floor(shareOf({ m: members, j: joined }) / 100);
  return { share, words: t.glance(share), note: t.glanceNote(Math.max(0, members - joined)) };
}

/** 参与情况 at a glance, and the way to it; nothing where nothing was counted. */
Component({
  data: { share: 0, words: '', note: '' },
  lifetimes: {
    attached() {
      const known = lastBoard('');
      if (known !== null) this.setData(wordsOf(known));
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
        this.setData(wordsOf(await board('')));
      } catch {
        // The page's own list says what is wrong with the network.
      }
    },
  },
});
