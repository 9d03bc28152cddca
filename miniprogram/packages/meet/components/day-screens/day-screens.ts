import { config } from '../../../../config';
import { moment } from '../../../../format/when';
import { oneAtATime } from '../../../../services/acting';
import { addScreen, revokeScreen, screens } from '../../../../services/meet-day';
import { common } from '../../../../texts/common';
import { dayTexts } from '../../texts-day';

const t = dayTexts.screens;

/** 现场大屏 of a meet: the cadre lets one in by an address that is told once, and shows it the door. */
Component({
  properties: { meetId: { type: String, value: '' } },
  data: { t, rows: [] as { id: string; name: string; note: string; revoked: boolean }[], name: '', address: '', busy: false, fault: '' },
  lifetimes: {
    attached() {
      void this.during(() => Promise.resolve());
    },
  },
  methods: {
    /** Acts, and shows the list as it is then. */
    during(act: () => Promise<unknown>) {
      return oneAtATime(this, async () => {
        await act();
        const { screens: found, now } = await screens(this.data.meetId);
        this.setData({ rows: found.map(({ id, name, byName, at, revokedAt }) => ({ id, name, note: t.by(byName, moment(at, now)), revoked: revokedAt !== null })) });
      });
    },

    typeName({ detail: { value } }: WechatMiniprogram.Input) {
      this.setData({ name: value });
    },

    add() {
      return this.during(async () => {
        const { token } = await addScreen({ meetId: this.data.meetId, name: this.data.name.trim() });
        this.setData({ address: `${config.hall}#${token}`, name: '' });
      });
    },

    copy() {
      void wx.setClipboardData({ data: this.data.address, success: () => void wx.showToast({ icon: 'none', title: t.copied }) });
    },

    async revoke({ currentTarget }: WechatMiniprogram.BaseEvent<object, { id: string; name: string }>) {
      const { id, name } = currentTarget.dataset;
      const { confirm } = await wx.showModal({ title: t.revoke, content: t.sure(name), confirmText: t.revoke, cancelText: common.cancel });
      if (confirm) await this.during(() => revokeScreen({ meetId: this.data.meetId, screenId: id }));
    },
  },
});
