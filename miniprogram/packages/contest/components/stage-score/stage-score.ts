import { adjust, confirm, release } from '../../../../services/stage';
import { common } from '../../../../texts/common';
import { attempt } from '../../stage-acts';
import { stageTexts } from '../../texts-stage';
import { hundredthsOf, scoreRows, type ScoreRow } from './view';

const t = stageTexts.stage;

/** 计分员: releases scores and proposes 加减分. 监督员 (`releases` off): confirms them and watches. Fires `done`. */
Component({
  properties: {
    desk: { type: Object, value: null as unknown as Api.Contest.Desk },
    releases: { type: Boolean, value: true },
  },
  data: {
    t,
    rows: [] as ScoreRow[],
    picked: null as ScoreRow | null,
    sign: 'minus' as 'minus' | 'plus',
    signs: [
      { value: 'minus', label: t.minus },
      { value: 'plus', label: t.plus },
    ],
    points: '',
    sheetFault: '',
    fault: '',
    busy: false,
  },
  observers: {
    desk(desk: Api.Contest.Desk | null) {
      if (desk) this.setData({ rows: scoreRows(desk) });
    },
  },
  methods: {
    round() {
      const { contestId, roundId } = this.data.desk;
      return { contestId, roundId };
    },

    async during(act: () => Promise<unknown>, told: string) {
      if (this.data.busy) return false;
      this.setData({ busy: true, fault: '' });
      const { done, fault } = await attempt(act);
      this.setData({ busy: false, fault });
      if (done) void wx.showToast({ icon: 'none', title: told });
      this.triggerEvent('done');
      return done;
    },

    async release({ currentTarget }: WechatMiniprogram.BaseEvent<object, { id: string }>) {
      const row = this.data.rows.find(({ id }) => id === currentTarget.dataset.id);
      if (!row) return;
      const { confirm: sure } = await wx.showModal({ title: row.release, content: t.releaseSure, confirmText: common.confirm, cancelText: common.cancel });
      if (sure) await this.during(() => release({ ...this.round(), entryId: row.id }), t.released);
    },

    decide({ currentTarget }: WechatMiniprogram.BaseEvent<object, { id: string; adjustment: string; yes: string }>) {
      const { id, adjustment, yes } = currentTarget.dataset;
      return this.during(() => confirm({ ...this.round(), entryId: id, adjustmentId: adjustment, confirm: yes === 'yes' }), yes === 'yes' ? t.confirmed : t.dropped);
    },

    toMissing() {
      const { contestId, roundId } = this.data.desk;
      void wx.navigateTo({ url: `/packages/contest/pages/missing/missing?contest=${contestId}&round=${roundId}` });
    },

    open({ currentTarget }: WechatMiniprogram.BaseEvent<object, { id: string }>) {
      this.setData({ picked: this.data.rows.find(({ id }) => id === currentTarget.dataset.id) ?? null, points: '', sign: 'minus', sheetFault: '' });
    },

    closeSheet() {
      this.setData({ picked: null });
    },

    chooseSign({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: 'minus' | 'plus' }>) {
      this.setData({ sign: value });
    },

    typePoints({ detail: { value } }: WechatMiniprogram.Input) {
      this.setData({ points: value, sheetFault: '' });
    },

    async propose({ detail: { reason } }: WechatMiniprogram.CustomEvent<{ reason: string }>) {
      const { picked, points, sign } = this.data;
      const hundredths = hundredthsOf(points, sign === 'minus' ? -1 : 1);
      if (hundredths === null || !picked) {
        this.setData({ sheetFault: t.pointsFault });
        return;
      }
      const done = await this.during(() => adjust({ ...this.round(), entryId: picked.id, hundredths, reason }), t.adjusted);
      this.setData(done ? { picked: null } : { sheetFault: this.data.fault });
    },
  },
});
