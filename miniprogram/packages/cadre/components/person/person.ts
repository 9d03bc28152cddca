import { plainRules } from '../../../../domain/activity/rules';
import { oneAtATime } from '../../../../services/acting';
import { serverNow } from '../../../../services/clock';
import { move, overview, substitute, withdraw } from '../../../../services/places';
import { placeTexts as p } from '../../place-texts';
import type { PersonRow } from '../who/view';
import { actsFor, factsOf, sourcesFor, type Act, type Fact } from './view';

interface Data {
  p: typeof p;
  /** The row, for the acts. */
  person: Api.Activity.RosterRow | null;
  facts: Fact[];
  acts: ReturnType<typeof actsFor>;
  /** What is being done; empty: nothing yet. */
  act: Act | '';
  sources: ReturnType<typeof sourcesFor>;
  source: string;
  /** Who comes instead. */
  heir: PersonRow | null;
  busy: boolean;
  fault: string;
}

const data: Data = { p, person: null, facts: [], acts: [], act: '', sources: [], source: '', heir: null, busy: false, fault: '' };

/** One person of an activity's roster: how they stand, and what the organiser can do. Fires `close`; `done` when something was done. */
Component({
  properties: {
    activityId: { type: String, value: '' },
    rules: { type: Object, value: plainRules },
    /** The activity takes no more acts: over or called off. */
    shut: { type: Boolean, value: false },
    /** The roster's row; null: the sheet is shut. */
    row: { type: Object, value: null as Api.Activity.RosterRow | null, optionalTypes: [null] },
  },
  data,
  observers: {
    row(row: Api.Activity.RosterRow | null) {
      if (row === null) return;
      const now = serverNow();
      this.setData({ person: row, facts: factsOf(row, now), acts: this.data.shut ? [] : actsFor(row, this.data.rules, now), act: '', fault: '', heir: null });
    },
  },
  methods: {
    close() {
      this.triggerEvent('close');
    },

    async begin({ currentTarget }: WechatMiniprogram.BaseEvent<object, { value: Act }>) {
      const { person } = this.data;
      if (person === null) return;
      const act = currentTarget.dataset.value;
      this.setData({ act, fault: '', sources: [], source: '' });
      if (act !== 'move') return;
      await this.during(async () => {
        const sources = sourcesFor(person.quota, (await overview(this.data.activityId)).buckets);
        this.setData({ sources, source: sources[0]?.value ?? '', fault: sources.length === 0 ? p.moveNone : '' });
      });
    },

    chooseSource({ detail: { value } }: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.setData({ source: value });
    },

    chooseHeir({ detail: { person } }: WechatMiniprogram.CustomEvent<{ person: PersonRow | null }>) {
      this.setData({ heir: person, fault: '' });
    },

    async give({ detail: { reason } }: WechatMiniprogram.CustomEvent<{ reason: string }>) {
      const { person, act, activityId, heir } = this.data;
      if (person === null || act === '') return;
      const { uid, name } = person;
      if (act === 'withdraw') await this.confirmed(p.withdrawAsk(name), p.withdrawGo, p.withdrawn, () => withdraw({ activityId, uid, reason }));
      if (act === 'move') {
        const from = this.data.sources.find(({ value }) => value === this.data.source)?.from;
        await this.confirmed(p.moveAsk(name), p.moveGo, p.moved, () => move({ activityId, uid, reason, ...(from === undefined ? {} : { from }) }));
      }
      if (act === 'substitute' && heir === null) this.setData({ fault: p.whoMissing });
      if (act === 'substitute' && heir !== null) await this.confirmed(p.substituteAsk(name, heir.name), p.substituteGo, p.substituted, () => substitute({ activityId, uid, byUid: heir.uid, reason }));
    },

    async confirmed(ask: string, go: string, done: string, act: () => Promise<unknown>) {
      const { confirm } = await wx.showModal({ title: go, content: ask, confirmText: go, cancelText: p.keep });
      if (!confirm) return;
      await this.during(async () => {
        await act();
        void wx.showToast({ icon: 'none', title: done });
        this.triggerEvent('close');
        this.triggerEvent('done');
      });
    },

    during(work: () => Promise<void>) {
      return oneAtATime(this, work);
    },
  },
});
