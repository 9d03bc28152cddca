import { lastUnread, unread } from '../../services/notice';
import { noticeTexts as t } from '../../texts/notice';

const most = 99;

const viewOf = (count: number) => ({ count, mark: count > most ? `${most}+` : String(count), label: t.bell(count), note: count === 0 ? t.note : t.unread(count) });

/** The way to my messages, with how many I have not opened. */
Component({
  properties: {
    /** row: of a card. bell: beside a heading. */
    look: { type: String, value: 'row' },
  },
  data: { t, ...viewOf(0) },
  lifetimes: {
    attached() {
      this.setData(viewOf(lastUnread()));
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
      await unread().then(
        (answer) => this.setData(viewOf(answer.unread)),
        () => undefined,
      );
    },
  },
});
