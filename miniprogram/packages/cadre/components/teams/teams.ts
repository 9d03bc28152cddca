import { describe, type Failure } from '../../../../services/errors';
import { appended } from '../../../../services/listing';
import { loading } from '../../../../services/loading';
import { list } from '../../../../services/teams';
import { common } from '../../../../texts/common';
import { cadreTeamsTexts as t } from '../../teams-texts';

interface Shown extends Api.Teams.Row {
  count: string;
  tag: { text: string; tone: 'neutral' | 'green' | 'amber' };
}

function shown(row: Api.Teams.Row): Shown {
  const { state, position, short } = row;
  const words = short ? t.short : state === 'waiting' && position !== null ? t.waitingAt(position) : t.states[state];
  const tone = short || state === 'waiting' || state === 'offered' ? 'amber' : state === 'held' ? 'green' : 'neutral';
  return { ...row, count: t.count(row.people.length), tag: { text: words, tone } };
}

interface Data {
  t: typeof t;
  common: typeof common;
  counts: string;
  rows: Shown[];
  next: string | null;
  /** Whose people are shown; empty: nobody's. */
  open: string;
  failure: Failure | null;
  busy: boolean;
}

const data: Data = { t, common, counts: '', rows: [], next: null, open: '', failure: null, busy: false };

/** The teams of an activity with their people, those that are signed up first. */
Component({
  properties: { activityId: { type: String, value: '' } },
  data,
  pageLifetimes: {
    show() {
      void this.load();
    },
  },
  observers: {
    activityId() {
      void this.load();
    },
  },
  methods: {
    async load() {
      if (this.data.activityId === '') return;
      await loading(this, async () => {
        const { rows, next, signedUp, drafts } = await list(this.data.activityId);
        this.setData({ counts: t.counts(signedUp, drafts), rows: rows.map(shown), next });
      });
    },

    async more() {
      const { activityId, next } = this.data;
      if (next === null || this.data.busy) return;
      this.setData({ busy: true });
      try {
        const page = await list(activityId, next);
        this.setData({ rows: appended(this.data.rows, page.rows.map(shown), ({ teamId }) => teamId), next: page.next, failure: null });
      } catch (cause) {
        this.setData({ failure: describe(cause) });
      } finally {
        this.setData({ busy: false });
      }
    },

    toggle({ currentTarget }: WechatMiniprogram.BaseEvent<object, { id: string }>) {
      const { id } = currentTarget.dataset;
      this.setData({ open: this.data.open === id ? '' : id });
    },
  },
});
