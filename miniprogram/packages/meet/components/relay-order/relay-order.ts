import { oneAtATime } from '../../../../services/acting';
import { order } from '../../../../services/meet-day';
import { dayTexts } from '../../texts-day';
import type { Orderable } from '../tap-order/tap-order';

const t = dayTexts.event;

interface Team {
  entry: string;
  unit: string;
  now: string;
  label: string;
}

/** 棒次 of my teams, as long as they are not at 检录. Fires `done`. */
Component({
  properties: { view: { type: Object, value: null as unknown as Api.Meet.EventView } },
  data: { t, teams: [] as Team[], entry: '', title: '', rows: [] as Orderable[], chosen: [] as string[], busy: false, fault: '' },
  observers: {
    view(view: Api.Meet.EventView | null) {
      const mine = view?.starters.filter(({ mayOrder }) => mayOrder) ?? [];
      this.setData({
        teams: mine.map(({ entry, unitName, people, ordered }) => ({
          entry,
          unit: unitName,
          now: ordered === null ? t.orderNone : t.orderNow(people.map(({ name }) => name)),
          label: ordered === null ? t.order : t.orderAgain,
        })),
      });
    },
  },
  methods: {
    show({ currentTarget }: WechatMiniprogram.BaseEvent<object, { entry: string }>) {
      const team = this.data.view.starters.find(({ entry }) => entry === currentTarget.dataset.entry);
      if (!team) return;
      const rows = team.people.map(({ name, bib }): Orderable => ({ id: String(bib), name, note: dayTexts.bib(bib) }));
      this.setData({ entry: team.entry, title: t.orderTitle(team.unitName), rows, chosen: team.ordered === null ? [] : rows.map(({ id }) => id), fault: '' });
    },

    close() {
      this.setData({ entry: '' });
    },

    give({ detail: { ids } }: WechatMiniprogram.CustomEvent<{ ids: string[] }>) {
      return oneAtATime(this, async () => {
        const { view, entry } = this.data;
        await order({ meetId: view.meetId, event: view.event.id, entry, bibs: ids.map(Number) });
        this.setData({ entry: '' });
        void wx.showToast({ icon: 'none', title: t.orderDone });
        this.triggerEvent('done');
      });
    },
  },
});
