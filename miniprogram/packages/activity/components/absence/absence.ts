import { oneAtATime } from '../../../../services/acting';
import { askLeave } from '../../../../services/registration';
import { common } from '../../../../texts/common';
import { registrationTexts as t } from '../../../../texts/registration';

/** 请假: somebody who holds a place says that they cannot come, or takes it back. Fires `done` when how things stand has changed. */
Component({
  properties: {
    activityId: { type: String, value: '' },
    /** Leave was asked for. */
    asked: { type: Boolean, value: false },
  },
  data: { t, open: false, busy: false, fault: '' },
  methods: {
    open() {
      this.setData({ open: true, fault: '' });
    },

    close() {
      this.setData({ open: false });
    },

    give({ detail: { reason } }: WechatMiniprogram.CustomEvent<{ reason: string }>) {
      return this.send(reason, t.askLeaveDone);
    },

    async takeBack() {
      await this.send(null, t.leaveTakenBack);
      if (this.data.fault !== '') void wx.showModal({ title: common.notDone, content: this.data.fault, showCancel: false, confirmText: common.understood });
    },

    send(reason: string | null, words: string) {
      return oneAtATime(this, async () => {
        await askLeave(this.data.activityId, reason);
        this.setData({ open: false });
        void wx.showToast({ icon: 'none', title: words });
        this.triggerEvent('done');
      });
    },
  },
});
