import { oneAtATime } from '../../../../services/acting';
import { joinTeam, partTeam } from '../../../../services/meet';
import { jointTexts as t } from '../../joint-texts';

type Answer = WechatMiniprogram.TouchEvent<object, object, { unit: string; name: string }>;

interface View {
  unitId: string;
  name: string;
  title: string;
  note: string;
}

/** Delegations that ask my unit into a 联队. Fires `done` once one is answered. */
Component({
  properties: {
    meetId: { type: String, value: '' },
    /** My unit. */
    unitId: { type: String, value: '' },
    invitations: { type: Array, value: [] as Api.Meet.Invitation[] },
  },

  data: { t, views: [] as View[], busy: false, fault: '' },

  observers: {
    invitations(invitations: Api.Meet.Invitation[]) {
      this.setData({ views: invitations.map(({ unitId, unitName, name }) => ({ unitId, name, title: t.invitation(name), note: t.from(unitName) })) });
    },
  },

  methods: {
    accept({ currentTarget }: Answer) {
      const { meetId, unitId: partner } = this.data;
      return oneAtATime(this, async () => {
        await joinTeam({ meetId, unitId: currentTarget.dataset.unit, partner });
        wx.vibrateShort({ type: 'medium' });
        void wx.showToast({ icon: 'none', title: t.accepted });
        this.triggerEvent('done', { joined: true });
      });
    },

    async decline({ currentTarget }: Answer) {
      const { meetId, unitId: partner } = this.data;
      const { unit, name } = currentTarget.dataset;
      const { confirm } = await wx.showModal({ content: t.declineSure(name), confirmText: t.decline });
      if (!confirm) return;
      await oneAtATime(this, async () => {
        await partTeam({ meetId, unitId: unit, partner });
        void wx.showToast({ icon: 'none', title: t.declined });
        this.triggerEvent('done', { joined: false });
      });
    },
  },
});
