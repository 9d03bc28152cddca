import { isAhead, nextCall } from '../../../../domain/contest/running';
import { callEntry, change } from '../../../../services/stage';
import { attempt } from '../../stage-acts';
import { stageTexts } from '../../texts-stage';
import { type CallRow, type CallView, callView, stepBack } from './view';

type Kind = 'swap' | 'late' | 'absent' | 'back';

const t = stageTexts.stage;

/** 催场: calls the next three, one tap a step; who is late, absent or changes places is noted with a reason. Fires `done`. */
Component({
  properties: {
    desk: { type: Object, value: null as unknown as Api.Contest.Desk },
  },
  data: {
    t,
    view: null as CallView | null,
    busyId: '',
    fault: '',
    picked: null as CallRow | null,
    kind: '' as '' | Kind,
    others: [] as { id: string; title: string; note: string }[],
    otherId: '',
    reasons: [] as string[],
    busy: false,
  },
  observers: {
    desk(desk: Api.Contest.Desk | null) {
      if (desk) this.setData({ view: callView(desk.rows) });
    },
  },
  methods: {
    rowOf(id: string) {
      return this.data.desk.rows.find(({ entryId }) => entryId === id);
    },

    round() {
      const { contestId, roundId } = this.data.desk;
      return { contestId, roundId };
    },

    step({ currentTarget }: WechatMiniprogram.BaseEvent<object, { id: string }>) {
      const row = this.rowOf(currentTarget.dataset.id);
      const to = row ? nextCall(row.state) : null;
      return row && to ? this.move(row, to) : undefined;
    },

    undo() {
      const row = this.rowOf(this.data.picked?.id ?? '');
      const to = row ? stepBack(row.state) : null;
      return row && to ? this.move(row, to) : undefined;
    },

    async move({ entryId, state }: Api.Contest.DeskRow, to: Api.Contest.StageState) {
      if (this.data.busyId !== '') return;
      this.setData({ busyId: entryId, fault: '' });
      const { done, fault } = await attempt(() => callEntry({ ...this.round(), entryId, from: state, to }));
      this.setData({ busyId: '', fault, ...(done ? { picked: null } : {}) });
      this.triggerEvent('done');
    },

    more({ currentTarget }: WechatMiniprogram.BaseEvent<object, { id: string }>) {
      const { view } = this.data;
      const all = view ? [...(view.on ? [view.on] : []), ...view.next, ...view.rest, ...view.passed] : [];
      this.setData({ picked: all.find(({ id }) => id === currentTarget.dataset.id) ?? null, kind: '', otherId: '', fault: '' });
    },

    closeMore() {
      this.setData({ picked: null });
    },

    choose({ currentTarget }: WechatMiniprogram.BaseEvent<object, { kind: Kind }>) {
      const { kind } = currentTarget.dataset;
      const { desk, picked } = this.data;
      const others = desk.rows.filter((row) => row.entryId !== picked?.id && isAhead(row)).map(({ entryId, title, number, unitName }) => ({ id: entryId, title, note: `${number} · ${unitName}` }));
      this.setData({ kind, others, otherId: kind === 'late' ? (others[0]?.id ?? '') : '', reasons: t.changeReasons[kind], fault: '' });
    },

    pick({ currentTarget }: WechatMiniprogram.BaseEvent<object, { id: string }>) {
      this.setData({ otherId: currentTarget.dataset.id });
    },

    async note({ detail: { reason } }: WechatMiniprogram.CustomEvent<{ reason: string }>) {
      const { kind, picked, otherId, busy } = this.data;
      if (busy || kind === '' || !picked) return;
      this.setData({ busy: true, fault: '' });
      const two = kind === 'swap' || kind === 'late';
      const { done, fault } = await attempt(async () => {
        const { clashes } = await change({ ...this.round(), kind, entryId: picked.id, reason, ...(two && otherId !== '' ? { otherId } : {}) });
        void wx.showToast({ icon: 'none', title: clashes > 0 ? t.clash(clashes) : t.changed, duration: clashes > 0 ? 4000 : 1500 });
      });
      this.setData({ busy: false, fault, ...(done ? { picked: null } : {}) });
      this.triggerEvent('done');
    },
  },
});
