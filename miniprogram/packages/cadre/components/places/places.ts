import { oneAtATime } from '../../../../services/acting';
import { serverNow } from '../../../../services/clock';
import { add, overview, resize } from '../../../../services/places';
import { placeTexts as p } from '../../place-texts';
import type { PersonRow } from '../who/view';
import { bucketRows, returnWords, type BucketRow } from './view';

interface Data {
  p: typeof p;
  rows: BucketRow[];
  returns: string;
  /** What is being done; empty: nothing. */
  act: '' | 'resize' | 'add';
  /** The quota whose places are set. */
  bucket: BucketRow | null;
  title: string;
  note: string;
  typed: string;
  person: PersonRow | null;
  busy: boolean;
  fault: string;
}

const data: Data = { p, rows: [], returns: '', act: '', bucket: null, title: '', note: '', typed: '', person: null, busy: false, fault: '' };

/** 名额: the places of an activity by quota; the organiser sets how many there are and puts somebody in. Fires `done`. */
Component({
  properties: {
    activityId: { type: String, value: '' },
    /** The activity takes no more acts: over or called off. */
    shut: { type: Boolean, value: false },
    /** How the roster stands: where this changes, the places are read again. */
    counts: { type: Object, value: null as object | null, optionalTypes: [null] },
  },
  data,
  observers: {
    counts(counts: object | null) {
      if (counts !== null) void this.read();
    },
  },
  methods: {
    /** A miss leaves what was there; the page above says what is wrong with the network. */
    async read() {
      const answer = await overview(this.data.activityId).catch(() => null);
      if (answer !== null) this.setData({ rows: bucketRows(answer.buckets), returns: returnWords(answer.rules, serverNow()) });
    },

    openResize({ currentTarget }: WechatMiniprogram.BaseEvent<object, { key: string }>) {
      const bucket = this.data.rows.find(({ key }) => key === currentTarget.dataset.key) ?? null;
      if (bucket === null) return;
      this.setData({ act: 'resize', bucket, title: p.changeTitle(bucket.name), note: p.changeNote(bucket.taken), typed: String(bucket.capacity), fault: '' });
    },

    openAdd() {
      this.setData({ act: 'add', person: null, fault: '' });
    },

    close() {
      this.setData({ act: '' });
    },

    type({ detail: { value } }: WechatMiniprogram.Input) {
      this.setData({ typed: value, fault: '' });
    },

    choosePerson({ detail: { person } }: WechatMiniprogram.CustomEvent<{ person: PersonRow | null }>) {
      this.setData({ person, fault: '' });
    },

    giveResize({ detail: { reason } }: WechatMiniprogram.CustomEvent<{ reason: string }>) {
      const { activityId, bucket, typed } = this.data;
      if (bucket === null) return undefined;
      const places = Number(typed);
      if (!/^\d+$/.test(typed) || places < bucket.taken || places > 2000) {
        this.setData({ fault: p.placesFault(bucket.taken) });
        return undefined;
      }
      return this.send(() => resize({ activityId, unionId: bucket.unionId, places, reason }), p.changed);
    },

    async giveAdd({ detail: { reason } }: WechatMiniprogram.CustomEvent<{ reason: string }>) {
      const { activityId, person } = this.data;
      if (person === null) {
        this.setData({ fault: p.whoMissing });
        return;
      }
      const { confirm } = await wx.showModal({ title: p.addGo, content: p.addAsk(person.name), confirmText: p.add, cancelText: p.keep });
      if (confirm) await this.send(() => add({ activityId, uid: person.uid, reason }), p.added);
    },

    send(act: () => Promise<unknown>, done: string) {
      return oneAtATime(this, async () => {
        await act();
        this.setData({ act: '' });
        void wx.showToast({ icon: 'none', title: done });
        this.triggerEvent('done');
      });
    },
  },
});
