import { findListed } from '../../../../domain/checkin/list';
import { fits, tidy } from '../../../../domain/text/clean';
import { clockTime } from '../../../../format/when';
import type { GateRow } from '../../../../services/checkin';
import { common } from '../../../../texts/common';
import { staffTexts as t } from '../../texts';

type Why = keyof typeof t.find.whys;

interface Row {
  uid: string;
  name: string;
  unitName: string;
  /** 工号尾号 17; empty: none is kept. */
  number: string;
  /** 已到 9:02; empty: not yet. */
  in: string;
}

interface Data {
  t: typeof t.find;
  common: typeof common;
  typed: string;
  found: Row[];
  /** Who is being let in; uid is empty for somebody who is not on the list. */
  chosen: Row | null;
  guest: string;
  why: Why;
  whys: { value: Why; label: string }[];
  ownWhy: string;
  fault: string;
}

const data: Data = { t: t.find, common, typed: '', found: [], chosen: null, guest: '', why: 'phone', whys: [], ownWhy: '', fault: '' };

const whysFor = (listed: boolean) => (listed ? (['phone', 'broken', 'own'] as const) : (['missing', 'instead', 'own'] as const)).map((value) => ({ value, label: t.find.whys[value] }));

const nobody: Row = { uid: '', name: '', unitName: '', number: '', in: '' };

/** How many rows a thumb looks through. */
const atMost = 20;

/** 找人: lets in whoever has no readable pass. Fires `admit` with who, and the name and unit to show; `close`. */
Component({
  properties: {
    /** The list of the gate, as this phone has it. */
    list: { type: Array, value: [] },
    /** What stands above the list: loading, or how old it is. */
    note: { type: String, value: '' },
  },
  data,
  observers: {
    list() {
      this.look();
    },
  },
  methods: {
    look() {
      const list: GateRow[] = this.data.list;
      const found = findListed(list, this.data.typed, atMost).map(({ uid, name, unitName, staffTail, at, left }) => ({
        uid,
        name,
        unitName,
        number: staffTail === '' ? '' : t.find.number(staffTail),
        in: at === null || left ? '' : t.find.inAt(clockTime(at)),
      }));
      this.setData({ found });
    },

    type({ detail }: WechatMiniprogram.Input) {
      this.setData({ typed: detail.value });
      this.look();
    },

    choose({ currentTarget }: WechatMiniprogram.BaseEvent) {
      const chosen = this.data.found.find(({ uid }) => uid === currentTarget.dataset['uid']);
      if (chosen !== undefined && chosen.in === '') this.setData({ chosen, why: 'phone', whys: whysFor(true), fault: '' });
    },

    chooseGuest() {
      this.setData({ chosen: nobody, guest: this.data.typed, why: 'missing', whys: whysFor(false), fault: '' });
    },

    typeGuest({ detail }: WechatMiniprogram.Input) {
      this.setData({ guest: detail.value, fault: '' });
    },

    chooseWhy({ detail }: WechatMiniprogram.CustomEvent<{ value: Why }>) {
      this.setData({ why: detail.value, fault: '' });
    },

    typeWhy({ detail }: WechatMiniprogram.Input) {
      this.setData({ ownWhy: detail.value, fault: '' });
    },

    back() {
      this.setData({ chosen: null });
    },

    close() {
      this.triggerEvent('close');
    },

    admit() {
      const { chosen, guest, why, ownWhy } = this.data;
      if (chosen === null) return;
      const reason = why === 'own' ? tidy(ownWhy) : t.find.whys[why];
      if (why === 'own' && !fits(reason, 2, 60)) {
        this.setData({ fault: t.find.whyMissing });
        return;
      }
      if (chosen.uid === '') {
        if (!fits(guest, 1, 20)) {
          this.setData({ fault: t.find.nameMissing });
          return;
        }
        this.triggerEvent('admit', { who: { guest: tidy(guest), reason }, person: { uid: '', name: tidy(guest), unitName: t.find.notListed } });
        return;
      }
      // Without a phone is the plain case and needs no reason: the list itself says that they may.
      const who: Api.CheckIn.Named = why === 'phone' ? { uid: chosen.uid } : { uid: chosen.uid, reason };
      this.triggerEvent('admit', { who, person: { uid: chosen.uid, name: chosen.name, unitName: chosen.unitName } });
    },
  },
});
