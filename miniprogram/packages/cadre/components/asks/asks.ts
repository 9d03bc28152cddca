import { moment } from '../../../../format/when';
import { actFromSheet } from '../../../../services/acting';
import type { Failure } from '../../../../services/errors';
import { approveExport, refuseExport, waitingExports } from '../../../../services/export';
import { loading } from '../../../../services/loading';
import { common } from '../../../../texts/common';
import { exportAskTexts as t } from '../../exports-texts';

interface Shown {
  id: string;
  /** Without its ending. */
  name: string;
  byName: string;
  note: string;
  /** What is in it and until when it waits. */
  content: string;
}

interface Data {
  t: typeof t;
  common: typeof common;
  asks: Shown[];
  failure: Failure | null;
  sheet: '' | 'approve' | 'refuse';
  /** The one whose sheet is open; stays while it goes. */
  one: Shown | null;
  busy: boolean;
  fault: string;
}

const data: Data = { t, common, asks: [], failure: null, sheet: '', one: null, busy: false, fault: '' };

/** Files of others that wait for a second person: agree or not. Nothing where none waits. */
Component({
  data,
  pageLifetimes: {
    show() {
      void this.load();
    },
  },
  methods: {
    load() {
      return loading(this, async () => {
        const { asks, now } = await waitingExports();
        this.setData({
          asks: asks.map(({ jobId, name, byName, scopeName, people, lapsesAt }) => ({
            ...{ id: jobId, name: name.replace(/\.\w+$/, ''), byName, note: t.by(byName, scopeName), content: t.content(people, moment(lapsesAt, now)) },
          })),
        });
      });
    },

    open({ currentTarget }: WechatMiniprogram.BaseEvent<object, { id: string; sheet: 'approve' | 'refuse' }>) {
      const { id, sheet } = currentTarget.dataset;
      this.setData({ sheet, fault: '', one: this.data.asks.find((ask) => ask.id === id) ?? null });
    },

    close() {
      this.setData({ sheet: '' });
    },

    approve() {
      const { one } = this.data;
      return one && actFromSheet(this, () => approveExport(one.id), t.approved, () => this.load());
    },

    refuse({ detail: { reason } }: WechatMiniprogram.CustomEvent<{ reason: string }>) {
      const { one } = this.data;
      return one && actFromSheet(this, () => refuseExport(one.id, reason), t.refused, () => this.load());
    },
  },
});
