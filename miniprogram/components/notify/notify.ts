import { asking, notifyMe } from '../../services/notice';
import { notifyTexts as t } from '../../texts/notice';

type Answer = 'accept' | 'reject' | 'unavailable';

const data: { offer: boolean; answer: Answer | ''; t: typeof t } = { offer: false, answer: '', t };

/** 通知我 for one kind of message: a button while it is worth asking, then what was answered. Takes no room where it is not. */
Component({
  properties: {
    template: { type: String, value: '' },
    label: { type: String, value: '' },
  },

  data,

  observers: {
    /** Where it cannot be told whether to ask, nobody is asked. */
    template(template: Api.Notice.Template | '') {
      if (template === '') return;
      asking(template).then(
        ({ ask }) => this.setData({ offer: ask }),
        () => undefined,
      );
    },
  },

  methods: {
    async ask() {
      const answer = await notifyMe(this.data.template as Api.Notice.Template);
      this.setData({ answer });
    },
  },
});
