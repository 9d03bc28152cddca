import { disqualifiedOf } from '../../../../domain/meet/day';
import { oneAtATime } from '../../../../services/acting';
import { disqualify } from '../../../../services/meet-day';
import { nameOf, noteOf, starterOf } from '../../day-view';
import { dayTexts } from '../../texts-day';

const t = dayTexts.desk;

interface Row {
  entry: string;
  name: string;
  note: string;
}

/** 取消资格 in a table of matches: who is out, taking somebody out, taking that back. Fires `done`. */
Component({
  properties: { desk: { type: Object, value: null as unknown as Api.Meet.EventDesk } },
  data: { t, out: [] as { entry: string; text: string }[], rows: [] as Row[], closed: false, choosing: false, entry: '', title: '', busy: false, fault: '' },
  observers: {
    desk(desk: Api.Meet.EventDesk | null) {
      const [round] = desk?.rounds ?? [];
      if (!desk || !round) return;
      const out = disqualifiedOf(round).map(({ entry, rule }) => ({ entry, text: t.disqualified(nameOf(starterOf(desk, entry)), rule) }));
      const rows = desk.starters.filter(({ entry }) => round.cards[entry] && !out.some((one) => one.entry === entry)).map((one) => ({ entry: one.entry, name: nameOf(one), note: noteOf(one) }));
      this.setData({ out, rows, closed: round.signatures.length > 0 });
    },
  },
  methods: {
    choose() {
      this.setData({ choosing: true, entry: '', fault: '' });
    },

    pick({ currentTarget }: WechatMiniprogram.BaseEvent<object, { entry: string }>) {
      const row = this.data.rows.find(({ entry }) => entry === currentTarget.dataset.entry);
      if (row) this.setData({ choosing: false, entry: row.entry, title: t.disqualifyTitle(row.name) });
    },

    close() {
      this.setData({ choosing: false, entry: '' });
    },

    async give({ detail: { reason } }: WechatMiniprogram.CustomEvent<{ reason: string }>) {
      await this.put(this.data.entry, reason);
    },

    async restore({ currentTarget }: WechatMiniprogram.BaseEvent<object, { entry: string }>) {
      await this.put(currentTarget.dataset.entry, null);
    },

    put(entry: string, rule: string | null) {
      return oneAtATime(this, async () => {
        const { desk } = this.data;
        await disqualify({ meetId: desk.meetId, event: desk.event.id, entry, m: desk.rounds[0]?.cards[entry]?.m ?? 0, rule });
        this.setData({ entry: '' });
        this.triggerEvent('done');
      });
    },
  },
});
