import { config } from '../../../../config';
import { moment } from '../../../../format/when';
import { serverNow } from '../../../../services/clock';
import { addScreen, close, revokeScreen } from '../../../../services/stage';
import { common } from '../../../../texts/common';
import { attempt } from '../../stage-acts';
import { changeLines } from '../../stage-words';
import { stageTexts } from '../../texts-stage';

const t = stageTexts.stage;

/** 主办: big screens, the record of changes, the end of the round. A supervisor sees the record alone (`runs` off). Fires `done`. */
Component({
  properties: {
    desk: { type: Object, value: null as unknown as Api.Contest.Desk },
    runs: { type: Boolean, value: true },
  },
  data: { t, screens: [] as { id: string; name: string; note: string; revoked: boolean }[], changes: [] as { text: string; note: string }[], left: 0, ended: false, name: '', address: '', busy: false, fault: '' },
  observers: {
    desk(desk: Api.Contest.Desk | null) {
      if (!desk) return;
      const now = serverNow();
      const title = new Map(desk.rows.map(({ entryId, title: of }) => [entryId, of]));
      this.setData({
        screens: desk.screens.map(({ id, name, byName, at, revokedAt }) => ({ id, name, note: t.screenBy(byName, moment(at, now)), revoked: revokedAt !== null })),
        changes: changeLines(desk.changes, (entryId) => title.get(entryId) ?? '', now),
        left: desk.rows.filter(({ releasedAt, state }) => releasedAt === null && state !== 'absent').length,
        ended: desk.state === 'closed',
      });
    },
  },
  methods: {
    round() {
      const { contestId, roundId } = this.data.desk;
      return { contestId, roundId };
    },

    async during(act: () => Promise<unknown>, told: string) {
      if (this.data.busy) return;
      this.setData({ busy: true, fault: '' });
      const { done, fault } = await attempt(act);
      this.setData({ busy: false, fault });
      if (done && told !== '') void wx.showToast({ icon: 'none', title: told });
      this.triggerEvent('done');
    },

    typeName({ detail: { value } }: WechatMiniprogram.Input) {
      this.setData({ name: value });
    },

    add() {
      return this.during(async () => {
        const { token } = await addScreen({ ...this.round(), name: this.data.name.trim() });
        this.setData({ address: `${config.hall}#${token}`, name: '' });
      }, '');
    },

    copy() {
      void wx.setClipboardData({ data: this.data.address, success: () => void wx.showToast({ icon: 'none', title: t.screenCopied }) });
    },

    async revoke({ currentTarget }: WechatMiniprogram.BaseEvent<object, { id: string; name: string }>) {
      const { id, name } = currentTarget.dataset;
      const { confirm } = await wx.showModal({ title: t.screenRevoke, content: t.screenSure(name), confirmText: t.screenRevoke, cancelText: common.cancel });
      if (confirm) await this.during(() => revokeScreen({ ...this.round(), screenId: id }), t.screenRevoked);
    },

    async end() {
      const { confirm } = await wx.showModal({ title: t.end, content: t.endSure, confirmText: common.confirm, cancelText: common.cancel });
      if (confirm) await this.during(() => close(this.round()), t.ended);
    },
  },
});
