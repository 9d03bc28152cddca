import { oneAtATime } from '../../../../services/acting';
import { merge, merging } from '../../../../services/meet-day';
import { nameOf, noteOf, starterOf } from '../../day-view';
import { dayTexts } from '../../texts-day';

const t = dayTexts.desk;

type Pair = Api.Meet.MergePair;

interface Move {
  entry: string;
  name: string;
  note: string;
  text: string;
}

/** 并组: two thin heats become one, shown before it is done. Fires `done`. */
Component({
  properties: { desk: { type: Object, value: null as unknown as Api.Meet.EventDesk } },
  data: { t, pairs: [] as (Pair & { key: string; text: string })[], open: false, pair: null as Pair | null, merges: 0, title: '', moves: [] as Move[], go: '', busy: false, fault: '' },
  observers: {
    desk(desk: Api.Meet.EventDesk | null) {
      const [round] = desk?.rounds ?? [];
      if (!round) return;
      const runs = (entry: string) => round.cards[entry]?.call !== 'missing' && round.cards[entry]?.call !== 'out';
      const count = (heat: number) => round.heats.find(({ n }) => n === heat)?.places.filter(({ entry }) => runs(entry)).length ?? 0;
      this.setData({ pairs: round.mergeable.map(({ from, into }) => ({ from, into, key: `${from}-${into}`, text: t.mergePair(from, count(from), into, count(into)) })) });
    },
  },
  methods: {
    show() {
      this.setData({ open: true, pair: null, title: t.mergeTitle, fault: '' });
    },

    close() {
      this.setData({ open: false });
    },

    /** What it would do, before it is done. */
    pick({ currentTarget }: WechatMiniprogram.BaseEvent<object, { key: string }>) {
      const pair = this.data.pairs.find(({ key }) => key === currentTarget.dataset.key);
      if (!pair) return;
      return oneAtATime(this, async () => {
        const { desk } = this.data;
        const { from, into } = pair;
        const { moves, merges } = await merging({ meetId: desk.meetId, event: desk.event.id, from, into });
        const kind = desk.event.start.kind;
        const way = kind === 'lanes' || kind === 'pool' ? '道' : '位';
        const at = ({ heat, lane }: Api.Meet.HeatMove['is']) => t.mergePlace(heat, lane, way);
        this.setData({
          ...{ pair: { from, into }, merges, title: t.mergePreview(from, into), go: t.mergeGo(moves.length) },
          moves: moves.map(({ entry, was, is }) => {
            const starter = starterOf(desk, entry);
            return { entry, name: nameOf(starter), note: noteOf(starter), text: t.mergeMove(at(was), at(is)) };
          }),
        });
      });
    },

    give() {
      const { desk, pair, merges } = this.data;
      if (!pair) return;
      return oneAtATime(this, async () => {
        await merge({ meetId: desk.meetId, event: desk.event.id, ...pair, merges });
        this.setData({ open: false });
        void wx.showToast({ icon: 'none', title: t.merged });
        this.triggerEvent('done');
      });
    },
  },
});
