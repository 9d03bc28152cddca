import { failureOf } from '../../../../services/errors';
import { tellFailure } from '../../../../services/failure-sheet';
import { showFile } from '../../../../services/files';
import { answers as fetchAnswers } from '../../../../services/registration';
import { common } from '../../../../texts/common';
import { cadreTexts } from '../../texts';
import { answersView, type AnswerView } from './view';

const t = cadreTexts.answers;

/** What a person of an activity answered to its sign-up form; nothing where nothing was asked. */
Component({
  properties: {
    activity: { type: String, value: '' },
    /** Whose, a member id. */
    person: { type: String, value: '' },
  },
  data: { t, rows: null as AnswerView[] | null, asked: true, fault: '' },
  observers: {
    'activity, person'() {
      void this.load();
    },
  },
  methods: {
    async load() {
      const { activity, person } = this.data;
      if (activity === '' || person === '') return;
      this.setData({ rows: null, asked: true, fault: '' });
      try {
        const { fields, answers } = await fetchAnswers(activity, person);
        // Somebody else's sheet was opened meanwhile.
        if (person !== this.data.person) return;
        this.setData({ asked: fields.length > 0, rows: answers === null ? [] : answersView(fields, answers) });
      } catch (cause) {
        if (person === this.data.person) this.setData({ fault: failureOf(cause).message });
      }
    },

    async open({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { file: string }>) {
      try {
        const state = await showFile(currentTarget.dataset.file);
        if (state === 'checking' || state === 'held') void wx.showToast({ icon: 'none', title: common.unchecked });
      } catch (cause) {
        void tellFailure(cause);
      }
    },
  },
});
