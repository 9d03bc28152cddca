import { valueNameOf } from '../../../../domain/draw/value';
import { apply, lastMine, mine as fetchMine, withdraw } from '../../../../services/application';
import { serverNow } from '../../../../services/clock';
import { tellFailure } from '../../../../services/failure-sheet';
import { type Chosen, keepFile } from '../../../../services/files';
import { notifyMe } from '../../../../services/notice';
import { applicationTexts as t } from '../../../../texts/application';
import { notifyTexts } from '../../../../texts/notice';
import { applyView, type ApplyView } from './view';

type Answer = Api.Output<'application.mine'>;

const noDetail: Api.Activity.Detail | null = null;

/** 申请: where I stand in a lottery or a review, and the one thing to do. Fires `change` when an act was done. */
Component({
  properties: {
    /** Api.Activity.Detail */
    detail: { type: Object, value: noDetail },
  },
  data: {
    t,
    view: null as ApplyView | null,
    answer: null as Answer | null,
    valueName: '',
    /** Temporary file of the photo that was taken. */
    photo: '',
    bytes: 0,
    busy: false,
  },
  observers: {
    detail() {
      const detail = this.activity();
      if (detail === null) return;
      const known = this.data.answer ?? lastMine(detail.activityId);
      if (known !== null) this.show(known);
      void this.refresh();
    },
  },
  methods: {
    /** The property as the page gives it; a property's own type says no more than "an object". */
    activity(): Api.Activity.Detail | null {
      return this.data.detail as Api.Activity.Detail | null;
    },

    async refresh() {
      const detail = this.activity();
      if (detail === null) return;
      // A miss is not worth a word: the page says what is wrong with the network.
      await fetchMine(detail.activityId).then((answer) => this.show(answer), () => undefined);
    },

    show(answer: Answer) {
      const detail = this.activity();
      if (detail === null) return;
      this.setData({ answer, view: applyView(detail, answer, serverNow()), valueName: answer.draw?.valueName ?? valueNameOf(detail.rules, detail.signUpClosesAt) });
    },

    act() {
      switch (this.data.view?.act.kind) {
        case 'apply':
          return this.send();
        case 'notify':
          return this.notifyMe();
        case 'join':
          return wx.navigateTo({ url: '/packages/people/pages/join/join' });
        default:
          return undefined;
      }
    },

    async takePhoto() {
      try {
        const { tempFiles } = await wx.chooseMedia({ count: 1, mediaType: ['image'], sizeType: ['compressed'] });
        const [taken] = tempFiles;
        this.setData({ photo: taken?.tempFilePath ?? '', bytes: taken?.size ?? 0 });
      } catch {
        // Put away without a choice: nothing to say.
      }
    },

    async send() {
      const detail = this.activity();
      const { photo, bytes, view } = this.data;
      if (detail === null) return;
      if (view?.asksSeal === true && photo === '') {
        void wx.showToast({ icon: 'none', title: t.sealFirst });
        return;
      }
      this.setData({ busy: true });
      try {
        const chosen: Chosen = { path: photo, name: photo, bytes };
        const sealed = photo === '' ? '' : (await keepFile(chosen, detail.activityId, 'sealed')).mediaId;
        if (detail.fields.length > 0) {
          await wx.navigateTo({ url: `/packages/activity/pages/form/form?id=${detail.activityId}&sealed=${sealed}` });
          return;
        }
        await apply(detail.activityId, sealed === '' ? {} : { sealed });
        wx.vibrateShort({ type: 'medium' });
        void wx.showToast({ icon: 'success', title: t.applyDone });
        this.setData({ photo: '' });
      } catch (cause) {
        await tellFailure(cause);
      } finally {
        this.setData({ busy: false });
      }
      await this.changed();
    },

    async takeBack() {
      const detail = this.activity();
      if (detail === null) return;
      const { confirm } = await wx.showModal({
        title: t.withdrawTitle,
        content: detail.rules.mode === 'lottery' ? t.withdrawLottery : t.withdrawReview,
        confirmText: t.withdraw,
        cancelText: t.keep,
      });
      if (!confirm) return;
      this.setData({ busy: true });
      try {
        await withdraw(detail.activityId);
        void wx.showToast({ icon: 'none', title: t.withdrawDone });
      } catch (cause) {
        await tellFailure(cause);
      } finally {
        this.setData({ busy: false });
      }
      await this.changed();
    },

    async changed() {
      await this.refresh();
      this.triggerEvent('change');
    },

    /** The first thing a tap does is ask WeChat: it refuses the sheet after an awaited call. */
    async notifyMe() {
      const answer = await notifyMe('placeFreed');
      void wx.showToast({ icon: 'none', title: notifyTexts[answer] });
    },
  },
});
